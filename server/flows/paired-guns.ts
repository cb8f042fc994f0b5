import type { TracedEnds } from '../../domain/vocabulary.ts';
import { FIREARM_TYPES, TRACE_OUTCOMES } from '../../domain/vocabulary.ts';
import type { PlaceNodes } from '../rollups/gun-places.ts';
import type { PackedRecords } from '../rollups/packed-guns.ts';
import {
  countGuns,
  DEALER_PLACE,
  dayOfMonthAt,
  NUMBERS_A_GUN,
  outcomeAt,
  PURCHASER_PLACE,
  placeAt,
  RECOVERY_PLACE,
  timeToCrimeAt,
  typeAt,
  UNKNOWN_TIME,
} from '../rollups/packed-guns.ts';
import { PairNumbers } from './pair-numbers.ts';

/** Which place of a gun each end of a flow is. */
const PLACE_OF = {
  dealer: DEALER_PLACE,
  purchaser: PURCHASER_PLACE,
  recovery: RECOVERY_PLACE,
} as const;

const TRACED_TO_PURCHASER = TRACE_OUTCOMES.indexOf('purchaser');

const FIRST_DAY = Date.UTC(1900, 0, 1);
const MS_PER_DAY = 86_400_000;
const MOST_OF_16_BITS = 65_535;
export const MOST_DAYS = MOST_OF_16_BITS;

/** Days are counted from 1 on 1 January 1900 to 2079 in 16 bits, 0 unknown; what lies outside counts as the nearest. */
export const dayNumber = (date: string): number =>
  Math.max(1, Math.min(MOST_DAYS, 1 + (Date.parse(`${date}T00:00:00Z`) - FIRST_DAY) / MS_PER_DAY));

/** The number of an agency and a type of firearm together, by their indexes. */
export const kindNumber = (agency: number, type: number): number => agency * FIREARM_TYPES.length + type;

/** What a filter asks of guns, a column each. */
export class GunColumns {
  /** Days, UNKNOWN_TIME for unknown. */
  readonly times: Uint16Array;
  /** Of recovery, see {@link dayNumber}. */
  readonly days: Uint16Array;
  /** Agency and type of firearm, see {@link kindNumber}. */
  readonly kinds: Uint16Array | Uint32Array;
  /** States of dealer and of recovery. */
  readonly sources: Uint8Array;
  readonly recoveries: Uint8Array;

  constructor(guns: number, agencies: number) {
    this.times = new Uint16Array(guns);
    this.days = new Uint16Array(guns);
    this.kinds = kindNumber(agencies, 0) > MOST_OF_16_BITS ? new Uint32Array(guns) : new Uint16Array(guns);
    this.sources = new Uint8Array(guns);
    this.recoveries = new Uint8Array(guns);
  }

  /** Takes over a gun of other columns. */
  copy(to: number, others: GunColumns, from: number): void {
    this.times[to] = others.times[from] ?? 0;
    this.days[to] = others.days[from] ?? 0;
    this.kinds[to] = others.kinds[from] ?? 0;
    this.sources[to] = others.sources[from] ?? 0;
    this.recoveries[to] = others.recoveries[from] ?? 0;
  }
}

/**
 * Traced guns sorted by the pair of areas they went between, and within a pair by time-to-crime: what a filter leaves of
 * each flow is counted by going through them in order, and a bound on time-to-crime is found by halving.
 */
export interface PairedGuns {
  readonly areas: PlaceNodes;
  readonly pairs: number;
  /** Ends of each pair, 0 unknown. */
  readonly origins: Uint32Array;
  readonly destinations: Uint32Array;
  /** Pairs with an unknown end come first, then those within an area from this one on, then those between two. */
  readonly firstWithin: number;
  readonly firstBetween: number;
  /** Where each pair's guns begin; one more entry says where the last ones end. */
  readonly starts: Uint32Array;
  readonly columns: GunColumns;
  /** State of the dealers, and of the recoveries, of a pair: {@link MIXED} where they are in several. */
  readonly sources: Uint8Array;
  readonly recoveries: Uint8Array;
  /** Ids of the agencies by their index; 0 stands for those whose agency is not told apart. */
  readonly agencyIds: readonly number[];
  /** What {@link GunColumns.sources} and `recoveries` are numbers of. */
  readonly states: PlaceNodes;
}

/** More than any number of a state. */
export const MIXED = 255;

/** Sorts traced guns by the areas of these ends; where one is the purchaser's home, only those traced to a purchaser. */
export function pairGuns(guns: PackedRecords, areas: PlaceNodes, ends: TracedEnds): PairedGuns {
  const read = readGuns(guns, areas, ends);
  const { pairOf, length } = read;
  const { numbers, origins, destinations, firstWithin, firstBetween } = orderedByEnds(read.numbers);
  for (let gun = 0; gun < length; gun += 1) pairOf[gun] = numbers[pairOf[gun] ?? 0] ?? 0;
  const starts = new Uint32Array(numbers.length + 1);
  for (let gun = 0; gun < length; gun += 1) addOne(starts, (pairOf[gun] ?? 0) + 1);
  sumUp(starts);
  const next = starts.slice();
  const columns = new GunColumns(length, read.agencyIds.length);
  // Guns come in the order of their times, and pairs are filled from their starts: so both orders hold.
  for (const gun of byTime(read.columns.times, length)) {
    const pair = pairOf[gun] ?? 0;
    columns.copy(next[pair] ?? 0, read.columns, gun);
    addOne(next, pair);
  }
  return {
    areas,
    pairs: numbers.length,
    origins,
    destinations,
    firstWithin,
    firstBetween,
    starts,
    columns,
    sources: stateOfPairs(starts, columns.sources),
    recoveries: stateOfPairs(starts, columns.recoveries),
    agencyIds: read.agencyIds,
    states: read.states,
  };
}

/**
 * Numbers pairs anew: those with an unknown end, within an area, between two. So the guns of each of the three stand together
 * and are counted in one go.
 */
function orderedByEnds({ origins, destinations, length }: PairNumbers) {
  const groupOf = (pair: number) => {
    const [origin, destination] = [origins[pair] ?? 0, destinations[pair] ?? 0];
    if (origin === 0 || destination === 0) return 0;
    return origin === destination ? 1 : 2;
  };
  const starts = new Uint32Array(4);
  for (let pair = 0; pair < length; pair += 1) addOne(starts, groupOf(pair) + 1);
  sumUp(starts);
  const [, firstWithin = 0, firstBetween = 0] = starts;
  const numbers = new Uint32Array(length);
  const inOrder = { origins: new Uint32Array(length), destinations: new Uint32Array(length) };
  for (let pair = 0; pair < length; pair += 1) {
    const group = groupOf(pair);
    const number = starts[group] ?? 0;
    addOne(starts, group);
    numbers[pair] = number;
    inOrder.origins[number] = origins[pair] ?? 0;
    inOrder.destinations[number] = destinations[pair] ?? 0;
  }
  return { numbers, ...inOrder, firstWithin, firstBetween };
}

/** Most areas lie in one state, so that a filter by state is asked of the pair, not of each of its guns. */
function stateOfPairs(starts: Uint32Array, states: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: starts.length - 1 }, (_, pair) => {
    const [start, end] = [starts[pair] ?? 0, starts[pair + 1] ?? 0];
    const state = states[start] ?? 0;
    for (let gun = start; gun < end; gun += 1) if (states[gun] !== state) return MIXED;
    return state;
  });
}

/** The guns in the order they are packed, each with the number of its pair. */
function readGuns(guns: PackedRecords, { nodeOf }: PlaceNodes, ends: TracedEnds) {
  const states = guns.places.nodesAt('state');
  const agencyIds = [...new Set(guns.months.map(({ agencyId }) => agencyId))];
  const agencyIndex = new Map(agencyIds.map((id, index) => [id, index]));
  const most = countGuns(guns);
  const pairOf = new Uint32Array(most);
  const columns = new GunColumns(most, agencyIds.length);
  const numbers = new PairNumbers();
  const [from, to] = [PLACE_OF[ends.origin], PLACE_OF[ends.destination]];
  const needsPurchaser = ends.origin === 'purchaser' || ends.destination === 'purchaser';
  let length = 0;
  for (const { month, agencyId, guns: part } of guns.months) {
    const agency = agencyIndex.get(agencyId) ?? 0;
    const firstDay = month === null ? 0 : dayNumber(month);
    for (let at = 0; at < part.length; at += NUMBERS_A_GUN) {
      if (needsPurchaser && outcomeAt(part, at) !== TRACED_TO_PURCHASER) continue;
      pairOf[length] = numbers.of(nodeOf[placeAt(part, at, from)] ?? 0, nodeOf[placeAt(part, at, to)] ?? 0);
      columns.times[length] = timeToCrimeAt(part, at);
      columns.days[length] = month === null ? 0 : Math.min(MOST_DAYS, firstDay + dayOfMonthAt(part, at) - 1);
      columns.kinds[length] = kindNumber(agency, typeAt(part, at));
      columns.sources[length] = states.nodeOf[placeAt(part, at, DEALER_PLACE)] ?? 0;
      columns.recoveries[length] = states.nodeOf[placeAt(part, at, RECOVERY_PLACE)] ?? 0;
      length += 1;
    }
  }
  return { length, pairOf, numbers, columns, agencyIds, states };
}

/** The guns in the order of their times-to-crime, by counting: there are far fewer days than guns. */
function byTime(times: Uint16Array, length: number): Uint32Array {
  const next = new Uint32Array(UNKNOWN_TIME + 2);
  for (let gun = 0; gun < length; gun += 1) addOne(next, (times[gun] ?? 0) + 1);
  sumUp(next);
  const order = new Uint32Array(length);
  for (let gun = 0; gun < length; gun += 1) {
    const time = times[gun] ?? 0;
    order[next[time] ?? 0] = gun;
    addOne(next, time);
  }
  return order;
}

function addOne(counts: Uint32Array, index: number): void {
  counts[index] = (counts[index] ?? 0) + 1;
}

/** Counts, each one place further on, become where each begins. */
function sumUp(counts: Uint32Array): void {
  for (let index = 1; index < counts.length; index += 1) {
    counts[index] = (counts[index] ?? 0) + (counts[index - 1] ?? 0);
  }
}
