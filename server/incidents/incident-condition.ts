import type { Knex } from 'knex';
import { toMercator } from '../../domain/geography/world-grid.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { FilterError, formatTraceFilter } from '../../domain/trace-filter.ts';
import type { IncidentType } from '../../domain/vocabulary.ts';
import { precisionsFrom } from '../../domain/vocabulary.ts';

/** What of the one filter grammar holds for incidents; the dates are those of the incident, the state is its own. */
const APPLICABLE = ['recovered_from', 'recovered_to', 'agency', 'recovery_state', 'precision_min', 'bbox'];

/** Which incidents are meant: those of a filter, of some types only where any are named. */
export interface IncidentFilter {
  readonly filter: TraceFilter;
  readonly types: readonly IncidentType[];
}

/**
 * The condition on `incident i` that a filter stands for, the scope of the transaction included: every read of incidents
 * starts from it. Values are bound. A filter that only guns can have is a {@link FilterError} that names it: to leave it
 * out would show more than was asked for.
 */
export function incidentCondition({ filter, types }: IncidentFilter): {
  readonly sql: string;
  readonly bindings: Knex.ValueDict;
} {
  for (const name of formatTraceFilter(filter).keys()) {
    if (APPLICABLE.includes(name)) continue;
    throw new FilterError(
      name,
      `${name} says something of guns, not of incidents. Those take ${APPLICABLE.join(', ')}.`,
    );
  }
  const parts = ['i.agency_id IN (SELECT visible_agency_ids())'];
  const bindings: Record<string, Knex.Value> = {};
  const add = (sql: string, values: Readonly<Record<string, Knex.Value>>) => {
    parts.push(sql);
    Object.assign(bindings, values);
  };
  const { recoveredFrom, recoveredTo, agency, recoveryState, precisionMin, bbox } = filter;
  if (recoveredFrom !== undefined) add('i.occurred_on >= :i_from::date', { i_from: recoveredFrom });
  if (recoveredTo !== undefined) add('i.occurred_on < :i_to::date', { i_to: recoveredTo });
  if (agency !== undefined && agency.length > 0) {
    add('i.agency_id IN (SELECT id FROM agency WHERE code IN (SELECT unnest(:i_agency::text[])))', {
      i_agency: [...agency],
    });
  }
  if (recoveryState !== undefined && recoveryState.length > 0) {
    add('i.area_state IN (SELECT unnest(:i_state::text[]))', { i_state: [...recoveryState] });
  }
  if (precisionMin !== undefined) {
    add('i.precision IN (SELECT unnest(:i_precision::text[]))', {
      i_precision: [...precisionsFrom(precisionMin)],
    });
  }
  if (types.length > 0) add('i.incident_type IN (SELECT unnest(:i_type::text[]))', { i_type: [...types] });
  if (bbox !== undefined) {
    const [west, south, east, north] = bbox;
    const low = toMercator(west, south);
    const high = toMercator(east, north);
    add('i.geom_3857 && ST_MakeEnvelope(:i_west, :i_south, :i_east, :i_north, 3857)', {
      i_west: low.x,
      i_south: low.y,
      i_east: high.x,
      i_north: high.y,
    });
  }
  return { sql: parts.join(' AND '), bindings };
}
