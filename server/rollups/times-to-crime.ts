import { medianDays, SHORT_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import { firstFrom } from '../first-from.ts';
import { UNKNOWN_TIME } from './packed-guns.ts';

/** Figures of the times-to-crime of some guns; those unknown are passed over. */
export class TimesToCrime {
  readonly #known: Uint16Array;

  /** Takes days in ascending order, unknown ones (UNKNOWN_TIME, which is the largest) last. */
  constructor(sorted: Uint16Array) {
    this.#known = sorted.subarray(0, firstFrom(sorted, UNKNOWN_TIME));
  }

  /** Takes the first `count` of days in any order, and sorts them by counting: there are far fewer days than guns. */
  static of(days: Uint16Array, count = days.length): TimesToCrime {
    const guns = new Uint32Array(UNKNOWN_TIME + 1);
    for (let index = 0; index < count; index++) {
      const day = days[index] ?? 0;
      guns[day] = (guns[day] ?? 0) + 1;
    }
    const sorted = new Uint16Array(count);
    let end = 0;
    for (let day = 0; day < guns.length; day++) {
      const start = end;
      end += guns[day] ?? 0;
      if (end > start) sorted.fill(day, start, end);
    }
    return new TimesToCrime(sorted);
  }

  /** How many times-to-crime are known. */
  get known(): number {
    return this.#known.length;
  }

  /** Median in days, null for none. */
  median(): number | null {
    return medianDays(this.#known);
  }

  /** Part sold within 3 years, null for none. */
  shortShare(): number | null {
    return this.known === 0 ? null : this.countUpTo(SHORT_TIME_TO_CRIME_DAYS) / this.known;
  }

  /** How many are at most `days`. */
  countUpTo(days: number): number {
    return firstFrom(this.#known, days + 1);
  }
}
