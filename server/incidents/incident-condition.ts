import { INCIDENT_FILTERS, incidentFilter } from '../../domain/incident-filter.ts';
import { told } from '../../domain/languages/told.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import type { IncidentType } from '../../domain/vocabulary.ts';
import { recordCondition } from '../records/record-condition.ts';
import type { SqlCondition } from '../traces/filter-sql.ts';
import { incidentsList } from './incidents-list.ts';

/** Which incidents are meant: those of a filter, of some types only where any are named. */
export interface IncidentFilter {
  readonly filter: TraceFilter;
  readonly types: readonly IncidentType[];
}

/**
 * The condition on `incident r` that a filter stands for: every read of incidents starts from it. Filters of guns are told as
 * such, for shootings are asked about with the filter of a map of guns.
 */
export function incidentCondition({ filter, types }: IncidentFilter): SqlCondition {
  const [ofGuns] = incidentFilter(filter).ofGuns;
  if (ofGuns !== undefined) {
    throw new FilterError(
      ofGuns,
      told('{ofGuns} says something of guns, not of incidents. Those take {filters}.', {
        ofGuns,
        filters: INCIDENT_FILTERS.join(', '),
      }),
    );
  }
  const { sql, bindings } = recordCondition(incidentsList.filters, filter);
  if (types.length === 0) return { sql, bindings };
  return {
    sql: `${sql} AND r.incident_type IN (SELECT unnest(:r_type::text[]))`,
    bindings: { ...bindings, r_type: [...types] },
  };
}
