import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import type { SqlCondition } from '../traces/filter-sql.ts';
import { filterCondition } from '../traces/filter-sql.ts';
import type { Months } from './split-by-rollup.ts';
import { splitByRollup } from './split-by-rollup.ts';

/** What flow_rollup knows of a recovery. Times-to-crime are in its packed lists, so any bounds on them fit. */
const DIMENSIONS: ReadonlySet<keyof TraceFilter> = new Set([
  'agency',
  'firearmType',
  'sourceState',
  'recoveryState',
  'ttcMin',
  'ttcMax',
]);

/**
 * The recoveries of a filter as a table expression to group further, from flow_rollup for whole months and from the
 * records for what it cannot answer: `month`, `firearm_type`, `trace_outcome`, `origin`, `destination` (codes of
 * `level`, null where unknown), `recoveries`, and `times_to_crime` packed (read it with packed-times.ts).
 *
 * The bounds on time-to-crime are **not** applied to rollup rows: whoever counts filters the packed times.
 */
export function groupedRecoveries(filter: TraceFilter, level: FlowLevel): SqlCondition {
  const { months, records } = splitByRollup(filter, DIMENSIONS);
  const parts = records.map((edge, index) => fromRecords(edge, level, `edge${index}`));
  if (months !== null) parts.unshift(fromRollup(filter, months, level));
  return {
    sql: `(${parts.map(({ sql }) => sql).join(' UNION ALL ')})`,
    bindings: Object.assign({}, ...parts.map(({ bindings }) => bindings)),
  };
}

function fromRollup(filter: TraceFilter, months: Months, level: FlowLevel): SqlCondition {
  const { recoveredFrom: _from, recoveredTo: _to, ttcMin: _min, ttcMax: _max, ...others } = filter;
  const condition = filterCondition(others, 'whole');
  const { sql, bindings } = withMonths(condition, months);
  return {
    sql: `SELECT r.month, r.firearm_type, r.trace_outcome, r.source_${level} AS origin,
        r.recovery_${level} AS destination, r.recoveries, r.times_to_crime
      FROM flow_rollup r WHERE r.level = '${level}' AND ${sql}`,
    bindings,
  };
}

function fromRecords(filter: TraceFilter, level: FlowLevel, prefix: string): SqlCondition {
  const { sql, bindings } = filterCondition(filter, prefix);
  return {
    sql: `SELECT date_trunc('month', r.recovered_on)::date AS month, r.firearm_type, r.trace_outcome,
        r.source_${level} AS origin, r.recovery_${level} AS destination, 1 AS recoveries,
        coalesce(int2send(r.time_to_crime_days), ''::bytea) AS times_to_crime
      FROM recovery r WHERE ${sql}`,
    bindings,
  };
}

/** Adds the bounds on `r.month` to the condition on a rollup. */
export function withMonths({ sql, bindings }: SqlCondition, { from, to }: Months): SqlCondition {
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
