import type { LinkedIncident, LinkFeature } from '../../domain/market-responses.ts';
import type { ExportFeature } from './export-pages.ts';

/** Columns of the incidents of a link: a cell holds all of theirs. */
const OF_INCIDENTS: Readonly<Record<string, (incident: LinkedIncident) => string | number | null>> = {
  incidentIds: ({ id }) => id,
  incidentAgencies: ({ eventAgency }) => eventAgency,
  incidentNumbers: ({ incidentNumber }) => incidentNumber,
  occurredOn: ({ occurredOn }) => occurredOn,
  evidence: ({ evidence }) => evidence,
  calibers: ({ caliber }) => caliber,
  places: ({ place }) => place,
  states: ({ state }) => state,
  counties: ({ county }) => county,
  precisions: ({ precision }) => precision,
  positions: ({ position }) => position?.join(' ') ?? null,
  sourceFiles: ({ source }) => source.file,
  sourceRows: ({ source }) => source.row,
};

export const LINK_COLUMNS: readonly string[] = [
  ...['id', 'agency', 'agencyName', 'linkNumber', 'linkType', 'linkedOn', 'chain', 'incidents'],
  ...Object.keys(OF_INCIDENTS),
];

/**
 * A link as a line, and what is known of its incidents in the order of the line, parted by semicolons: a link has two of them or
 * more. Of a place there is a position, longitude and latitude, where it may be drawn.
 */
export function linkExport({ id, geometry, properties }: LinkFeature): ExportFeature {
  const { incidents, ...link } = properties;
  const columns = Object.entries(OF_INCIDENTS).map(([name, tell]) => [
    name,
    incidents.map((incident) => String(tell(incident) ?? '').replaceAll(';', ',')).join('; '),
  ]);
  return {
    id,
    geometry,
    properties: { id, ...link, incidents: incidents.length, ...Object.fromEntries(columns) },
  };
}
