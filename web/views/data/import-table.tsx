import { useEffect, useState } from 'preact/hooks';
import type { ImportBatch } from '../../../domain/responses.ts';
import { listImports } from '../../api/imports.ts';
import { countOf, formatCount, whenOf } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';
import { FORMAT_WORDS, ROW_WORDS, STATUS_WORDS } from './import-words.ts';
import { UndoImport } from './undo-import.tsx';

/** How often the list is asked for while an import runs. */
const LOOK_AGAIN_MS = 2000;

interface ImportTableProps {
  readonly onOpen: (id: number) => void;
  readonly onRecordsChanged: () => void;
}

/** Every import so far, newest first, with what became of its rows. */
export function ImportTable({ onOpen, onRecordsChanged }: ImportTableProps) {
  const [after, setAfter] = useState<string | null>(null);
  const { value, error, reload } = useLoaded(
    (signal) => listImports(after, signal),
    `imports ${after ?? ''}`,
  );
  const isRunning = value?.items.some(({ status }) => status === 'running') ?? false;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(reload, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isRunning, reload]);
  const undone = () => {
    reload();
    onRecordsChanged();
  };
  return (
    <section
      class="data-card"
      aria-labelledby="data-imports-title"
      aria-busy={value === null && error === null}
    >
      <h2 id="data-imports-title">{value === null ? say('Imports') : titleOf(value.total)}</h2>
      {error === null ? null : (
        <p class="data-error" role="alert">
          {error}{' '}
          <button type="button" class="button" onClick={reload}>
            {say('Try again')}
          </button>
        </p>
      )}
      {value === null && error === null ? <p class="muted">{say('Loading the imports …')}</p> : null}
      {value?.total === 0 ? <NothingYet /> : null}
      {value !== null && value.items.length > 0 ? (
        <Rows items={value.items} onOpen={onOpen} onUndone={undone} />
      ) : null}
      <div class="data-actions">
        {after === null ? null : (
          <button type="button" class="button" onClick={() => setAfter(null)}>
            {say('Newest')}
          </button>
        )}
        {value === null || value.next === null ? null : (
          <button type="button" class="button" onClick={() => setAfter(value.next)}>
            {say('Earlier imports')}
          </button>
        )}
      </div>
    </section>
  );
}

function titleOf(total: number): string {
  return total === 0 ? say('No imports yet') : countOf(total, say('import'), say('imports'));
}

function NothingYet() {
  return (
    <p class="muted">
      {say(
        'Nothing was brought in yet, so the map has no guns to show. Choose a file above: you see what Tracemap makes of its columns before anything is saved.',
      )}
    </p>
  );
}

interface RowsProps {
  readonly items: readonly ImportBatch[];
  readonly onOpen: (id: number) => void;
  readonly onUndone: () => void;
}

function Rows({ items, onOpen, onUndone }: RowsProps) {
  return (
    <table class="file-table data-imports">
      <thead>
        <tr>
          <th scope="col">{say('File')}</th>
          <th scope="col">{say('Agency')}</th>
          <th scope="col">{say('Status')}</th>
          {Object.values(ROW_WORDS).map((words) => (
            <th key={words} scope="col" class="number">
              {words}
            </th>
          ))}
          <th scope="col">{say('When')}</th>
          <th scope="col">
            <span class="visually-hidden">{say('Undo')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((batch) => (
          <Row key={batch.id} batch={batch} onOpen={onOpen} onUndone={onUndone} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly batch: ImportBatch;
  readonly onOpen: (id: number) => void;
  readonly onUndone: () => void;
}

function Row({ batch, onOpen, onUndone }: RowProps) {
  return (
    <tr data-status={batch.status}>
      <th scope="row">
        <button type="button" class="link-button" onClick={() => onOpen(batch.id)}>
          {batch.fileName}
        </button>
        <small>{FORMAT_WORDS[batch.format]}</small>
      </th>
      <td data-label={say('Agency')}>{batch.agency}</td>
      <td data-label={say('Status')}>
        <span class="data-status">{STATUS_WORDS[batch.status]}</span>
      </td>
      {(['rowsRead', 'rowsAccepted', 'rowsDuplicate', 'rowsRejected'] as const).map((key) => (
        <td
          key={key}
          class="number"
          data-label={ROW_WORDS[key]}
          data-empty={batch.status === 'done' ? undefined : true}
        >
          {batch.status === 'done' ? formatCount(batch[key]) : '–'}
        </td>
      ))}
      <td data-label={say('When')}>
        <time dateTime={batch.createdAt}>{whenOf(batch.createdAt)}</time>
      </td>
      <td>
        {batch.status === 'done' || batch.status === 'awaiting_mapping' ? (
          <UndoImport batch={batch} onUndone={onUndone} />
        ) : null}
      </td>
    </tr>
  );
}
