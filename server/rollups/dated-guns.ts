import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { PackedRecords } from './packed-guns.ts';
import { countGuns, dayOfMonthAt, selectGuns, timeToCrimeAt, UNKNOWN_TIME } from './packed-guns.ts';

/** Guns whose days of sale and recovery are both known, in no particular order. */
export interface DatedGuns {
  readonly timeToCrimeDays: Uint16Array;
  /** Days of recovery since 1970. */
  readonly recoveredOn: Int32Array;
}

/** The guns of a filter whose days of sale and recovery are both known. */
export function datedGuns(packed: PackedRecords, filter: TraceFilter): DatedGuns {
  const timeToCrimeDays = new Uint16Array(countGuns(packed));
  const recoveredOn = new Int32Array(timeToCrimeDays.length);
  let total = 0;
  selectGuns(packed, filter, ({ dayBefore, guns, at, count }) => {
    if (dayBefore === null) return;
    for (let index = 0; index < count; index++) {
      const gun = at[index] ?? 0;
      const time = timeToCrimeAt(guns, gun);
      if (time === UNKNOWN_TIME) continue;
      timeToCrimeDays[total] = time;
      recoveredOn[total] = dayBefore + dayOfMonthAt(guns, gun);
      total += 1;
    }
  });
  return { timeToCrimeDays: timeToCrimeDays.subarray(0, total), recoveredOn: recoveredOn.subarray(0, total) };
}

/** The newest day of recovery; null where there is no gun. */
export function newestDay({ recoveredOn }: DatedGuns): number | null {
  const newest = recoveredOn.reduce((last, day) => Math.max(last, day), Number.NEGATIVE_INFINITY);
  return Number.isFinite(newest) ? newest : null;
}

/** How many days before a day each of them was sold, and the most of these: older sales are not known of. */
export function agesOn(
  { timeToCrimeDays, recoveredOn }: DatedGuns,
  day: number,
): { readonly ageDays: Int32Array; readonly oldest: number } {
  const ageDays = recoveredOn.map((recovered, gun) => day - recovered + (timeToCrimeDays[gun] ?? 0));
  return { ageDays, oldest: ageDays.reduce((most, age) => Math.max(most, age), 0) };
}
