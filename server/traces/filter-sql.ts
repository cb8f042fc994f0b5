import type { Knex } from 'knex';
import { toMercator } from '../../domain/geography/world-grid.ts';
import { SHORT_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { Indicator } from '../../domain/vocabulary.ts';
import { precisionsFrom } from '../../domain/vocabulary.ts';

/** A piece of SQL with its named bindings; the names are prefixed so that pieces can stand side by side. */
export interface SqlCondition {
  readonly sql: string;
  readonly bindings: Knex.ValueDict;
}

const INDICATOR_SQL: Record<Indicator, string> = {
  shortTimeToCrime: `r.time_to_crime_days <= ${SHORT_TIME_TO_CRIME_DAYS}`,
  multipleSale: 'r.multiple_sale',
  purchaserInSeveralTraces: 'r.purchaser_id IN (SELECT id FROM purchaser WHERE trace_count > 1)',
};

/**
 * The condition on `recovery r` that a filter stands for, the scope of the transaction included: every read of
 * records starts from it. Values are bound, never pasted.
 */
export function filterCondition(filter: TraceFilter): SqlCondition {
  const parts = ['r.agency_id IN (SELECT visible_agency_ids())'];
  const bindings: Record<string, Knex.Value> = {};
  const add = (sql: string, name: string, value: Knex.Value | undefined) => {
    if (value === undefined) return;
    parts.push(sql);
    bindings[name] = value;
  };
  const anyOf = (column: string, name: string, values: readonly string[] | undefined) => {
    if (values === undefined || values.length === 0) return;
    add(`${column} IN (SELECT unnest(:${name}::text[]))`, name, [...values]);
  };

  add('r.recovered_on >= :f_from::date', 'f_from', filter.recoveredFrom);
  add('r.recovered_on < :f_to::date', 'f_to', filter.recoveredTo);
  add('r.time_to_crime_days >= :f_ttc_min::int', 'f_ttc_min', filter.ttcMin);
  add('r.time_to_crime_days <= :f_ttc_max::int', 'f_ttc_max', filter.ttcMax);
  if (filter.agency !== undefined) {
    add(
      'r.agency_id IN (SELECT id FROM agency WHERE code IN (SELECT unnest(:f_agency::text[])))',
      'f_agency',
      [...filter.agency],
    );
  }
  anyOf('r.source_state', 'f_source_state', filter.sourceState);
  anyOf('r.recovery_state', 'f_recovery_state', filter.recoveryState);
  anyOf('r.firearm_type', 'f_firearm_type', filter.firearmType);
  anyOf('r.caliber', 'f_caliber', filter.caliber);
  anyOf('r.manufacturer', 'f_manufacturer', filter.manufacturer);
  anyOf('r.crime_code', 'f_crime_code', filter.crimeCode);
  if (filter.dealer !== undefined) {
    add('r.dealer_id IN (SELECT unnest(:f_dealer::int[]))', 'f_dealer', [...filter.dealer]);
  }
  if (filter.precisionMin !== undefined) {
    anyOf('r.precision', 'f_precision', precisionsFrom(filter.precisionMin));
  }
  if (filter.indicator !== undefined && filter.indicator.length > 0) {
    parts.push(`(${filter.indicator.map((indicator) => INDICATOR_SQL[indicator]).join(' OR ')})`);
  }
  if (filter.bbox !== undefined) {
    const [west, south, east, north] = filter.bbox;
    const low = toMercator(west, south);
    const high = toMercator(east, north);
    parts.push('r.geom_3857 && ST_MakeEnvelope(:f_west, :f_south, :f_east, :f_north, 3857)');
    Object.assign(bindings, { f_west: low.x, f_south: low.y, f_east: high.x, f_north: high.y });
  }
  return { sql: parts.join(' AND '), bindings };
}
