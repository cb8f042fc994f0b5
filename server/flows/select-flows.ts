import { LONGEST_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { FIREARM_TYPES } from '../../domain/vocabulary.ts';
import { UNKNOWN_TIME } from '../rollups/packed-guns.ts';
import type { FlowCounts, FlowTimeToCrime, GunsElsewhere } from './flow-counts.ts';
import { timesOf } from './flow-counts.ts';
import type { PairedGuns } from './paired-guns.ts';
import { dayNumber, MIXED, MOST_DAYS } from './paired-guns.ts';

/** What a filter asks of each gun. In the tables a 1 stands at what is let through. */
interface Criteria {
  readonly leastTime: number;
  readonly mostTime: number;
  /** Half-open, see dayNumber; 0, unknown, is within where no date is asked for. */
  readonly firstDay: number;
  readonly endDay: number;
  readonly types: Uint8Array;
  readonly agencies: Uint8Array;
  /** Null where no state is asked for. */
  readonly sources: Uint8Array | null;
  readonly recoveries: Uint8Array | null;
  /** True where nothing is asked but times-to-crime, by which the guns of a pair are sorted. */
  readonly timesOnly: boolean;
}

export interface FlowSelection {
  readonly flows: SelectedFlows;
  readonly elsewhere: GunsElsewhere;
}

/**
 * Counts what a filter leaves of each flow. `agencies` are the ids that the filter lets through, null for all.
 * `inView` has a 1 at each area that is looked at: flows with neither end in one are only counted.
 */
export function selectFlows(
  guns: PairedGuns,
  filter: TraceFilter,
  agencies: readonly number[] | null,
  inView: Uint8Array | null = null,
): FlowSelection {
  const criteria = criteriaOf(guns, filter, agencies);
  const pairs: number[] = [];
  const counts: number[] = [];
  const elsewhere = { withinArea: 0, between: 0, unplaced: 0 };
  for (let pair = 0; pair < guns.pairs; pair += 1) {
    const count = countMatches(guns, criteria, pair);
    if (count === 0) continue;
    const [origin, destination] = [guns.origins[pair] ?? 0, guns.destinations[pair] ?? 0];
    if (inView === null || inView[origin] === 1 || inView[destination] === 1) {
      pairs.push(pair);
      counts.push(count);
    } else if (origin === 0 || destination === 0) elsewhere.unplaced += count;
    else if (origin === destination) elsewhere.withinArea += count;
    else elsewhere.between += count;
  }
  return { flows: new SelectedFlows(guns, criteria, pairs, counts), elsewhere };
}

/** Flows with at least one gun of a filter. */
export class SelectedFlows implements FlowCounts {
  constructor(
    private readonly guns: PairedGuns,
    private readonly criteria: Criteria,
    private readonly pairs: readonly number[],
    private readonly counts: readonly number[],
  ) {}

  get flows(): number {
    return this.pairs.length;
  }

  origin(flow: number): number {
    return this.guns.origins[this.pairs[flow] ?? -1] ?? 0;
  }

  destination(flow: number): number {
    return this.guns.destinations[this.pairs[flow] ?? -1] ?? 0;
  }

  count(flow: number): number {
    return this.counts[flow] ?? 0;
  }

  timesToCrime(flows: readonly number[]): FlowTimeToCrime[] {
    return flows.map((flow) => timesOf(this.sortedTimes([flow])));
  }

  /** Times-to-crime in days of the guns of these flows together, ascending, UNKNOWN_TIME last. */
  sortedTimes(flows: readonly number[]): Uint16Array {
    const total = flows.reduce((sum, flow) => sum + this.count(flow), 0);
    // One more, for what is written and then not counted.
    const room = new Uint16Array(total + 1);
    let next = 0;
    for (const flow of flows) next = writeTimes(this.guns, this.criteria, this.pairs[flow] ?? 0, room, next);
    const times = room.subarray(0, total);
    // The guns of one flow are in order already.
    return flows.length > 1 ? times.sort() : times;
  }
}

function criteriaOf(guns: PairedGuns, filter: TraceFilter, agencies: readonly number[] | null): Criteria {
  const { recoveredFrom, recoveredTo, ttcMin, ttcMax, firearmType, sourceState, recoveryState } = filter;
  const anyTime = ttcMin === undefined && ttcMax === undefined;
  const anyDay = recoveredFrom === undefined && recoveredTo === undefined;
  const { length, code } = guns.states;
  const states = (asked: readonly string[] | undefined) =>
    asked === undefined || asked.length === 0
      ? null
      : Uint8Array.from({ length }, (_, state) => (asked.includes(code(state) ?? '') ? 1 : 0));
  const anyType = firearmType === undefined || firearmType.length === 0;
  const [sources, recoveries] = [states(sourceState), states(recoveryState)];
  return {
    leastTime: ttcMin ?? 0,
    mostTime: anyTime
      ? UNKNOWN_TIME
      : Math.min(ttcMax ?? LONGEST_TIME_TO_CRIME_DAYS, LONGEST_TIME_TO_CRIME_DAYS),
    firstDay: anyDay ? 0 : recoveredFrom === undefined ? 1 : dayNumber(recoveredFrom),
    endDay: recoveredTo === undefined ? MOST_DAYS + 1 : dayNumber(recoveredTo),
    types: Uint8Array.from(FIREARM_TYPES, (type) => (anyType || firearmType.includes(type) ? 1 : 0)),
    agencies: Uint8Array.from(guns.agencyIds, (id) => (agencies === null || agencies.includes(id) ? 1 : 0)),
    sources,
    recoveries,
    timesOnly: anyDay && anyType && agencies === null && sources === null && recoveries === null,
  };
}

/** The guns of a pair whose time-to-crime is within the bounds. */
function rangeOf(
  { starts, columns: { times } }: PairedGuns,
  { leastTime, mostTime }: Criteria,
  pair: number,
) {
  const start = starts[pair] ?? 0;
  const end = starts[pair + 1] ?? 0;
  return {
    from: leastTime === 0 ? start : firstFrom(times, start, end, leastTime),
    to: mostTime === UNKNOWN_TIME ? end : firstFrom(times, start, end, mostTime + 1),
  };
}

/** The first gun between two that has at least this time-to-crime; they are in the order of their times. */
function firstFrom(times: Uint16Array, start: number, end: number, time: number): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function countMatches(guns: PairedGuns, criteria: Criteria, pair: number): number {
  const { sources, recoveries } = criteria;
  if (sources !== null && isOutside(sources, guns.sources[pair])) return 0;
  if (recoveries !== null && isOutside(recoveries, guns.recoveries[pair])) return 0;
  const { from, to } = rangeOf(guns, criteria, pair);
  if (criteria.timesOnly) return to - from;
  let count = 0;
  for (let gun = from; gun < to; gun += 1) count += letsThrough(guns.columns, criteria, gun);
  return count;
}

/**
 * 1 from the first day to before the end, else 0, without a branch: which guns are let through cannot be foreseen, and a
 * processor that guesses wrong loses more than the sum takes. A difference below 0 has its first bit set.
 */
const isBetween = (day: number, firstDay: number, endDay: number): number =>
  ((firstDay - 1 - day) >>> 31) & ((day - endDay) >>> 31);

/** Writes the times-to-crime of the guns counted of a pair, in their order, from `next` on; gives where it ends. */
function writeTimes(
  guns: PairedGuns,
  criteria: Criteria,
  pair: number,
  times: Uint16Array,
  next: number,
): number {
  const { from, to } = rangeOf(guns, criteria, pair);
  const { columns } = guns;
  if (criteria.timesOnly) {
    times.set(columns.times.subarray(from, to), next);
    return next + to - from;
  }
  let at = next;
  for (let gun = from; gun < to; gun += 1) {
    times[at] = columns.times[gun] ?? 0;
    at += letsThrough(columns, criteria, gun);
  }
  return at;
}

/** True where all guns of a pair are in one state, and not in one that is asked for. */
const isOutside = (states: Uint8Array, state: number = MIXED): boolean =>
  state !== MIXED && states[state] !== 1;

/** 1 for a gun that the criteria let through, else 0; without a branch, see {@link isBetween}. */
function letsThrough(columns: PairedGuns['columns'], criteria: Criteria, gun: number): number {
  const { firstDay, endDay, types, agencies, sources, recoveries } = criteria;
  const passes =
    isBetween(columns.days[gun] ?? 0, firstDay, endDay) &
    (types[columns.types[gun] ?? 0] ?? 0) &
    (agencies[columns.agencies[gun] ?? 0] ?? 0);
  const ofSource = sources === null ? 1 : (sources[columns.sources[gun] ?? 0] ?? 0);
  const ofRecovery = recoveries === null ? 1 : (recoveries[columns.recoveries[gun] ?? 0] ?? 0);
  return passes & ofSource & ofRecovery;
}
