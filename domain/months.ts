/** Whole months as `YYYY-MM`. Where one is asked for, any day of it will do. */

/** `2025-12` and 1 give `2026-01`; negative steps go back. */
export function addMonths(month: string, steps: number): string {
  const index = monthIndex(month) + steps;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** How many months lie from one to the other; 0 for the same. */
export const monthsBetween = (from: string, to: string): number => monthIndex(to) - monthIndex(from);

/** All months from one to the other, both included. */
export const monthList = (from: string, to: string): readonly string[] =>
  Array.from({ length: Math.max(0, monthsBetween(from, to) + 1) }, (_, step) => addMonths(from, step));

const monthIndex = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
