/** Incidents: which of them are shootings, and what of the one filter grammar holds for them. */
import type { TraceFilter } from './trace-filter.ts';
import { formatTraceFilter } from './trace-filter.ts';
import type { IncidentType } from './vocabulary.ts';

/**
 * The incidents that count as shootings: somebody was shot. A homicide may have been done with anything, and shots fired
 * hit nobody.
 */
export const SHOOTING_TYPES: readonly IncidentType[] = ['shooting'];

/** The filters that say something of incidents: dates, areas and box are those of the incident itself. */
export const INCIDENT_FILTERS: readonly string[] = [
  'recovered_from',
  'recovered_to',
  'agency',
  'recovery_state',
  'recovery_county',
  'recovery_zip',
  'precision_min',
  'bbox',
];

/** What a filter says of incidents, as query parameters, and the names of the others: those say something of guns only. */
export function incidentFilter(filter: TraceFilter): {
  readonly query: URLSearchParams;
  readonly ofGuns: readonly string[];
} {
  const query = formatTraceFilter(filter);
  const ofGuns = [...query.keys()].filter((name) => !INCIDENT_FILTERS.includes(name));
  for (const name of ofGuns) query.delete(name);
  return { query, ofGuns };
}
