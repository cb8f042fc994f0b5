import type { Knex } from 'knex';
import { toMercator } from '../../domain/geography/world-grid.ts';
import { INCIDENT_FILTERS, incidentFilter } from '../../domain/incident-filter.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import type { IncidentType } from '../../domain/vocabulary.ts';
import { precisionsFrom } from '../../domain/vocabulary.ts';

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
  const [ofGuns] = incidentFilter(filter).ofGuns;
  if (ofGuns !== undefined) {
    throw new FilterError(
      ofGuns,
      `${ofGuns} says something of guns, not of incidents. Those take ${INCIDENT_FILTERS.join(', ')}.`,
    );
  }
  const parts = ['true'];
  const bindings: Record<string, Knex.Value> = {};
  const add = (sql: string, values: Readonly<Record<string, Knex.Value>>) => {
    parts.push(sql);
    Object.assign(bindings, values);
  };
  const anyOf = (name: string, values: readonly string[] | undefined, column: string) => {
    if (values === undefined || values.length === 0) return;
    add(`${column} IN (SELECT unnest(:${name}::text[]))`, { [name]: [...values] });
  };
  const { recoveredFrom, recoveredTo, agency, precisionMin, bbox } = filter;
  if (recoveredFrom !== undefined) add('i.occurred_on >= :i_from::date', { i_from: recoveredFrom });
  if (recoveredTo !== undefined) add('i.occurred_on < :i_to::date', { i_to: recoveredTo });
  if (agency !== undefined && agency.length > 0) {
    add('i.agency_id IN (SELECT id FROM agency WHERE code IN (SELECT unnest(:i_agency::text[])))', {
      i_agency: [...agency],
    });
  }
  anyOf('i_state', filter.recoveryState, 'i.area_state');
  anyOf('i_county', filter.recoveryCounty, 'i.area_county');
  anyOf('i_zip', filter.recoveryZip, 'i.area_zip');
  anyOf('i_precision', precisionMin && precisionsFrom(precisionMin), 'i.precision');
  anyOf('i_type', types, 'i.incident_type');
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
