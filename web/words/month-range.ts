import { formatDay, formatMonth } from './format.ts';

/** Whole months as `YYYY-MM`, and the half-open ranges of days (`YYYY-MM-DD`) they make. */

/** `2025-12` and 1 give `2026-01`; negative steps go back. */
export function addMonths(month: string, steps: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + steps;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** How many months lie from one to the other; 0 for the same. */
export function monthsBetween(from: string, to: string): number {
  const index = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return index(to) - index(from);
}

/** All months from one to the other, both included. */
export function monthList(from: string, to: string): readonly string[] {
  return Array.from({ length: Math.max(0, monthsBetween(from, to) + 1) }, (_, step) => addMonths(from, step));
}

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
