import { addMonths } from '../../domain/months.ts';
import { formatDay, formatMonth } from './format.ts';

export { addMonths, monthList, monthsBetween } from '../../domain/months.ts';

/** Whole months as `YYYY-MM`, and the half-open ranges of days (`YYYY-MM-DD`) they make. */

export interface DayRange {
  readonly recoveredFrom: string;
  readonly recoveredTo: string;
}

/** The days of the months from one to the other, both included, as a half-open range. */
export const daysOfMonths = (first: string, last: string): DayRange => ({
  recoveredFrom: `${first}-01`,
  recoveredTo: `${addMonths(last, 1)}-01`,
});

/** The day before or after an ISO day. */
export function addDays(day: string, steps: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + steps * 86_400_000).toISOString().slice(0, 10);
}

const isMonthStart = (day: string) => day.endsWith('-01');

/** A half-open range of days in words: `Jan–Dec 2025`, `Mar 2024–Feb 2025`, `Mar 2025`, `14 Mar–3 Apr 2025`. */
export function describeDays(from: string, to: string): string {
  if (isMonthStart(from) && isMonthStart(to)) {
    const first = formatMonth(from);
    const last = formatMonth(addDays(to, -1));
    return joinRange(first, last, from.slice(0, 4) === addDays(to, -1).slice(0, 4));
  }
  const lastDay = addDays(to, -1);
  return joinRange(formatDay(from), formatDay(lastDay), from.slice(0, 4) === lastDay.slice(0, 4));
}

function joinRange(first: string, last: string, sameYear: boolean): string {
  if (first === last) return first;
  return sameYear ? `${first.replace(/ \d{4}$/, '')}–${last}` : `${first}–${last}`;
}
