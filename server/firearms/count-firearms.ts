import { dayNumber } from '../../domain/days.ts';
import { periodNumber, periodsBetween } from '../../domain/firearms/periods.ts';
import { DAYS_COMPARED } from '../../domain/firearms/two-years.ts';
import type { PeriodUnit } from '../../domain/firearms-responses.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { PackedRecords } from '../rollups/packed-guns.ts';
import { dayOfMonthAt, selectGuns, timeToCrimeAt, UNKNOWN_TIME } from '../rollups/packed-guns.ts';
import type { GunClasses } from './gun-classes.ts';

/** How many guns each class has, and the days between which they were recovered. */
export interface ClassTotals {
  readonly totals: Uint32Array;
  readonly undated: number;
  /** Oldest and newest day since 1970; null where no day is known. */
  readonly days: { readonly oldest: number; readonly newest: number } | null;
}

/** Counts the guns of a filter by class. */
export function countClasses(
  packed: PackedRecords,
  filter: TraceFilter,
  { classes, classAt }: GunClasses,
): ClassTotals {
  const totals = new Uint32Array(classes.length);
  let undated = 0;
  let oldest = Number.POSITIVE_INFINITY;
  let newest = Number.NEGATIVE_INFINITY;
  selectGuns(packed, filter, ({ dayBefore, guns, at, count }) => {
    if (dayBefore === null) undated += count;
    const before = dayBefore ?? Number.NaN;
    for (let index = 0; index < count; index++) {
      const gun = at[index] ?? 0;
      const number = classAt(guns, gun);
      totals[number] = (totals[number] ?? 0) + 1;
      const day = before + dayOfMonthAt(guns, gun);
      if (day < oldest) oldest = day;
      if (day > newest) newest = day;
    }
  });
  return { totals, undated, days: Number.isFinite(newest) ? { oldest, newest } : null };
}

/** What is counted of the guns that share a slot. */
export interface SlotCounts {
  readonly byPeriod: Uint32Array;
  /** Guns at each day of time-to-crime, those of unknown time in the last place. */
  readonly times: Uint32Array;
  readonly last: number;
  readonly before: number;
}

export interface Span {
  readonly unit: PeriodUnit;
  /** First days of the periods. */
  readonly periods: readonly string[];
  readonly newest: number;
}

/** The periods from the oldest to the newest day. */
export const spanOf = (
  days: { readonly oldest: string; readonly newest: string },
  unit: PeriodUnit,
): Span => ({
  unit,
  periods: periodsBetween(days.oldest, days.newest, unit),
  newest: dayNumber(days.newest),
});

const TIMES = UNKNOWN_TIME + 1;

/**
 * Counts the guns of a filter by slot: several classes may share one. `slotOf` has the slot of each class. All slots are counted
 * in three arrays: an object for each would take half as long again for a million guns.
 */
export function countSlots(
  packed: PackedRecords,
  filter: TraceFilter,
  { classAt }: GunClasses,
  slotOf: Uint8Array,
  { unit, periods, newest }: Span,
): readonly SlotCounts[] {
  const length = slotOf.reduce((most, slot) => Math.max(most, slot), 0) + 1;
  const byPeriod = new Uint32Array(length * periods.length);
  const times = new Uint32Array(length * TIMES);
  // Last, before, and all that is older or of no known day.
  const spans = new Uint32Array(length * 3);
  const first = periods[0] === undefined ? 0 : periodNumber(periods[0], unit);
  selectGuns(packed, filter, ({ month, dayBefore, guns, at, count }) => {
    const period = month === null ? -1 : periodNumber(month, unit) - first;
    const lastOfMonth = dayBefore === null ? Number.NaN : newest - dayBefore;
    for (let index = 0; index < count; index++) {
      const gun = at[index] ?? 0;
      const slot = slotOf[classAt(guns, gun)] ?? 0;
      const time = slot * TIMES + timeToCrimeAt(guns, gun);
      times[time] = (times[time] ?? 0) + 1;
      if (period < 0) continue;
      const cell = slot * periods.length + period;
      byPeriod[cell] = (byPeriod[cell] ?? 0) + 1;
      const age = lastOfMonth - dayOfMonthAt(guns, gun);
      const span = slot * 3 + (age < DAYS_COMPARED ? 0 : age < 2 * DAYS_COMPARED ? 1 : 2);
      spans[span] = (spans[span] ?? 0) + 1;
    }
  });
  return Array.from({ length }, (_, slot) => ({
    byPeriod: byPeriod.subarray(slot * periods.length, (slot + 1) * periods.length),
    times: times.subarray(slot * TIMES, (slot + 1) * TIMES),
    last: spans[slot * 3] ?? 0,
    before: spans[slot * 3 + 1] ?? 0,
  }));
}
