/** Incidents: which of them are shootings, and what of the one filter grammar holds for them. */
import { PLACED_RECORD_FILTERS, partFilter } from './record-filter.ts';
import type { TraceFilter } from './trace-filter.ts';
import type { IncidentType } from './vocabulary.ts';

/**
 * The incidents that count as shootings: somebody was shot. A homicide may have been done with anything, and shots fired
 * hit nobody.
 */
export const SHOOTING_TYPES: readonly IncidentType[] = ['shooting'];

/** The filters that say something of incidents: dates, areas and box are those of the incident itself. */
export const INCIDENT_FILTERS = PLACED_RECORD_FILTERS;

/** What a filter says of incidents, as query parameters, and the names of the others: those say something of guns only. */
export function incidentFilter(filter: TraceFilter): {
  readonly query: URLSearchParams;
  readonly ofGuns: readonly string[];
} {
  const { query, leftOut } = partFilter(filter, INCIDENT_FILTERS);
  return { query, ofGuns: leftOut };
}
