import { useId } from 'preact/hooks';
import type { BriefingSection, SavedView } from '../../../domain/briefings.ts';
import { LONGEST_HEADING, LONGEST_SECTION_TEXT } from '../../../domain/briefings.ts';
import { SelectField } from '../../panels/select-field.tsx';
import { parsePage } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import { OpenLink } from '../open-link.tsx';
import { MarkdownText } from './markdown-text.tsx';
import { wordsOfQuery } from './words-of-query.ts';

interface SectionEditorProps {
  readonly section: BriefingSection;
  readonly number: number;
  readonly count: number;
  /** What may be shown beside it. */
  readonly views: readonly SavedView[];
  readonly onChange: (change: Partial<BriefingSection>) => void;
  readonly onMove: (steps: 1 | -1) => void;
  readonly onRemove: () => void;
}

/** A section that is written: its heading, its text, and what is shown beside it. */
export function SectionEditor(props: SectionEditorProps) {
  const { section, number, count, onChange, onMove, onRemove } = props;
  const id = useId();
  const { heading, text } = section;
  return (
    <fieldset class="region-card section-editor">
      <legend>{say('Section {number}', { number })}</legend>
      <div class="form-field">
        <label for={`${id}-heading`}>{say('Heading')}</label>
        <input
          id={`${id}-heading`}
          class="field"
          required
          maxLength={LONGEST_HEADING}
          value={heading}
          onInput={(event) => onChange({ heading: event.currentTarget.value })}
        />
      </div>
      <div class="form-field">
        <label for={`${id}-text`}>{say('Text')}</label>
        <textarea
          id={`${id}-text`}
          class="field"
          rows={6}
          maxLength={LONGEST_SECTION_TEXT}
          aria-describedby={`${id}-hint`}
          value={text}
          onInput={(event) => onChange({ text: event.currentTarget.value })}
        />
        <p class="muted small" id={`${id}-hint`}>
          {say(
            'Markdown: **bold**, *italic*, lines that begin with “- ” are a list, [words](https://…) a link.',
          )}
        </p>
      </div>
      {text.trim() !== '' && (
        <details>
          <summary class="small">{say('How it will read')}</summary>
          <MarkdownText text={text} />
        </details>
      )}
      <Beside section={section} views={props.views} onChange={onChange} />
      <div class="button-row">
        <button type="button" class="button" disabled={number === 1} onClick={() => onMove(-1)}>
          {say('Move up')}
          <span class="visually-hidden"> {say('section {number}', { number })}</span>
        </button>
        <button type="button" class="button" disabled={number === count} onClick={() => onMove(1)}>
          {say('Move down')}
          <span class="visually-hidden"> {say('section {number}', { number })}</span>
        </button>
        <button type="button" class="button" onClick={onRemove}>
          {say('Remove')}
          <span class="visually-hidden"> {say('section {number}', { number })}</span>
        </button>
      </div>
    </fieldset>
  );
}

const NOTHING = 'nothing';
const AS_IT_IS = say('as it is');

function Beside({
  section: { query },
  views,
  onChange,
}: Pick<SectionEditorProps, 'section' | 'views' | 'onChange'>) {
  const same = query === null ? undefined : views.find((view) => view.query === query);
  const asItIs =
    query !== null && same === undefined ? [{ value: AS_IT_IS, label: wordsOfQuery(query) }] : [];
  return (
    <>
      <SelectField
        label={say('Shown beside it')}
        value={query === null ? NOTHING : same === undefined ? AS_IT_IS : String(same.id)}
        options={[
          { value: NOTHING, label: say('Nothing of its own') },
          ...asItIs,
          ...views.map(({ id, name }) => ({ value: String(id), label: say('Saved view: {name}', { name }) })),
        ]}
        onChange={(value) => {
          if (value === NOTHING) onChange({ query: null });
          const view = views.find(({ id }) => String(id) === value);
          if (view !== undefined) onChange({ query: view.query });
        }}
      />
      <p class="muted small">
        {query === null ? (
          say(
            'What the section before shows stays beside it. Save a view on the map to have it to choose here.',
          )
        ) : (
          <>
            {same !== undefined && `${wordsOfQuery(query)}. `}
            <OpenLink to={parsePage(query).state}>{say('Open it')}</OpenLink>
          </>
        )}
      </p>
    </>
  );
}
