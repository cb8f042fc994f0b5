import { dateOfDay, dayNumber } from '../days.ts';
import type { PeriodUnit } from '../firearms-responses.ts';

const MONTHS_OF: Readonly<Record<PeriodUnit, number>> = { month: 1, quarter: 3, year: 12 };

/** Months since year 0 of a day `YYYY-MM-DD`. */
const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

/** Which period a day is in, counted from the year 0. */
export const periodNumber = (day: string, unit: PeriodUnit): number =>
  Math.floor(monthNumber(day) / MONTHS_OF[unit]);

/** First day of a period. */
export function periodStart(period: number, unit: PeriodUnit): string {
  const month = period * MONTHS_OF[unit];
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
}

/** First day after the period that begins on a day. */
export const periodEnd = (start: string, unit: PeriodUnit): string =>
  periodStart(periodNumber(start, unit) + 1, unit);

/** Which of some periods records from one day to another cover whole: all but perhaps the first and the last. */
export function wholePeriods(
  periods: readonly string[],
  unit: PeriodUnit,
  { oldest, newest }: { readonly oldest: string; readonly newest: string },
): readonly boolean[] {
  return periods.map((start) => {
    const lastDay = dateOfDay(dayNumber(periodEnd(start, unit)) - 1);
    return start >= oldest && lastDay <= newest;
  });
}

/** First days of all periods from that of one day to that of another. */
export function periodsBetween(first: string, last: string, unit: PeriodUnit): readonly string[] {
  const from = periodNumber(first, unit);
  return Array.from({ length: periodNumber(last, unit) - from + 1 }, (_, index) =>
    periodStart(from + index, unit),
  );
}
