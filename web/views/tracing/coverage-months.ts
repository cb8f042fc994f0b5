import type { CoverageAgency } from '../../../domain/tracing-responses.ts';

/** The newest month in which any of these recovered a gun; null where no date is known. */
export function newestMonth(items: readonly Pick<CoverageAgency, 'months'>[]): string | null {
  const months = items.flatMap((item) => item.months.flatMap(({ month }) => (month === null ? [] : [month])));
  return months.length === 0 ? null : months.reduce((a, b) => (a > b ? a : b));
}

/** A month (`2024-03`) so many months later. */
export function shiftMonth(month: string, by: number): string {
  const number = 12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7)) - 1 + by;
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
}

/** So many months in order, the given one the last. */
export const monthsUpTo = (last: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => shiftMonth(last, index + 1 - count));
