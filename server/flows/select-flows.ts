import { LONGEST_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { FIREARM_TYPES } from '../../domain/vocabulary.ts';
import { UNKNOWN_TIME } from '../rollups/packed-guns.ts';
import type { FlowCounts, FlowTimeToCrime, GunsElsewhere } from './flow-counts.ts';
import { timesOf } from './flow-counts.ts';
import type { PairedGuns } from './paired-guns.ts';
import { dayNumber } from './paired-guns.ts';

/** What a filter asks of each gun; null where it asks nothing of the kind. A 1 stands at what is let through. */
interface Criteria {
  readonly leastTime: number;
  readonly mostTime: number;
  readonly days: { readonly from: number; readonly to: number } | null;
  readonly types: Uint8Array | null;
  readonly agencies: Uint8Array | null;
  readonly sources: Uint8Array | null;
  readonly recoveries: Uint8Array | null;
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
    const times = new Uint16Array(flows.reduce((sum, flow) => sum + this.count(flow), 0));
    let next = 0;
    for (const flow of flows) {
      const { from, to } = rangeOf(this.guns, this.criteria, this.pairs[flow] ?? 0);
      for (let gun = from; gun < to; gun += 1) {
        if (isMatch(this.guns, this.criteria, gun)) times[next++] = this.guns.columns.times[gun] ?? 0;
      }
    }
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
  return {
    leastTime: ttcMin ?? 0,
    mostTime: anyTime
      ? UNKNOWN_TIME
      : Math.min(ttcMax ?? LONGEST_TIME_TO_CRIME_DAYS, LONGEST_TIME_TO_CRIME_DAYS),
    days: anyDay
      ? null
      : {
          from: recoveredFrom === undefined ? 1 : dayNumber(recoveredFrom),
          to: recoveredTo === undefined ? Number.POSITIVE_INFINITY : dayNumber(recoveredTo),
        },
    types:
      firearmType === undefined || firearmType.length === 0
        ? null
        : Uint8Array.from(FIREARM_TYPES, (type) => (firearmType.includes(type) ? 1 : 0)),
    agencies:
      agencies === null ? null : Uint8Array.from(guns.agencyIds, (id) => (agencies.includes(id) ? 1 : 0)),
    sources: states(sourceState),
    recoveries: states(recoveryState),
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
  const { from, to } = rangeOf(guns, criteria, pair);
  const { days, types, agencies, sources, recoveries } = criteria;
  const datesOnly = types === null && agencies === null && sources === null && recoveries === null;
  if (datesOnly && days === null) return to - from;
  let count = 0;
  if (datesOnly && days !== null) {
    // Most questions, without a call for each gun.
    const dayOf = guns.columns.days;
    for (let gun = from; gun < to; gun += 1) {
      const day = dayOf[gun] ?? 0;
      if (day >= days.from && day < days.to) count += 1;
    }
    return count;
  }
  for (let gun = from; gun < to; gun += 1) if (isMatch(guns, criteria, gun)) count += 1;
  return count;
}

function isMatch({ columns }: PairedGuns, criteria: Criteria, gun: number): boolean {
  const { days, types, agencies, sources, recoveries } = criteria;
  const day = columns.days[gun] ?? 0;
  return (
    (days === null || (day >= days.from && day < days.to)) &&
    (types === null || types[columns.types[gun] ?? 0] === 1) &&
    (agencies === null || agencies[columns.agencies[gun] ?? 0] === 1) &&
    (sources === null || sources[columns.sources[gun] ?? 0] === 1) &&
    (recoveries === null || recoveries[columns.recoveries[gun] ?? 0] === 1)
  );
}
