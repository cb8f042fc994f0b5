import type { ImportDetail } from '../../../domain/responses.ts';
import { formatTraceFilter } from '../../../domain/trace-filter.ts';
import type { ImportFormat } from '../../../domain/vocabulary.ts';
import { exportAddress } from '../../api/endpoints.ts';
import { notesCsvAddress } from '../../api/imports.ts';
import type { PageState } from '../../state/page-state.ts';
import { START } from '../../state/page-state.ts';
import { formatCount } from '../../words/format.ts';
import { countOf, ROW_WORDS } from './import-words.ts';
import { mapAddress } from './map-address.ts';
import { NotesTable } from './notes-table.tsx';
import { PlacementTable } from './placement-table.tsx';
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
            <dt>Titles and totals</dt>
            <dd>{formatCount(otherLines)}</dd>
          </div>
        )}
      </dl>
      <div class="data-actions">
        <ShowRecords batch={batch} />
        {batch.rowsRejected === 0 ? null : (
          <a class="button" href={notesCsvAddress(batch.id)} download>
            Download rows to mend (CSV)
          </a>
        )}
        <UndoImport batch={batch} onUndone={onUndone} />
      </div>
      <PlacementTable placement={batch.placement} />
      <NotesTable id={batch.id} counts={batch.notes} />
    </>
  );
}

/** Of incidents the map shows where shootings lie densely, not each: those who want each take them along. */
function ShowRecords({ batch }: { readonly batch: ImportDetail }) {
  if (batch.format === 'incidents') {
    const query = formatTraceFilter({ agency: [batch.agency] }).toString();
    return (
      <>
        <a class="button primary" href={mapAddress(shootingsOf(batch.agency))}>
          Show shootings on the map
        </a>
        <a class="button" href={exportAddress('incidents', 'geojson', query)} download>
          Download incidents (GeoJSON)
        </a>
      </>
    );
  }
  const address = addressOnMap(batch.format, batch.agency);
  if (address === null) return null;
  return (
    <a class="button primary" href={address}>
      Show on the map
    </a>
  );
}

/** The hotspots of an agency's shootings, and nothing over them. */
const shootingsOf = (agency: string): Partial<PageState> => ({
  filter: { agency: [agency] },
  shown: { ...START.shown, flows: false, recoveries: false, dealers: false, areas: false, hotspots: true },
  hotspots: { ...START.hotspots, of: 'shootings' },
});

/** Published tables have a map of their own; licensees are a layer; traces are the agency's. Null: not on the map. */
function addressOnMap(format: Exclude<ImportFormat, 'incidents'>, agency: string): string | null {
  switch (format) {
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
  const taken = `${formatCount(rowsAccepted)} of ${countOf(rowsRead, 'row')} taken in`;
  const known = rowsDuplicate === 0 ? '' : `, ${formatCount(rowsDuplicate)} known already`;
  if (rowsRejected === 0) return `${taken}${known}; none was rejected.`;
  const it = rowsRejected === 1 ? 'it' : 'them';
  return `${taken}${known}, ${formatCount(rowsRejected)} rejected: mend ${it} and bring ${it} in again.`;
}
