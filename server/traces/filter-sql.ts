import type { Knex } from 'knex';
import { toMercator } from '../../domain/geography/world-grid.ts';
import { SHORT_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import type { Indicator } from '../../domain/vocabulary.ts';
import { precisionsFrom } from '../../domain/vocabulary.ts';
import { corridorCondition } from './corridor-condition.ts';
import type { RecordFilter } from './resolve-corridors.ts';

/** A piece of SQL with its named bindings. */
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
 * The condition on `recovery r` that a filter stands for. What the scope of the transaction allows is none of its
 * business: the database shows nothing else. Values are bound, never pasted; `prefix` starts the names of the bindings, so that the
 * conditions of several filters can stand in one statement. Corridors must have been looked up (resolveCorridors).
 */
export function filterCondition(filter: RecordFilter, prefix = 'f'): SqlCondition {
  const parts = ['true'];
  const bindings: Record<string, Knex.Value> = {};
  const add = (name: string, value: Knex.Value | undefined, sql: (binding: string) => string) => {
    if (value === undefined) return;
    parts.push(sql(`:${prefix}_${name}`));
    bindings[`${prefix}_${name}`] = value;
  };
  const anyOf = (name: string, values: readonly string[] | undefined, column: string) => {
    if (values === undefined || values.length === 0) return;
    add(name, [...values], (binding) => `${column} IN (SELECT unnest(${binding}::text[]))`);
  };
  const homeIn = (name: string, values: readonly string[] | undefined, column: string) => {
    if (values === undefined || values.length === 0) return;
    add(
      name,
      [...values],
      (binding) =>
        `r.purchaser_id IN (SELECT id FROM purchaser WHERE ${column} IN (SELECT unnest(${binding}::text[])))`,
    );
  };

  add('from', filter.recoveredFrom, (binding) => `r.recovered_on >= ${binding}::date`);
  add('to', filter.recoveredTo, (binding) => `r.recovered_on < ${binding}::date`);
  add('ttc_min', filter.ttcMin, (binding) => `r.time_to_crime_days >= ${binding}::int`);
  add('ttc_max', filter.ttcMax, (binding) => `r.time_to_crime_days <= ${binding}::int`);
  if (filter.agency !== undefined) {
    add(
      'agency',
      [...filter.agency],
      (binding) => `r.agency_id IN (SELECT id FROM agency WHERE code IN (SELECT unnest(${binding}::text[])))`,
    );
  }
  anyOf('source_state', filter.sourceState, 'r.source_state');
  anyOf('recovery_state', filter.recoveryState, 'r.recovery_state');
  anyOf('source_county', filter.sourceCounty, 'r.source_county');
  anyOf('recovery_county', filter.recoveryCounty, 'r.recovery_county');
  anyOf('source_zip', filter.sourceZip, 'r.source_zip');
  anyOf('recovery_zip', filter.recoveryZip, 'r.recovery_zip');
  homeIn('purchaser_state', filter.purchaserState, 'area_state');
  homeIn('purchaser_county', filter.purchaserCounty, 'area_county');
  homeIn('purchaser_zip', filter.purchaserZip, 'area_zip');
  anyOf('firearm_type', filter.firearmType, 'r.firearm_type');
  anyOf('caliber', filter.caliber, 'r.caliber');
  anyOf('manufacturer', filter.manufacturer, 'r.manufacturer');
  anyOf('crime_code', filter.crimeCode, 'r.crime_code');
  if (filter.dealer !== undefined) {
    add('dealer', [...filter.dealer], (binding) => `r.dealer_id IN (SELECT unnest(${binding}::int[]))`);
  }
  if (filter.precisionMin !== undefined) {
    anyOf('precision', precisionsFrom(filter.precisionMin), 'r.precision');
  }
  if (filter.indicator !== undefined && filter.indicator.length > 0) {
    parts.push(`(${filter.indicator.map((indicator) => INDICATOR_SQL[indicator]).join(' OR ')})`);
  }
  if (filter.corridor !== undefined && filter.corridor.length > 0) {
    if (filter.corridorSides === undefined) throw new Error('The corridors of a filter were not looked up.');
    parts.push(
      corridorCondition(filter.corridorSides, (name, value) => {
        bindings[`${prefix}_${name}`] = value;
        return `:${prefix}_${name}`;
      }),
    );
  }
  if (filter.bbox !== undefined) {
    const [west, south, east, north] = filter.bbox;
    const low = toMercator(west, south);
    const high = toMercator(east, north);
    const bounds = { west: low.x, south: low.y, east: high.x, north: high.y };
    const names = Object.entries(bounds).map(([name, metres]) => {
      bindings[`${prefix}_${name}`] = metres;
      return `:${prefix}_${name}`;
    });
    parts.push(`r.geom_3857 && ST_MakeEnvelope(${names.join(', ')}, 3857)`);
  }
  return { sql: parts.join(' AND '), bindings };
}
