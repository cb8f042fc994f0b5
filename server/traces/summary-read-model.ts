import { stateByCode } from '../../domain/geography/states.ts';
import type { Funnel, Summary } from '../../domain/responses.ts';
import { TIME_TO_CRIME_BUCKETS } from '../../domain/time-to-crime.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { TraceOutcome } from '../../domain/vocabulary.ts';
import { FIREARM_TYPES, NOT_A_RANDOM_SAMPLE, TRACE_OUTCOMES } from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { PlaceNodes } from '../rollups/gun-places.ts';
import type { PackedRecords, SelectedGuns } from '../rollups/packed-guns.ts';
import {
  countGuns,
  DEALER_PLACE,
  outcomeAt,
  placeAt,
  RECOVERY_PLACE,
  selectGuns,
  timeToCrimeAt,
  typeAt,
} from '../rollups/packed-guns.ts';
import { readPackedGuns } from '../rollups/read-packed-guns.ts';
import { TimesToCrime } from '../rollups/times-to-crime.ts';

/** The figures beside the map for a filter: how far tracing got, months, times-to-crime, types and states. */
export async function readSummary(read: ScopedRead, filter: TraceFilter): Promise<Summary> {
  const tally = tallyGuns(await readPackedGuns(read, filter), filter);
  const funnel = funnelOf(tally.outcomes);
  const unknownDate = tally.months.get(null)?.recovered ?? 0;
  return {
    funnel,
    unknownDate,
    months: [...tally.months]
      .flatMap(([month, counts]) => (month === null ? [] : [{ month: month.slice(0, 7), ...counts }]))
      .sort((a, b) => (a.month < b.month ? -1 : 1)),
    timeToCrime: timeToCrimeOf(TimesToCrime.of(tally.days, tally.guns), funnel.recovered),
    firearmTypes: FIREARM_TYPES.map((type, index) => ({ type, count: tally.types[index] ?? 0 })),
    sourceStates: statesOf(tally.states, tally.sources),
    recoveryStates: statesOf(tally.states, tally.recoveries),
    drawable: tally.drawable,
    notice: NOT_A_RANDOM_SAMPLE,
  };
}

/** Counts by index of outcome and type, by state and by month. */
interface Tally {
  readonly states: PlaceNodes;
  readonly cells: PlaceNodes;
  readonly outcomes: Uint32Array;
  readonly types: Uint32Array;
  readonly sources: Uint32Array;
  readonly recoveries: Uint32Array;
  readonly months: Map<string | null, { recovered: number; tracedToDealer: number }>;
  /** Times-to-crime of the first `guns` of them. */
  readonly days: Uint16Array;
  guns: number;
  /** How many have a place that may be drawn as a point: those have a cell. */
  drawable: number;
}

const TRACED_FROM = TRACE_OUTCOMES.indexOf('dealer');

function tallyGuns(records: PackedRecords, filter: TraceFilter): Tally {
  const states = records.places.nodesAt('state');
  const tally: Tally = {
    states,
    cells: records.places.nodesAt('cell'),
    outcomes: new Uint32Array(TRACE_OUTCOMES.length),
    types: new Uint32Array(FIREARM_TYPES.length),
    sources: new Uint32Array(states.length),
    recoveries: new Uint32Array(states.length),
    months: new Map(),
    days: new Uint16Array(countGuns(records)),
    guns: 0,
    drawable: 0,
  };
  selectGuns(records, filter, (selected) => addGuns(tally, selected));
  return tally;
}

function addGuns(tally: Tally, { month, guns, at, count }: SelectedGuns): void {
  const { states, cells } = tally;
  const ofMonth = tally.months.get(month) ?? { recovered: 0, tracedToDealer: 0 };
  tally.months.set(month, ofMonth);
  ofMonth.recovered += count;
  for (let index = 0; index < count; index++) {
    const gun = at[index] ?? 0;
    const outcome = outcomeAt(guns, gun);
    const place = placeAt(guns, gun, RECOVERY_PLACE);
    if (outcome >= TRACED_FROM) ofMonth.tracedToDealer++;
    if (cells.nodeOf[place] !== 0) tally.drawable++;
    addOne(tally.outcomes, outcome);
    addOne(tally.types, typeAt(guns, gun));
    addOne(tally.sources, states.nodeOf[placeAt(guns, gun, DEALER_PLACE)] ?? 0);
    addOne(tally.recoveries, states.nodeOf[place] ?? 0);
    tally.days[tally.guns++] = timeToCrimeAt(guns, gun);
  }
}

function addOne(counts: Uint32Array, index: number): void {
  counts[index] = (counts[index] ?? 0) + 1;
}

function funnelOf(outcomes: Uint32Array): Funnel {
  const reached = (least: TraceOutcome) =>
    outcomes.subarray(TRACE_OUTCOMES.indexOf(least)).reduce((sum, count) => sum + count, 0);
  return {
    recovered: reached('not_submitted'),
    submitted: reached('submitted'),
    tracedToDealer: reached('dealer'),
    tracedToPurchaser: reached('purchaser'),
  };
}

function timeToCrimeOf(times: TimesToCrime, recovered: number): Summary['timeToCrime'] {
  const before = (days: number) => times.countUpTo(days - 1);
  return {
    buckets: TIME_TO_CRIME_BUCKETS.map(({ id, label, fromDays, toDays }) => ({
      id,
      label,
      count: (toDays === null ? times.known : before(toDays)) - (fromDays === 0 ? 0 : before(fromDays)),
    })),
    unknown: recovered - times.known,
    medianDays: times.median(),
    shortShare: times.shortShare(),
  };
}

function statesOf(states: PlaceNodes, counts: Uint32Array): Summary['sourceStates'] {
  const found: Summary['sourceStates'] = [];
  for (const [state, count] of counts.entries()) {
    const code = count === 0 ? null : states.code(state);
    if (code !== null) found.push({ code, name: stateByCode(code)?.name ?? code, count });
  }
  return found.sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}
