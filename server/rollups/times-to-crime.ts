import {
  LONGEST_TIME_TO_CRIME_DAYS,
  medianDays,
  SHORT_TIME_TO_CRIME_DAYS,
} from '../../domain/time-to-crime.ts';
import { UNKNOWN_TIME } from './packed-guns.ts';

/** From this many values on, counting each day's guns sorts faster than comparing. */
const COUNTING_SORT_FROM = 2000;

/** Collects the times-to-crime of guns, in days, and gives their figures. */
export class TimesToCrime {
  #days = new Uint16Array(8);
  #known = 0;
  #isSorted = true;

  /** Adds a gun; one of unknown time-to-crime is passed over. */
  add(days: number): void {
    if (days === UNKNOWN_TIME) return;
    if (this.#known === this.#days.length) {
      const longer = new Uint16Array(this.#known * 2);
      longer.set(this.#days);
      this.#days = longer;
    }
    this.#days[this.#known++] = days;
    this.#isSorted = false;
  }

  /** How many times-to-crime are known. */
  get known(): number {
    return this.#known;
  }

  /** Median in days, null for none. */
  median(): number | null {
    return medianDays(this.#sorted());
  }

  /** Part sold within 3 years, null for none. */
  shortShare(): number | null {
    return this.#known === 0 ? null : this.countUpTo(SHORT_TIME_TO_CRIME_DAYS) / this.#known;
  }

  /** How many are at most `days`. */
  countUpTo(days: number): number {
    const sorted = this.#sorted();
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? 0) <= days) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #sorted(): Uint16Array {
    const days = this.#days.subarray(0, this.#known);
    if (!this.#isSorted) {
      if (days.length < COUNTING_SORT_FROM) days.sort();
      else countingSort(days);
      this.#isSorted = true;
    }
    return days;
  }
}

function countingSort(values: Uint16Array): void {
  const counts = new Uint32Array(LONGEST_TIME_TO_CRIME_DAYS + 1);
  for (const days of values) counts[days] = (counts[days] ?? 0) + 1;
  let end = 0;
  for (const [days, count] of counts.entries()) {
    values.fill(days, end, end + count);
    end += count;
  }
}
