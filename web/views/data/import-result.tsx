import type { ImportDetail } from '../../../domain/responses.ts';
import { notesCsvAddress } from '../../api/imports.ts';
import { START } from '../../state/page-state.ts';
import { countOf } from './import-words.ts';
import { mapAddress } from './map-address.ts';
import { NotesTable } from './notes-table.tsx';
import { UndoImport } from './undo-import.tsx';

interface ImportResultProps {
  readonly batch: ImportDetail;
  readonly onUndone: () => void;
}

/** What became of the rows of a finished import, and what is to be mended. */
export function ImportResult({ batch, onUndone }: ImportResultProps) {
  return (
    <>
      <p role="status" class="data-outcome">
        {outcomeOf(batch)}
      </p>
      <dl class="data-counts">
        <Count words="Rows read" value={batch.rowsRead} />
        <Count words="Taken in" value={batch.rowsAccepted} />
        <Count words="Known already" value={batch.rowsDuplicate} />
        <Count words="Rejected" value={batch.rowsRejected} />
      </dl>
      <div class="data-actions">
        <a class="button primary" href={addressOnMap(batch)}>
          Show on the map
        </a>
        {batch.rowsRejected === 0 ? null : (
          <a class="button" href={notesCsvAddress(batch.id)} download>
            Download rows to mend (CSV)
          </a>
        )}
        <UndoImport batch={batch} onUndone={onUndone} />
      </div>
      <NotesTable id={batch.id} counts={batch.notes} />
    </>
  );
}

/** Published tables have a map of their own; licensees are a layer; traces are the agency's. */
function addressOnMap({ format, agency }: ImportDetail): string {
  switch (format) {
    case 'traces':
      return mapAddress({ filter: { agency: [agency] } });
    case 'ffl':
      return mapAddress({ shown: { ...START.shown, dealers: true } });
    case 'atf-state-tables':
      return mapAddress({ figures: 'published' });
  }
}

function Count({ words, value }: { readonly words: string; readonly value: number }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>{value.toLocaleString('en-US')}</dd>
    </div>
  );
}

function outcomeOf({ rowsRead, rowsAccepted, rowsRejected }: ImportDetail): string {
  const taken = `${rowsAccepted.toLocaleString('en-US')} of ${countOf(rowsRead, 'row')} taken in`;
  return rowsRejected === 0
    ? `${taken}; none was rejected.`
    : `${taken}; ${countOf(rowsRejected, 'row')} rejected: mend ${rowsRejected === 1 ? 'it' : 'them'} and bring ${rowsRejected === 1 ? 'it' : 'them'} in again.`;
}
