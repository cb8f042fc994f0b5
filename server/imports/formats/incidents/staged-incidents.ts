import type { ArrayCell } from '../../../database/array-literal.ts';
import { STAGED_PLACE_COLUMNS } from '../../../places/place-columns.ts';
import type { StoredPlace } from '../../../places/stored-place.ts';
import type { StagedColumn } from '../staged-rows.ts';
import { StagedRows } from '../staged-rows.ts';
import type { ParsedIncident } from './incident-row-parser.ts';

/** A row of a file of incidents, read, checked and placed. */
export interface StagedIncident {
  readonly incident: ParsedIncident;
  readonly place: StoredPlace;
}

const column = (
  name: string,
  type: string,
  read: (incident: ParsedIncident) => ArrayCell,
): StagedColumn<StagedIncident> => ({ name, type, read: ({ incident }) => read(incident) });

/** Rows of files of incidents on their way to records. */
export const stagedIncidents = new StagedRows<StagedIncident>('incident', [
  column('source_row', 'int', (incident) => incident.sourceRow),
  column('record_key', 'text', (incident) => incident.recordKey),
  column('incident_number', 'text', (incident) => incident.incidentNumber),
  column('occurred_on', 'date', (incident) => incident.occurredOn),
  column('occurred_time', 'time', (incident) => incident.occurredTime),
  column('incident_type', 'text', (incident) => incident.incidentType),
  column('reported_type', 'text', (incident) => incident.reportedType),
  column('fatal', 'boolean', (incident) => incident.fatal),
  column('victims', 'smallint', (incident) => incident.victims),
  ...STAGED_PLACE_COLUMNS.map(
    ([name, type]): StagedColumn<StagedIncident> => ({
      name: `place_${name}`,
      type,
      read: ({ place }) => place[name],
    }),
  ),
]);
