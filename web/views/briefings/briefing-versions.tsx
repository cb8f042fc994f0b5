import { useSignal } from '@preact/signals';
import type { Briefing, BriefingVersionItem } from '../../../domain/briefings.ts';
import { getBriefingVersion, getBriefingVersions, saveBriefing } from '../../api/briefings.ts';
import { ConfirmDialog } from '../../panels/confirm-dialog.tsx';
import { LoadError } from '../../panels/load-error.tsx';
import { briefingsChanged } from '../../state/briefings.ts';
import { changePage } from '../../state/page.ts';
import { can } from '../../state/session.ts';
import { formatCount, whenOf } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';
import { MarkdownText } from './markdown-text.tsx';
import { WayBack } from './story-frame.tsx';
import { wordsOfQuery } from './words-of-query.ts';

/** All that a briefing was: by whom and when it was saved, what it said, and the way back to it. */
export function BriefingVersions({ briefing }: { readonly briefing: Briefing }) {
  const { id, title, version } = briefing;
  const looked = useSignal<number | null>(null);
  const { value, error, reload } = useLoaded(
    (signal) => getBriefingVersions(id, signal),
    `versions ${id} ${version}`,
  );
  return (
    <div class="region-page">
      <header class="region-head">
        <div>
          <WayBack />
          <h1>{say('Versions of “{title}”', { title })}</h1>
          <p class="muted">{say('Each time it is saved it becomes another version. None is ever lost.')}</p>
        </div>
        <button type="button" class="button" onClick={() => changePage({ briefingShape: 'story' })}>
          {say('Read it')}
        </button>
      </header>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value === null && error === null && <p class="muted">{say('Looking up versions …')}</p>}
      {value !== null && (
        <VersionTable
          items={value.items}
          looked={looked.value}
          onLook={(number) => {
            looked.value = number;
          }}
        />
      )}
      {looked.value !== null && <Version key={looked.value} briefing={briefing} version={looked.value} />}
    </div>
  );
}

interface VersionTableProps {
  readonly items: readonly BriefingVersionItem[];
  readonly looked: number | null;
  readonly onLook: (version: number) => void;
}

function VersionTable({ items, looked, onLook }: VersionTableProps) {
  return (
    <div class="table-scroll">
      <table class="data-table tells-rows">
        <caption class="visually-hidden">{say('Versions, the newest first')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('Version')}</th>
            <th scope="col">{say('Title')}</th>
            <th scope="col">{say('Saved by')}</th>
            <th scope="col">{say('When')}</th>
            <th scope="col" class="numeric">
              {say('Sections')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ version, title, savedBy, savedAt, sections }) => (
            <tr key={version} aria-current={version === looked ? true : undefined}>
              <td>
                <button type="button" class="link-button" onClick={() => onLook(version)}>
                  {say('Version {version}', { version })}
                </button>
              </td>
              <td data-label={say('Title')}>{title}</td>
              <td data-label={say('Saved by')}>{savedBy}</td>
              <td data-label={say('When')}>
                <time dateTime={savedAt}>{whenOf(savedAt)}</time>
              </td>
              <td class="numeric" data-label={say('Sections')}>
                {formatCount(sections)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Version({ briefing, version }: { readonly briefing: Briefing; readonly version: number }) {
  const { value, error, reload } = useLoaded(
    (signal) => getBriefingVersion(briefing.id, version, signal),
    `version ${briefing.id} ${version}`,
  );
  if (error !== null) return <LoadError message={error} onRetry={reload} />;
  if (value === null) return <p class="muted">{say('Opening version {version} …', { version })}</p>;
  const { title, sections } = value;
  return (
    <section class="region-card" aria-label={say('Version {version}', { version })}>
      <h2>{say('Version {version}: {title}', { version, title })}</h2>
      {sections.map(({ heading, text, query }, index) => (
        <article key={index}>
          <h3>{heading}</h3>
          <MarkdownText text={text} />
          {query !== null && <p class="muted small">{wordsOfQuery(query)}</p>}
        </article>
      ))}
      {sections.length === 0 && <p class="muted">{say('It had no sections.')}</p>}
      {can('brief') && version !== briefing.version && (
        <ConfirmDialog
          verb={say('Bring it back')}
          question={say('Bring version {version} back?', { version })}
          onConfirm={async () => {
            await saveBriefing(briefing.id, { title, sections, version: briefing.version });
            briefingsChanged();
          }}
        >
          <p>
            {say('It is saved anew as version {version}. Version {version2} stays in the list.', {
              version: briefing.version + 1,
              version2: briefing.version,
            })}
          </p>
        </ConfirmDialog>
      )}
    </section>
  );
}
