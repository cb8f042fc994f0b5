import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { PackedRecords } from './packed-guns.ts';
import { countGuns, dayOfMonthAt, selectGuns, timeToCrimeAt, UNKNOWN_TIME } from './packed-guns.ts';

const MS_A_DAY = 86_400_000;

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
  selectGuns(packed, filter, ({ month, guns, at, count }) => {
    if (month === null) return;
    const dayBefore = Date.parse(month) / MS_A_DAY - 1;
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
