import type { TraceFilter } from '../../domain/trace-filter.ts';
import { TimesToCrime } from '../rollups/times-to-crime.ts';
import type { FlowsOfGuns, FlowTimeToCrime, GunsElsewhere } from './flow-counts.ts';
import { figuresOf } from './flow-counts.ts';
import { GunCriteria } from './gun-criteria.ts';
import type { PairedGuns } from './paired-guns.ts';
import { pairsInView } from './pairs-of-areas.ts';

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
  const criteria = new GunCriteria(guns, filter, agencies);
  return inView === null || hasLargePairs(guns)
    ? selectFromAll(guns, criteria, inView)
    : selectInView(guns, criteria, inView);
}

/**
 * Where pairs have so many guns, finding the bounds of time in every pair takes less than asking every gun: areas are
 * large, and much of the country is in view.
 */
const GUNS_OF_LARGE_PAIRS = 12;
const hasLargePairs = ({ columns, pairs }: PairedGuns) => columns.times.length >= GUNS_OF_LARGE_PAIRS * pairs;

/** Goes through all pairs. */
function selectFromAll(guns: PairedGuns, criteria: GunCriteria, inView: Uint8Array | null): FlowSelection {
  const { origins, destinations, firstWithin, firstBetween } = guns;
  const [pairs, counts]: [number[], number[]] = [[], []];
  const elsewhere = { withinArea: 0, between: 0, unplaced: 0 };
  for (let pair = 0; pair < guns.pairs; pair += 1) {
    const count = criteria.count(pair);
    if (count === 0) continue;
    if (inView === null || inView[origins[pair] ?? 0] === 1 || inView[destinations[pair] ?? 0] === 1) {
      pairs.push(pair);
      counts.push(count);
    } else if (pair < firstWithin) elsewhere.unplaced += count;
    else if (pair < firstBetween) elsewhere.withinArea += count;
    else elsewhere.between += count;
  }
  return { flows: new SelectedFlows(guns, criteria, pairs, counts), elsewhere };
}

/** Goes through the pairs in view alone; what is elsewhere is all that the filter lets through, without them. */
function selectInView(guns: PairedGuns, criteria: GunCriteria, inView: Uint8Array): FlowSelection {
  const { firstWithin, firstBetween } = guns;
  const [pairs, counts]: [number[], number[]] = [[], []];
  const elsewhere = {
    unplaced: criteria.countPairs(0, firstWithin),
    withinArea: criteria.countPairs(firstWithin, firstBetween),
    between: criteria.countPairs(firstBetween, guns.pairs),
  };
  for (const pair of pairsInView(guns, inView)) {
    const count = criteria.count(pair);
    if (count === 0) continue;
    pairs.push(pair);
    counts.push(count);
    if (pair < firstWithin) elsewhere.unplaced -= count;
    else if (pair < firstBetween) elsewhere.withinArea -= count;
    else elsewhere.between -= count;
  }
  return { flows: new SelectedFlows(guns, criteria, pairs, counts), elsewhere };
}

/** Flows with at least one gun of a filter. */
export class SelectedFlows implements FlowsOfGuns {
  #room = new Uint16Array(0);

  constructor(
    private readonly guns: PairedGuns,
    private readonly criteria: GunCriteria,
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
    return flows.map((flow) => this.readTimes([flow], figuresOf));
  }

  /**
   * What `read` makes of the times-to-crime of the guns of these flows together. They are only there while it reads: the room
   * they stand in is used again, since new memory takes longer than what is done with it.
   */
  readTimes<Result>(flows: readonly number[], read: (times: TimesToCrime) => Result): Result {
    const total = flows.reduce((sum, flow) => sum + this.count(flow), 0);
    // One more, for what is written and then not counted.
    if (this.#room.length <= total) this.#room = new Uint16Array(total + 1);
    let end = 0;
    for (const flow of flows) end = this.criteria.writeTimes(this.pairs[flow] ?? 0, this.#room, end);
    const times = this.#room.subarray(0, total);
    // The guns of one flow are in order already.
    return read(new TimesToCrime(flows.length > 1 ? times.sort() : times));
  }
}
