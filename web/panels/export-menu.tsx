import { exportAddress } from '../api/endpoints.ts';
import { hotspotQuery } from '../state/hotspots.ts';
import { flowQuery, published, publishedQuery } from '../state/map-data.ts';
import { marketQuery } from '../state/market-records.ts';
import { filterQuery, page } from '../state/page.ts';
import { formatPage } from '../state/page-state.ts';
import { isTableOpen } from '../state/permitted-layers.ts';
import { can } from '../state/session.ts';
import { balanceQuery } from '../state/tables.ts';
import { Icon } from './icon.tsx';
import { Popover } from './popover.tsx';

/** What is shown, as files; and the address of the bare map for another page. */
export function ExportMenu() {
  const label = (
    <>
      <Icon name="download" /> Export
    </>
  );
  return (
    <Popover label={label} buttonClass="button" title="Take what is shown with you">
      <h3 class="popover-title">Export what is shown</h3>
      {page.value.figures === 'published' ? <PublishedFile /> : <RecordFiles />}
      <p class="popover-note muted small">
        <a
          href={formatPage({ ...page.value, embed: true, selection: [], table: null })}
          target="_blank"
          rel="noreferrer"
        >
          Open the bare map
        </a>{' '}
        to embed it in another page.
      </p>
    </Popover>
  );
}

const FILES = [
  { layer: 'flows', table: 'flows', label: 'Flows' },
  { layer: 'dealers', table: 'dealers', label: 'Dealers' },
  { layer: 'recoveries', table: 'recoveries', label: 'Recoveries' },
  { layer: 'hotspots', table: 'hotspots', label: 'Hotspots' },
  { layer: 'area-balance', table: 'areas', label: 'Areas' },
  { layer: 'links', table: 'links', label: 'Links' },
  { layer: 'debriefs', table: 'debriefs', label: 'Debriefs' },
  { layer: 'thefts', table: 'thefts', label: 'Thefts' },
] as const;

/** What is exported of a layer, as it is shown. */
function queryOf(layer: (typeof FILES)[number]['layer']): string {
  if (layer === 'flows') return flowQuery.value;
  if (layer === 'area-balance') return balanceQuery.value;
  if (layer === 'links' || layer === 'debriefs' || layer === 'thefts') return marketQuery(layer);
  return layer === 'hotspots' ? hotspotQuery.value : filterQuery.value;
}

function RecordFiles() {
  return (
    <ul>
      {FILES.filter(({ table }) => isTableOpen(table, can('records'))).map(({ layer, label }) => {
        const query = queryOf(layer);
        return (
          <li key={layer} class="export-row">
            <span>{label}</span>
            <a href={exportAddress(layer, 'geojson', query)} download aria-label={`${label} as GeoJSON`}>
              GeoJSON
            </a>
            <a href={exportAddress(layer, 'csv', query)} download aria-label={`${label} as CSV`}>
              CSV
            </a>
          </li>
        );
      })}
    </ul>
  );
}

function PublishedFile() {
  const answer = published.value.answer;
  if (answer !== null && answer.year === null) return <p class="muted">No published table to export yet.</p>;
  const year = answer?.year ?? '';
  return (
    <p class="export-row">
      <span>Published flows {year}</span>
      <a href={`/api/published-flows?${publishedQuery.value}`} download={`atf-flows-${year}.geojson`}>
        GeoJSON
      </a>
    </p>
  );
}
