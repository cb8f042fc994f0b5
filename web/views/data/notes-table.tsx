import { useRef, useState } from 'preact/hooks';
import type { ImportDetail, ImportNotes } from '../../../domain/responses.ts';
import { listImportNotes } from '../../api/imports.ts';
import { countOf, formatCount } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';

type Severity = ImportNotes['items'][number]['severity'];

const NOTES_A_PAGE = 50;

interface NotesTableProps {
  readonly id: number;
  readonly counts: ImportDetail['notes'];
}

/** What was wrong, row by row: errors kept their row out, warnings did not. */
export function NotesTable({ id, counts }: NotesTableProps) {
  const [severity, setSeverity] = useState<Severity>(counts.errors > 0 ? 'error' : 'warning');
  if (counts.errors + counts.warnings === 0) {
    return <p class="muted">{say('No notes: every row was read as it stands.')}</p>;
  }
  return (
    <section class="data-notes" aria-labelledby="data-notes-title">
      <h2 id="data-notes-title">{say('What to look at')}</h2>
      <Tabs counts={counts} severity={severity} onPick={setSeverity} />
      <div role="tabpanel" id="data-notes-panel" aria-labelledby={`data-tab-${severity}`}>
        <NotesPages key={severity} id={id} severity={severity} />
      </div>
    </section>
  );
}

interface TabsProps {
  readonly counts: ImportDetail['notes'];
  readonly severity: Severity;
  readonly onPick: (severity: Severity) => void;
}

function Tabs({ counts, severity, onPick }: TabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const tabs: readonly { id: Severity; words: string }[] = [
    {
      id: 'error',
      words: say('{errors} (row rejected)', { errors: countOf(counts.errors, say('error'), say('errors')) }),
    },
    {
      id: 'warning',
      words: say('{warnings} (row taken in)', {
        warnings: countOf(counts.warnings, say('warning'), say('warnings')),
      }),
    },
  ];
  const move = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const next: Severity = severity === 'error' ? 'warning' : 'error';
    onPick(next);
    list.current?.querySelector<HTMLButtonElement>(`#data-tab-${next}`)?.focus();
  };
  return (
    <div ref={list} role="tablist" class="data-tabs" aria-label={say('Kind of note')}>
      {tabs.map(({ id, words }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`data-tab-${id}`}
          aria-selected={id === severity}
          aria-controls="data-notes-panel"
          tabIndex={id === severity ? 0 : -1}
          onClick={() => onPick(id)}
          onKeyDown={move}
        >
          {words}
        </button>
      ))}
    </div>
  );
}

/** `starts` holds where each page opened so far begins; the last one is shown. */
function NotesPages({ id, severity }: { readonly id: number; readonly severity: Severity }) {
  const [starts, setStarts] = useState<readonly (string | null)[]>([null]);
  const after = starts.at(-1) ?? null;
  const { value, error, reload } = useLoaded(
    (signal) => listImportNotes({ id, severity, after, limit: NOTES_A_PAGE }, signal),
    `notes ${id} ${severity} ${after ?? ''}`,
  );
  if (error !== null) {
    return (
      <p class="data-error" role="alert">
        {error}{' '}
        <button type="button" class="button" onClick={reload}>
          {say('Try again')}
        </button>
      </p>
    );
  }
  if (value === null) return <p class="muted">{say('Loading the notes …')}</p>;
  if (value.items.length === 0) {
    return (
      <p class="muted">
        {say('None{words}', { words: severity === 'error' ? say(': no row was rejected.') : '.' })}
      </p>
    );
  }
  const first = (starts.length - 1) * NOTES_A_PAGE + 1;
  return (
    <>
      <NoteRows items={value.items} />
      <div class="data-actions">
        <p class="muted">
          {say('{first}–{first2} of {total}', {
            first: formatCount(first),
            first2: formatCount(first + value.items.length - 1),
            total: formatCount(value.total),
          })}
        </p>
        {starts.length === 1 ? null : (
          <button type="button" class="button" onClick={() => setStarts(starts.slice(0, -1))}>
            {say('Previous page')}
          </button>
        )}
        {value.next === null ? null : (
          <button type="button" class="button" onClick={() => setStarts([...starts, value.next])}>
            {say('Next page')}
          </button>
        )}
      </div>
    </>
  );
}

function NoteRows({ items }: { readonly items: ImportNotes['items'] }) {
  return (
    <table class="file-table">
      <thead>
        <tr>
          <th scope="col" class="number">
            {say('Row')}
          </th>
          <th scope="col">{say('Column')}</th>
          <th scope="col">{say('Value')}</th>
          <th scope="col">{say('Why')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((note, index) => (
          <tr key={index}>
            <td class="number" data-label={say('Row')}>
              {note.row === null ? say('whole file') : formatCount(note.row)}
            </td>
            <td data-label={say('Column')}>{note.column ?? '–'}</td>
            <td data-label={say('Value')}>
              {note.value === null || note.value === '' ? '–' : <code>{note.value}</code>}
            </td>
            <td data-label={say('Why')}>{note.message}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
