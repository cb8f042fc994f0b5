import type { TraceFilter } from '../../domain/trace-filter.ts';
import { FIREARM_TYPES } from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { GunPlaces } from '../rollups/gun-places.ts';
import {
  DEALER_PLACE,
  placeAt,
  RECOVERY_PLACE,
  selectGuns,
  timeToCrimeAt,
  typeAt,
  UNKNOWN_TIME,
} from '../rollups/packed-guns.ts';
import { readPackedGuns } from '../rollups/read-packed-guns.ts';

/** Codes of the areas a place lies in; null where it is not known that closely. */
export interface PairEnd {
  readonly state: string | null;
  readonly county: string | null;
}

/** Guns sold in one place and recovered in another. */
export interface PairCount {
  readonly origin: PairEnd;
  readonly destination: PairEnd;
  readonly count: number;
}

/** Guns counted by what a corridor is described by; one tally can be taken from another. */
export interface GunTally {
  readonly count: number;
  /** By first day of the month of recovery; null: not known. */
  readonly months: ReadonlyMap<string | null, number>;
  /** By time-to-crime in days; the last entry counts those not known. */
  readonly days: Uint32Array;
  /** By index into FIREARM_TYPES. */
  readonly types: Uint32Array;
  readonly pairs: readonly PairCount[];
}

/** Tallies the guns of the filter that were traced to a dealer. */
export async function tallyGuns(read: ScopedRead, filter: TraceFilter): Promise<GunTally> {
  const packed = await readPackedGuns(read, filter, { tracedOnly: true });
  const months = new Map<string | null, number>();
  const days = new Uint32Array(UNKNOWN_TIME + 1);
  const types = new Uint32Array(FIREARM_TYPES.length);
  const { areas, areaOf, endOf } = areasOf(packed.places);
  const pairCounts = new Map<number, number>();
  let total = 0;
  selectGuns(packed, filter, ({ month, guns, at, count }) => {
    total += count;
    months.set(month, (months.get(month) ?? 0) + count);
    for (let index = 0; index < count; index++) {
      const gun = at[index] ?? 0;
      const day = timeToCrimeAt(guns, gun);
      const type = typeAt(guns, gun);
      days[day] = (days[day] ?? 0) + 1;
      types[type] = (types[type] ?? 0) + 1;
      const origin = areaOf[placeAt(guns, gun, DEALER_PLACE)] ?? 0;
      const destination = areaOf[placeAt(guns, gun, RECOVERY_PLACE)] ?? 0;
      const pair = origin * areas + destination;
      pairCounts.set(pair, (pairCounts.get(pair) ?? 0) + 1);
    }
  });
  const pairs = [...pairCounts].map(([pair, count]) => ({
    origin: endOf(Math.floor(pair / areas)),
    destination: endOf(pair % areas),
    count,
  }));
  return { count: total, months, days, types, pairs };
}

/** Numbers for counties with their states, and for the states of places whose county is not known; 0 where neither is. */
function areasOf(places: GunPlaces) {
  const counties = places.nodesAt('county');
  const states = places.nodesAt('state');
  const numbers = new Map<number, number>();
  const keys = [0];
  const areaOf = counties.nodeOf.map((county, place) => {
    const key = county * states.length + (states.nodeOf[place] ?? 0);
    if (key === 0) return 0;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, keys.length);
    return keys.push(key) - 1;
  });
  const endOf = (area: number): PairEnd => {
    const key = keys[area] ?? 0;
    return {
      state: states.code(key % states.length),
      county: counties.code(Math.floor(key / states.length)),
    };
  };
  return { areas: keys.length, areaOf, endOf };
}

/** The tally of the guns that are in `all` but not in `part`, all of whose guns are. */
export function withoutPart(all: GunTally, part: GunTally): GunTally {
  const less = (counts: Uint32Array, of: Uint32Array) =>
    counts.map((count, index) => count - (of[index] ?? 0));
  const partPairs = new Map(part.pairs.map((pair) => [pairKey(pair), pair.count]));
  return {
    count: all.count - part.count,
    months: new Map([...all.months].map(([month, count]) => [month, count - (part.months.get(month) ?? 0)])),
    days: less(all.days, part.days),
    types: less(all.types, part.types),
    pairs: all.pairs.map((pair) => ({ ...pair, count: pair.count - (partPairs.get(pairKey(pair)) ?? 0) })),
  };
}

const pairKey = ({ origin, destination }: PairCount) =>
  [origin.state, origin.county, destination.state, destination.county].join();
