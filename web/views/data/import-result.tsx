import type { ImportDetail } from '../../../domain/responses.ts';
import { formatTraceFilter } from '../../../domain/trace-filter.ts';
import type { ImportFormat } from '../../../domain/vocabulary.ts';
import { exportAddress } from '../../api/endpoints.ts';
import { notesCsvAddress } from '../../api/imports.ts';
import type { PageState } from '../../state/page-state.ts';
import { START } from '../../state/page-state.ts';
import { countOf, formatCount } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { ROW_WORDS } from './import-words.ts';
import { mapAddress } from './map-address.ts';
import { NotesTable } from './notes-table.tsx';
import { PlacementTable } from './placement-table.tsx';
import { recordFiles } from './record-files.ts';
import { UndoImport } from './undo-import.tsx';

interface ImportResultProps {
  readonly batch: ImportDetail;
  readonly onUndone: () => void;
}

/** What became of the rows of a finished import, and what is to be mended. */
export function ImportResult({ batch, onUndone }: ImportResultProps) {
  const otherLines = batch.rowsRead - batch.rowsAccepted - batch.rowsDuplicate - batch.rowsRejected;
  return (
    <>
      <p role="status" class="data-outcome">
        {outcomeOf(batch)}
      </p>
      <dl class="data-counts">
        {(['rowsRead', 'rowsAccepted', 'rowsDuplicate', 'rowsRejected'] as const).map((key) => (
          <div key={key}>
            <dt>{ROW_WORDS[key]}</dt>
            <dd>{formatCount(batch[key])}</dd>
          </div>
        ))}
        {otherLines === 0 ? null : (
          <div>
            <dt>{say('Titles and totals')}</dt>
            <dd>{formatCount(otherLines)}</dd>
          </div>
        )}
      </dl>
      <div class="data-actions">
        <ShowRecords batch={batch} />
        {batch.rowsRejected === 0 ? null : (
          <a class="button" href={notesCsvAddress(batch.id)} download>
            {say('Download rows to mend (CSV)')}
          </a>
        )}
        <UndoImport batch={batch} onUndone={onUndone} />
      </div>
      <PlacementTable placement={batch.placement} />
      <NotesTable id={batch.id} counts={batch.notes} />
    </>
  );
}

/** Where its records are on the map, and what of them the map does not show one by one as files. */
function ShowRecords({ batch: { format, agency } }: { readonly batch: ImportDetail }) {
  const address = addressOnMap(format, agency);
  const query = formatTraceFilter({ agency: [agency] }).toString();
  return (
    <>
      {address === null ? null : (
        <a class="button primary" href={address}>
          {format === 'incidents' ? say('Show shootings on the map') : say('Show on the map')}
        </a>
      )}
      {recordFiles(format).map((file) => (
        <a key={file.format} class="button" href={exportAddress(file.layer, file.format, query)} download>
          {file.words}
        </a>
      ))}
    </>
  );
}

/** The hotspots of an agency's shootings, and nothing over them. */
const shootingsOf = (agency: string): Partial<PageState> => ({
  filter: { agency: [agency] },
  shown: { ...START.shown, flows: false, recoveries: false, dealers: false, areas: false, hotspots: true },
  hotspots: { ...START.hotspots, of: 'shootings' },
});

/** Published tables have a map of their own; licensees are a layer; traces and shootings are the agency's. Null: not on the map. */
function addressOnMap(format: ImportFormat, agency: string): string | null {
  switch (format) {
    case 'incidents':
      return mapAddress(shootingsOf(agency));
    case 'traces':
      return mapAddress({ filter: { agency: [agency] } });
    case 'ffl':
      return mapAddress({ shown: { ...START.shown, dealers: true } });
    case 'atf-state-tables':
      return mapAddress({ figures: 'published' });
    default:
      return null;
  }
}

function outcomeOf({ rowsRead, rowsAccepted, rowsDuplicate, rowsRejected }: ImportDetail): string {
  const taken = say('{rowsAccepted} of {rowsRead} taken in', {
    rowsAccepted: formatCount(rowsAccepted),
    rowsRead: countOf(rowsRead, say('row'), say('rows')),
  });
  const known =
    rowsDuplicate === 0
      ? ''
      : say(', {rowsDuplicate} known already', { rowsDuplicate: formatCount(rowsDuplicate) });
  if (rowsRejected === 0) return say('{taken}{known}; none was rejected.', { taken, known });
  const it = rowsRejected === 1 ? 'it' : 'them';
  return say('{taken}{known}, {rowsRejected} rejected: mend {it} and bring {it} in again.', {
    taken,
    known,
    rowsRejected: formatCount(rowsRejected),
    it,
  });
}
