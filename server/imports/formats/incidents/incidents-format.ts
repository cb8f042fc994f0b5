import { recordFormat } from '../records/record-format.ts';
import { INCIDENT_FIELDS } from './incident-fields.ts';
import type { ParsedIncident } from './read-incident.ts';
import { readIncident } from './read-incident.ts';

/** Shootings and other crimes with date and place. Of rows of one incident it is fatal if any says so. */
export const incidentsFormat = recordFormat<ParsedIncident>({
  id: 'incidents',
  table: 'incident',
  fields: INCIDENT_FIELDS,
  columns: [
    { name: 'incident_number', type: 'text', read: ({ incidentNumber }) => incidentNumber },
    { name: 'occurred_on', type: 'date', read: ({ occurredOn }) => occurredOn },
    { name: 'occurred_time', type: 'time', read: ({ occurredTime }) => occurredTime },
    { name: 'incident_type', type: 'text', read: ({ incidentType }) => incidentType },
    { name: 'reported_type', type: 'text', read: ({ reportedType }) => reportedType },
    { name: 'fatal', type: 'boolean', read: ({ fatal }) => fatal, ofRepeats: 'bool_or' },
    { name: 'victims', type: 'smallint', read: ({ victims }) => victims, ofRepeats: 'max' },
    { name: 'casings', type: 'smallint', read: ({ casings }) => casings, ofRepeats: 'max' },
    { name: 'casing_caliber', type: 'text', read: ({ casingCaliber }) => casingCaliber },
  ],
  isPlaced: true,
  namesDealers: false,
  parse(row) {
    const incident = readIncident(row);
    return incident === null ? null : [incident];
  },
});
