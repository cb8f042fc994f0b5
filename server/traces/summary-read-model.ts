import type { Knex } from 'knex';
import { z } from 'zod';
import { stateByCode } from '../../domain/geography/states.ts';
import { TILE_CODE_ZOOM } from '../../domain/geography/world-grid.ts';
import type { Funnel, Summary } from '../../domain/responses.ts';
import { TIME_TO_CRIME_BUCKETS } from '../../domain/time-to-crime.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { TraceOutcome } from '../../domain/vocabulary.ts';
import { FIREARM_TYPES, NOT_A_RANDOM_SAMPLE, TRACE_OUTCOMES } from '../../domain/vocabulary.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { cellRecoveries } from '../rollups/cell-recoveries.ts';
import { groupedRecoveries } from '../rollups/grouped-recoveries.ts';
import { countUpTo, countWithin, timesWithin, timeToCrimeFigures } from '../rollups/packed-times.ts';

const WHOLE_WORLD = { from: 0, to: 4 ** TILE_CODE_ZOOM };

/** One group of one grouping set; `by` says which set, and `key` is its value (null where unknown). */
const groupRow = z.object({
  by: z.enum(['outcome', 'month', 'type', 'source', 'recovery']),
  key: z.string().nullable(),
  outcome: z.enum(TRACE_OUTCOMES).nullable(),
  recoveries: z.number(),
  times: z.instanceof(Buffer),
});

interface Group {
  readonly key: string | null;
  readonly outcome: TraceOutcome | null;
  readonly count: number;
}

/** The figures beside the map for a filter: how far tracing got, months, times-to-crime, types and states. */
export async function readSummary({ trx }: ScopedRead, filter: TraceFilter): Promise<Summary> {
  const source = groupedRecoveries(filter, 'state');
  const rows = await selectRows(trx, groupRow, summarySql(source.sql), source.bindings);
  const groups = (by: z.infer<typeof groupRow>['by']): Group[] =>
    rows
      .filter((row) => row.by === by)
      .map(({ key, outcome, recoveries, times }) => ({
        key,
        outcome,
        count: countWithin(recoveries, times, filter),
      }))
      .filter(({ count }) => count > 0);
  const packed = rows.filter(({ by }) => by === 'outcome').map(({ times }) => times);
  const funnel = funnelOf(groups('outcome'));
  return {
    funnel,
    unknownDate: sum(groups('month').filter(({ key }) => key === null)),
    months: monthsOf(groups('month')),
    timeToCrime: timeToCrimeOf(timesWithin(Buffer.concat(packed), filter), funnel.recovered),
    firearmTypes: FIREARM_TYPES.map((type) => ({
      type,
      count: sum(groups('type').filter(({ key }) => key === type)),
    })),
    sourceStates: statesOf(groups('source')),
    recoveryStates: statesOf(groups('recovery')),
    drawable: await countDrawable(trx, filter),
    notice: NOT_A_RANDOM_SAMPLE,
  };
}

/** All groupings in one pass over the source. */
function summarySql(source: string): string {
  return `SELECT
      CASE WHEN GROUPING(month) = 0 THEN 'month' WHEN GROUPING(firearm_type) = 0 THEN 'type'
        WHEN GROUPING(origin) = 0 THEN 'source' WHEN GROUPING(destination) = 0 THEN 'recovery'
        ELSE 'outcome' END AS by,
      coalesce(to_char(month, 'YYYY-MM'), firearm_type, origin, destination) AS key,
      trace_outcome AS outcome, sum(recoveries) AS recoveries,
      string_agg(times_to_crime, ''::bytea) AS times
    FROM ${source} g
    GROUP BY GROUPING SETS ((trace_outcome), (month, trace_outcome), (firearm_type), (origin), (destination))`;
}

const sum = (groups: readonly Group[]) => groups.reduce((total, { count }) => total + count, 0);

function reached(groups: readonly Group[], least: TraceOutcome): number {
  const outcomes = TRACE_OUTCOMES.slice(TRACE_OUTCOMES.indexOf(least));
  return sum(groups.filter(({ outcome }) => outcome !== null && outcomes.includes(outcome)));
}

function funnelOf(groups: readonly Group[]): Funnel {
  return {
    recovered: sum(groups),
    submitted: reached(groups, 'submitted'),
    tracedToDealer: reached(groups, 'dealer'),
    tracedToPurchaser: reached(groups, 'purchaser'),
  };
}

function monthsOf(groups: readonly Group[]): Summary['months'] {
  const months = new Map<string, { month: string; recovered: number; tracedToDealer: number }>();
  for (const group of groups) {
    if (group.key === null) continue;
    const month = months.get(group.key) ?? { month: group.key, recovered: 0, tracedToDealer: 0 };
    month.recovered += group.count;
    month.tracedToDealer += reached([group], 'dealer');
    months.set(group.key, month);
  }
  return [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
}

function timeToCrimeOf(times: Uint16Array, recovered: number): Summary['timeToCrime'] {
  const { medianTimeToCrimeDays, shortTimeToCrimeShare } = timeToCrimeFigures(times);
  const before = (days: number) => countUpTo(times, days - 1);
  return {
    buckets: TIME_TO_CRIME_BUCKETS.map(({ id, label, fromDays, toDays }) => ({
      id,
      label,
      count: (toDays === null ? times.length : before(toDays)) - before(fromDays),
    })),
    unknown: recovered - times.length,
    medianDays: medianTimeToCrimeDays,
    shortShare: shortTimeToCrimeShare,
  };
}

function statesOf(groups: readonly Group[]): Summary['sourceStates'] {
  return groups
    .flatMap(({ key, count }) =>
      key === null ? [] : [{ code: key, name: stateByCode(key)?.name ?? key, count }],
    )
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}

const countRow = z.object({ count: z.number() });

async function countDrawable(trx: Knex.Transaction, filter: TraceFilter): Promise<number> {
  const cells = cellRecoveries(filter, 'recovery', WHOLE_WORLD);
  const [row] = await selectRows(
    trx,
    countRow,
    `SELECT coalesce(sum(recoveries), 0) AS count FROM ${cells.sql} c`,
    cells.bindings,
  );
  return row?.count ?? 0;
}
