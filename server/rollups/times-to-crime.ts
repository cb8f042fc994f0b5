import {
  LONGEST_TIME_TO_CRIME_DAYS,
  medianDays,
  SHORT_TIME_TO_CRIME_DAYS,
} from '../../domain/time-to-crime.ts';
import { UNKNOWN_TIME } from './packed-guns.ts';

/** From this many values on, counting each day's guns sorts faster than comparing. */
const COUNTING_SORT_FROM = 2000;

/** Figures of the times-to-crime of some guns; those unknown are passed over. */
export class TimesToCrime {
  readonly #sorted: Uint16Array;

  /** Takes days as visitGuns tells them, in any order. */
  constructor(days: readonly number[]) {
    const known = Uint16Array.from(days.filter((day) => day !== UNKNOWN_TIME));
    this.#sorted = known.length < COUNTING_SORT_FROM ? known.sort() : countingSort(known);
  }

  /** How many times-to-crime are known. */
  get known(): number {
    return this.#sorted.length;
  }

  /** Median in days, null for none. */
  median(): number | null {
    return medianDays(this.#sorted);
  }

  /** Part sold within 3 years, null for none. */
  shortShare(): number | null {
    return this.known === 0 ? null : this.countUpTo(SHORT_TIME_TO_CRIME_DAYS) / this.known;
  }

  /** How many are at most `days`. */
  countUpTo(days: number): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle] ?? 0) <= days) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function countingSort(values: Uint16Array): Uint16Array {
  const counts = new Uint32Array(LONGEST_TIME_TO_CRIME_DAYS + 1);
  for (const days of values) counts[days] = (counts[days] ?? 0) + 1;
  let end = 0;
  for (const [days, count] of counts.entries()) {
    values.fill(days, end, end + count);
    end += count;
  }
  return values;
}
