import { TILE_CODE_ZOOM } from '../../domain/geography/world-grid.ts';
import { LONGEST_TIME_TO_CRIME_DAYS, TIME_TO_CRIME_BUCKETS } from '../../domain/time-to-crime.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { SqlCondition } from '../traces/filter-sql.ts';
import { filterCondition } from '../traces/filter-sql.ts';
import { ROLLUP_CELL_ZOOM } from './refresh-rollups.ts';
import type { Months } from './split-by-rollup.ts';
import { splitByRollup } from './split-by-rollup.ts';

/** A half-open range of zoom-26 tile codes (see domain/geography/world-grid.ts). */
export interface TileCodes {
  readonly from: number;
  readonly to: number;
}

/** Columns that count recoveries by time-to-crime, in the order of TIME_TO_CRIME_BUCKETS, then unknown. */
export const TIME_TO_CRIME_COLUMNS: readonly string[] = [
  ...TIME_TO_CRIME_BUCKETS.map((_, index) => `ttc_${index}`),
  'ttc_unknown',
];

const CELL_SHIFT = 2 * (TILE_CODE_ZOOM - ROLLUP_CELL_ZOOM);
const DIMENSIONS: ReadonlySet<keyof TraceFilter> = new Set(['agency', 'firearmType', 'ttcMin', 'ttcMax']);

/**
 * The recoveries of a filter inside a tile as a table expression to group further: `tile_code`, `recoveries`, `ttc_0`
 * to `ttc_5`, `ttc_unknown`, and for the mean position `weight`, `sum_world_x`, `sum_world_y`. From cell_rollup where
 * the filter fits (then `id` is null and `tile_code` the first of its zoom-11 cell), else one row for each record.
 */
export function cellRecoveries(filter: TraceFilter, codes: TileCodes): SqlCondition {
  const kept = bucketsWithin(filter);
  const { months, records } =
    kept === null ? { months: null, records: [filter] } : splitByRollup(filter, DIMENSIONS);
  const parts = records.map((edge, index) => fromRecords(edge, `edge${index}`));
  if (months !== null && kept !== null) parts.unshift(fromRollup(filter, months, kept));
  return joined(parts, codes);
}

/** The same, always one row for each record with its `id` and its own place. */
export function recoveryPoints(filter: TraceFilter, codes: TileCodes): SqlCondition {
  return joined([fromRecords(filter, 'f')], codes);
}

function joined(parts: readonly SqlCondition[], codes: TileCodes): SqlCondition {
  return {
    sql: `(${parts.map(({ sql }) => sql).join(' UNION ALL ')})`,
    bindings: Object.assign(
      { codes_from: codes.from, codes_to: codes.to },
      ...parts.map(({ bindings }) => bindings),
    ),
  };
}

/**
 * Which of TIME_TO_CRIME_COLUMNS the filter's bounds keep, where each is kept or left out whole; null where a bound
 * lies inside a bucket.
 */
function bucketsWithin({ ttcMin, ttcMax }: TraceFilter): readonly boolean[] | null {
  if (ttcMin === undefined && ttcMax === undefined) return TIME_TO_CRIME_COLUMNS.map(() => true);
  const least = ttcMin ?? 0;
  const most = ttcMax ?? LONGEST_TIME_TO_CRIME_DAYS;
  const kept: boolean[] = [];
  for (const { fromDays, toDays } of TIME_TO_CRIME_BUCKETS) {
    const lastDay = toDays === null ? LONGEST_TIME_TO_CRIME_DAYS : toDays - 1;
    const inside = least <= fromDays && lastDay <= most;
    const outside = lastDay < least || most < fromDays;
    if (!inside && !outside) return null;
    kept.push(inside);
  }
  return [...kept, false];
}

function fromRollup(filter: TraceFilter, months: Months, kept: readonly boolean[]): SqlCondition {
  const { agency, firearmType } = filter;
  const condition = filterCondition(
    { ...(agency === undefined ? {} : { agency }), ...(firearmType === undefined ? {} : { firearmType }) },
    'whole',
  );
  const { sql, bindings } = withMonths(condition, months);
  const all = kept.every(Boolean);
  const columns = TIME_TO_CRIME_COLUMNS.map((column, index) =>
    kept[index] ? `r.${column}` : `0 AS ${column}`,
  );
  const counted = TIME_TO_CRIME_COLUMNS.filter((_, index) => kept[index]).map((column) => `r.${column}`);
  const recoveries = all ? 'r.recoveries' : `(${['0', ...counted].join(' + ')})`;
  return {
    sql: `SELECT NULL::int AS id, r.cell::bigint << ${CELL_SHIFT} AS tile_code, ${recoveries} AS recoveries, ${columns.join(', ')},
        r.recoveries AS weight, r.sum_world_x, r.sum_world_y
      FROM cell_rollup r
      WHERE r.cell >= (:codes_from::bigint >> ${CELL_SHIFT})::int
        AND r.cell < (:codes_to::bigint >> ${CELL_SHIFT})::int
        AND ${sql}${all ? '' : ` AND ${recoveries} > 0`}`,
    bindings,
  };
}

function fromRecords(filter: TraceFilter, prefix: string): SqlCondition {
  const { sql, bindings } = filterCondition(filter, prefix);
  return {
    sql: `SELECT r.id, r.tile_code, 1 AS recoveries, ${timeToCrimeFlags('r.time_to_crime_days').join(', ')},
        1 AS weight, r.world_x AS sum_world_x, r.world_y AS sum_world_y
      FROM recovery r
      WHERE r.tile_code >= :codes_from::bigint AND r.tile_code < :codes_to::bigint AND ${sql}`,
    bindings,
  };
}

/** Adds the bounds on `r.month` to the condition on the rollup. */
function withMonths({ sql, bindings }: SqlCondition, { from, to }: Months): SqlCondition {
  return {
    sql: [
      sql,
      ...(from === undefined ? [] : ['r.month >= :month_from::date']),
      ...(to === undefined ? [] : ['r.month < :month_to::date']),
    ].join(' AND '),
    bindings: {
      ...bindings,
      ...(from === undefined ? {} : { month_from: from }),
      ...(to === undefined ? {} : { month_to: to }),
    },
  };
}

/** 1 for the bucket a time-to-crime lies in and 0 for the others, in the order of TIME_TO_CRIME_COLUMNS. */
function timeToCrimeFlags(days: string): string[] {
  return [
    ...TIME_TO_CRIME_BUCKETS.map(({ fromDays, toDays }, index) => {
      const inside = toDays === null ? 'true' : `${days} < ${toDays}`;
      return `((${days} >= ${fromDays} AND ${inside}) IS TRUE)::int AS ttc_${index}`;
    }),
    `(${days} IS NULL)::int AS ttc_unknown`,
  ];
}
