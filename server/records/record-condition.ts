import type { Knex } from 'knex';
import { toMercator } from '../../domain/geography/world-grid.ts';
import { told } from '../../domain/languages/told.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { FilterError, formatTraceFilter } from '../../domain/trace-filter.ts';
import { precisionsFrom } from '../../domain/vocabulary.ts';
import type { SqlCondition } from '../traces/filter-sql.ts';
import type { ListFilters } from './record-list.ts';

/** Names of the filters that hold for a list. */
export function filtersOf({ areas, precision, point, hasGun, dealer }: ListFilters): readonly string[] {
  return [
    'recovered_from',
    'recovered_to',
    'agency',
    ...(areas === undefined ? [] : ['recovery_state', 'recovery_county', 'recovery_zip']),
    ...(precision === undefined ? [] : ['precision_min']),
    ...(point === undefined ? [] : ['bbox']),
    ...(hasGun === true ? ['firearm_type', 'caliber', 'manufacturer'] : []),
    ...(dealer === undefined ? [] : ['dealer']),
  ];
}

/**
 * The condition on a record `r` that a filter stands for. What the scope of the transaction allows is none of its business.
 * Values are bound. A filter that says nothing of these records is a {@link FilterError} that names it: to leave it out
 * would show more than was asked for.
 */
export function recordCondition(filters: ListFilters, filter: TraceFilter): SqlCondition {
  const known = filtersOf(filters);
  const foreign = [...formatTraceFilter(filter).keys()].find((name) => !known.includes(name));
  if (foreign !== undefined) {
    throw new FilterError(
      foreign,
      told('{foreign} says nothing of these records. They take {known}.', {
        foreign,
        known: known.join(', '),
      }),
    );
  }
  const parts = ['true'];
  const bindings: Record<string, Knex.Value> = {};
  const add = (name: string, value: Knex.Value | undefined, sql: string) => {
    if (value === undefined) return;
    parts.push(sql);
    bindings[name] = value;
  };
  const anyOf = (name: string, values: readonly string[] | undefined, column: string | undefined) => {
    if (values === undefined || values.length === 0 || column === undefined) return;
    add(name, [...values], `${column} IN (SELECT unnest(:${name}::text[]))`);
  };
  const { day, areas = [], precision, point, dealer } = filters;
  add('r_from', filter.recoveredFrom, `${day} >= :r_from::date`);
  add('r_to', filter.recoveredTo, `${day} < :r_to::date`);
  if (filter.agency !== undefined && filter.agency.length > 0) {
    const named = 'SELECT id FROM agency WHERE code IN (SELECT unnest(:r_agency::text[]))';
    add('r_agency', [...filter.agency], `r.agency_id IN (${named})`);
  }
  anyOf('r_state', filter.recoveryState, areas[0]);
  anyOf('r_county', filter.recoveryCounty, areas[1]);
  anyOf('r_zip', filter.recoveryZip, areas[2]);
  anyOf('r_precision', filter.precisionMin && precisionsFrom(filter.precisionMin), precision);
  anyOf('r_firearm_type', filter.firearmType, 'r.firearm_type');
  anyOf('r_caliber', filter.caliber, 'r.caliber');
  anyOf('r_manufacturer', filter.manufacturer, 'r.manufacturer');
  if (filter.dealer !== undefined && dealer !== undefined) {
    add('r_dealer', [...filter.dealer], `${dealer} IN (SELECT unnest(:r_dealer::int[]))`);
  }
  if (filter.bbox !== undefined && point !== undefined) {
    const [west, south, east, north] = filter.bbox;
    const low = toMercator(west, south);
    const high = toMercator(east, north);
    parts.push(`${point} && ST_MakeEnvelope(:r_west, :r_south, :r_east, :r_north, 3857)`);
    Object.assign(bindings, { r_west: low.x, r_south: low.y, r_east: high.x, r_north: high.y });
  }
  return { sql: parts.join(' AND '), bindings };
}
