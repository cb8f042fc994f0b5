import { LONGEST_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { FirearmType } from '../../domain/vocabulary.ts';
import { FIREARM_TYPES } from '../../domain/vocabulary.ts';
import { firstFrom } from '../first-from.ts';
import { UNKNOWN_TIME } from '../rollups/packed-guns.ts';
import type { GunColumns, PairedGuns } from './paired-guns.ts';
import { dayNumber, kindNumber, MIXED, MOST_DAYS } from './paired-guns.ts';

/** Has a 1 at each number that is let through, else 0. */
type LetThrough = Uint8Array;

/**
 * What a filter asks of paired guns. All but times-to-crime, by which the guns of a pair are sorted, is looked up: the day of
 * a gun in one table, its agency and type in another. So a gun is counted without a branch: which ones are let through
 * cannot be foreseen, and a processor that guesses wrong loses more than the sum takes.
 */
export class GunCriteria {
  readonly #leastTime: number;
  readonly #mostTime: number;
  readonly #asked: AskedOfEach;
  /** Null where no state is asked for. */
  readonly #sources: LetThrough | null;
  readonly #recoveries: LetThrough | null;
  /** True where nothing is asked of a gun but its time-to-crime and its pair's states. */
  readonly #anyGun: boolean;

  /** `agencies` are the ids that the filter lets through, null for all. */
  constructor(
    private readonly guns: PairedGuns,
    filter: TraceFilter,
    agencies: readonly number[] | null,
  ) {
    const { recoveredFrom, recoveredTo, ttcMin, ttcMax, firearmType = [] } = filter;
    const anyTime = ttcMin === undefined && ttcMax === undefined;
    const anyDay = recoveredFrom === undefined && recoveredTo === undefined;
    this.#leastTime = ttcMin ?? 0;
    this.#mostTime = anyTime
      ? UNKNOWN_TIME
      : Math.min(ttcMax ?? LONGEST_TIME_TO_CRIME_DAYS, LONGEST_TIME_TO_CRIME_DAYS);
    this.#sources = this.#states(filter.sourceState);
    this.#recoveries = this.#states(filter.recoveryState);
    this.#asked = {
      ...guns.columns,
      letDays: anyDay ? EVERY_DAY : daysBetween(recoveredFrom, recoveredTo),
      letKinds: kindsOf(guns.agencyIds, agencies, firearmType),
      letSources: this.#sources ?? EVERY_STATE,
      letRecoveries: this.#recoveries ?? EVERY_STATE,
    };
    this.#anyGun = anyDay && firearmType.length === 0 && agencies === null;
  }

  #states(asked: readonly string[] = []): LetThrough | null {
    const { length, code } = this.guns.states;
    if (asked.length === 0) return null;
    return Uint8Array.from({ length }, (_, state) => (asked.includes(code(state) ?? '') ? 1 : 0));
  }

  /** How many guns of a pair are let through. */
  count(pair: number): number {
    const asksEach = this.#asksStates(pair);
    if (asksEach === null) return 0;
    const range = this.#range(pair);
    if (asksEach) return countEach(this.#asked, range);
    return this.#anyGun ? range.to - range.from : countKinds(this.#asked, range);
  }

  /** How many guns of the pairs from one to before another are let through: in one go, each asked for its time. */
  countPairs(from: number, to: number): number {
    const { starts, columns } = this.guns;
    const range = { from: starts[from] ?? 0, to: starts[to] ?? 0 };
    if (this.#sources !== null || this.#recoveries !== null) {
      // Most pairs are of other states, and not gone through.
      let count = 0;
      for (let pair = from; pair < to; pair += 1) count += this.count(pair);
      return count;
    }
    if (this.#leastTime === 0 && this.#mostTime === UNKNOWN_TIME) {
      return this.#anyGun ? range.to - range.from : countKinds(this.#asked, range);
    }
    const times = new Uint8Array(UNKNOWN_TIME + 1);
    times.fill(1, this.#leastTime, this.#mostTime + 1);
    return countInTime(this.#asked, columns.times, times, range);
  }

  /**
   * Writes the times-to-crime of the guns of a pair that are let through, in their order, from `next` on; gives where it
   * ends. One more may be written behind them.
   */
  writeTimes(pair: number, room: Uint16Array, next: number): number {
    const asksEach = this.#asksStates(pair);
    if (asksEach === null) return next;
    const range = this.#range(pair);
    const { times } = this.guns.columns;
    if (asksEach) return writeEach(this.#asked, range, times, room, next);
    if (!this.#anyGun) return writeKinds(this.#asked, range, times, room, next);
    room.set(times.subarray(range.from, range.to), next);
    return next + range.to - range.from;
  }

  /**
   * Whether each gun of a pair is to be asked for its states: nearly all pairs are between two states, and are let through
   * or not (null) as a whole.
   */
  #asksStates(pair: number): boolean | null {
    const { sources, recoveries } = this.guns;
    const [source, recovery] = [sources[pair] ?? MIXED, recoveries[pair] ?? MIXED];
    let asksEach = false;
    if (this.#sources !== null) {
      if (source === MIXED) asksEach = true;
      else if (this.#sources[source] !== 1) return null;
    }
    if (this.#recoveries !== null) {
      if (recovery === MIXED) asksEach = true;
      else if (this.#recoveries[recovery] !== 1) return null;
    }
    return asksEach;
  }

  /** The guns of a pair whose time-to-crime is within the bounds. */
  #range(pair: number): Range {
    const {
      starts,
      columns: { times },
    } = this.guns;
    const start = starts[pair] ?? 0;
    const end = starts[pair + 1] ?? 0;
    const from = this.#leastTime === 0 ? start : firstFrom(times, this.#leastTime, start, end);
    const to = this.#mostTime === UNKNOWN_TIME ? end : firstFrom(times, this.#mostTime + 1, start, end);
    // Of a least time above the most there are none.
    return { from, to: Math.max(from, to) };
  }
}

interface Range {
  readonly from: number;
  readonly to: number;
}

const EVERY_DAY: LetThrough = new Uint8Array(MOST_DAYS + 1).fill(1);
const EVERY_STATE: LetThrough = new Uint8Array(MIXED + 1).fill(1);

/** Half-open; a day that is not known is in none. */
function daysBetween(from: string | undefined, to: string | undefined): LetThrough {
  const first = from === undefined ? 1 : dayNumber(from);
  const end = to === undefined ? MOST_DAYS + 1 : dayNumber(to);
  const days = new Uint8Array(MOST_DAYS + 1);
  return end > first ? days.fill(1, first, end) : days;
}

/** Agencies among those asked for (null: all) with types among those asked for (none: all). */
function kindsOf(
  agencyIds: readonly number[],
  agencies: readonly number[] | null,
  types: readonly FirearmType[],
): LetThrough {
  const asked = agencies === null ? null : new Set(agencies);
  const isAgency = agencyIds.map((id) => asked === null || asked.has(id));
  const isType = FIREARM_TYPES.map((type) => types.length === 0 || types.includes(type));
  const kinds = new Uint8Array(kindNumber(agencyIds.length, 0));
  for (let agency = 0; agency < agencyIds.length; agency += 1) {
    for (let type = 0; type < FIREARM_TYPES.length; type += 1) {
      kinds[kindNumber(agency, type)] = isAgency[agency] && isType[type] ? 1 : 0;
    }
  }
  return kinds;
}

/** Columns of guns with what is let through of each, as the loops below take them: looked up once, not once a gun. */
interface Asked {
  readonly days: Uint16Array;
  readonly letDays: LetThrough;
  readonly kinds: GunColumns['kinds'];
  readonly letKinds: LetThrough;
}

interface AskedOfEach extends Asked {
  readonly sources: Uint8Array;
  readonly letSources: LetThrough;
  readonly recoveries: Uint8Array;
  readonly letRecoveries: LetThrough;
}

function countKinds({ days, letDays, kinds, letKinds }: Asked, { from, to }: Range): number {
  let count = 0;
  for (let gun = from; gun < to; gun += 1) {
    count += (letDays[days[gun] ?? 0] ?? 0) & (letKinds[kinds[gun] ?? 0] ?? 0);
  }
  return count;
}

function writeKinds(
  { days, letDays, kinds, letKinds }: Asked,
  { from, to }: Range,
  times: Uint16Array,
  room: Uint16Array,
  next: number,
): number {
  let at = next;
  for (let gun = from; gun < to; gun += 1) {
    room[at] = times[gun] ?? 0;
    at += (letDays[days[gun] ?? 0] ?? 0) & (letKinds[kinds[gun] ?? 0] ?? 0);
  }
  return at;
}

function countEach(asked: AskedOfEach, { from, to }: Range): number {
  let count = 0;
  for (let gun = from; gun < to; gun += 1) count += passes(asked, gun);
  return count;
}

function writeEach(
  asked: AskedOfEach,
  { from, to }: Range,
  times: Uint16Array,
  room: Uint16Array,
  next: number,
): number {
  let at = next;
  for (let gun = from; gun < to; gun += 1) {
    room[at] = times[gun] ?? 0;
    at += passes(asked, gun);
  }
  return at;
}

function countInTime(
  { days, letDays, kinds, letKinds }: Asked,
  times: Uint16Array,
  letTimes: LetThrough,
  { from, to }: Range,
): number {
  let count = 0;
  for (let gun = from; gun < to; gun += 1) {
    count +=
      (letTimes[times[gun] ?? 0] ?? 0) & (letDays[days[gun] ?? 0] ?? 0) & (letKinds[kinds[gun] ?? 0] ?? 0);
  }
  return count;
}

/** 1 for a gun that is let through, else 0. */
function passes(asked: AskedOfEach, gun: number): number {
  return (
    (asked.letDays[asked.days[gun] ?? 0] ?? 0) &
    (asked.letKinds[asked.kinds[gun] ?? 0] ?? 0) &
    (asked.letSources[asked.sources[gun] ?? 0] ?? 0) &
    (asked.letRecoveries[asked.recoveries[gun] ?? 0] ?? 0)
  );
}
