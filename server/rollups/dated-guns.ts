import { dayNumber } from '../../domain/days.ts';
import type { CountedTimes } from '../../domain/statistics/right-truncated-times.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { PackedRecords } from './packed-guns.ts';
import { dayOfMonthAt, monthsSpanned, selectGuns, timeToCrimeAt, UNKNOWN_TIME } from './packed-guns.ts';

/** Guns whose days of sale and recovery are both known, counted. */
export interface DatedGuns extends CountedTimes {
  /** The newest day of recovery, since 1970, which ages are told on. */
  readonly newestDay: number;
}

/** Longest month. */
const MONTH_DAYS = 31;

/** Counts the guns of a filter whose days of sale and recovery are both known; null where there are none. */
export function countDatedGuns(packed: PackedRecords, filter: TraceFilter): DatedGuns | null {
  const span = spanOf(packed);
  if (span === null) return null;
  const times = new Uint32Array(UNKNOWN_TIME);
  // By day of sale: ages can be told once the newest day of recovery is known.
  const firstSold = span.from - UNKNOWN_TIME;
  const sold = new Uint32Array(span.to - firstSold + 1);
  let newestDay = Number.NEGATIVE_INFINITY;
  let oldestSold = Number.POSITIVE_INFINITY;
  selectGuns(packed, filter, ({ dayBefore, guns, at, count }) => {
    if (dayBefore === null) return;
    for (let index = 0; index < count; index++) {
      const gun = at[index] ?? 0;
      const time = timeToCrimeAt(guns, gun);
      if (time === UNKNOWN_TIME) continue;
      const day = dayBefore + dayOfMonthAt(guns, gun);
      const soldOn = day - time;
      if (day > newestDay) newestDay = day;
      if (soldOn < oldestSold) oldestSold = soldOn;
      times[time] = (times[time] ?? 0) + 1;
      sold[soldOn - firstSold] = (sold[soldOn - firstSold] ?? 0) + 1;
    }
  });
  if (!Number.isFinite(newestDay)) return null;
  const ages = sold.subarray(oldestSold - firstSold, newestDay - firstSold + 1).reverse();
  return { times, ages, newestDay };
}

/** The days between which all that have a date were recovered; null where none has. */
function spanOf({ months }: PackedRecords): { readonly from: number; readonly to: number } | null {
  const spanned = monthsSpanned(months);
  return spanned === null
    ? null
    : { from: dayNumber(spanned.first), to: dayNumber(spanned.last) + MONTH_DAYS - 1 };
}
