import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { BriefingItem } from '../../../domain/briefings.ts';
import { LONGEST_BRIEFING_TITLE, LONGEST_HEADING, MOST_SECTIONS } from '../../../domain/briefings.ts';
import { getBriefing, getBriefings, makeBriefing, saveBriefing } from '../../api/briefings.ts';
import {
  briefingChanges,
  briefingsChanged,
  headingOnScreen,
  openBriefing,
  queryOnScreen,
} from '../../state/briefings.ts';
import { useAction } from '../../views/use-action.ts';
import { useLoaded } from '../../views/use-loaded.ts';
import { say } from '../../words/say.ts';
import { Icon } from '../icon.tsx';
import { LoadError } from '../load-error.tsx';
import { Popover } from '../popover.tsx';
import { TakeAlong } from './take-along.tsx';

interface BriefMenuProps {
  /** What the section is called at first; the guns of the filter, in words, where left out. */
  readonly heading?: string;
  /** They may put it into a briefing. */
  readonly writes: boolean;
}

/** What is on screen for a meeting: as a file, and in a briefing, which is a new one or one there is. */
export function BriefMenu({ heading, writes }: BriefMenuProps) {
  const label = (
    <>
      <Icon name="brief" /> {say('Brief')}
    </>
  );
  return (
    <Popover
      label={label}
      buttonClass="button"
      title={say('What is shown as a slide, a picture, on paper, or in a briefing')}
    >
      <TakeAlong />
      {writes && <BriefForm first={heading ?? headingOnScreen()} />}
    </Popover>
  );
}

interface Added {
  readonly id: number;
  readonly title: string;
  readonly section: number;
}

function BriefForm({ first }: { readonly first: string }) {
  const heading = useSignal(first.slice(0, LONGEST_HEADING));
  const added = useSignal<Added | null>(null);
  const { value, error, reload } = useLoaded(getBriefings, `to brief ${briefingChanges.value}`);
  const add = useAction(async (to: BriefingItem | null) => {
    added.value = null;
    added.value = await addSection(to, heading.value);
    briefingsChanged();
  });
  return (
    <div class="briefing-popover form">
      <h2 class="popover-title">{say('Put it into a briefing')}</h2>
      <HeadingField
        value={heading.value}
        onInput={(text) => {
          heading.value = text;
        }}
      />
      {add.error !== null && (
        <p class="form-error" role="alert">
          {say('Nothing was added. {message}', { message: add.error.message })}
        </p>
      )}
      {added.value !== null && <AddedNote added={added.value} />}
      <button
        type="button"
        class="button primary"
        data-stays
        disabled={add.busy}
        onClick={() => add.run(null)}
      >
        {add.busy ? say('Adding …') : say('Make a new briefing')}
      </button>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value !== null && <BriefingChoice items={value.items} busy={add.busy} onChoose={add.run} />}
    </div>
  );
}

interface BriefingChoiceProps {
  readonly items: readonly BriefingItem[];
  readonly busy: boolean;
  readonly onChoose: (item: BriefingItem) => void;
}

function BriefingChoice({ items, busy, onChoose }: BriefingChoiceProps) {
  if (items.length === 0) return null;
  return (
    <>
      <h3>{say('Or add it to')}</h3>
      <ul class="menu-list">
        {items.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              class="link-button"
              data-stays
              disabled={busy || item.sections >= MOST_SECTIONS}
              onClick={() => onChoose(item)}
            >
              {item.title}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

interface HeadingFieldProps {
  readonly value: string;
  readonly onInput: (text: string) => void;
}

function HeadingField({ value, onInput }: HeadingFieldProps) {
  const id = useId();
  return (
    <div class="form-field">
      <label for={id}>{say('Heading of the section')}</label>
      <input
        id={id}
        class="field"
        required
        maxLength={LONGEST_HEADING}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}

function AddedNote({ added: { id, title, section } }: { readonly added: Added }) {
  return (
    <p role="status" class="small">
      {say('It is section {section} of “{title}”.', { section, title })}{' '}
      <button type="button" class="link-button" onClick={() => openBriefing(id, 'story', section)}>
        {say('Open the briefing')}
      </button>
    </p>
  );
}

/** Adds what is on screen as a section: to the newest version of a briefing there is, or to a new one. */
async function addSection(to: BriefingItem | null, heading: string): Promise<Added> {
  const section = { heading, text: '', query: queryOnScreen() };
  if (to === null) {
    const { id, title } = await makeBriefing({
      title: heading.slice(0, LONGEST_BRIEFING_TITLE),
      sections: [section],
    });
    return { id, title, section: 1 };
  }
  const { id, title, sections, version } = await getBriefing(to.id);
  await saveBriefing(id, { title, version, sections: [...sections, section] });
  return { id, title, section: sections.length + 1 };
}
