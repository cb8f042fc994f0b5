/** Which days a period is, `[from, to)`. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

const day = (year: number, month: number): string =>
  new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
const months = (year: number, month: number, count: number): Period => ({
  from: day(year, month),
  to: day(year, month + count),
});
const isYear = (year: number) => year >= 1900 && year <= 2200;

/**
 * A period as files write it: `2024`, `2010-2022`, `2024-03`, `03/2024`, `Mar 2024`, `2024 Q2`, `Q2 2024`; null for
 * anything else. A span of years includes both.
 */
export function parsePeriod(text: string): Period | null {
  const words = text.trim().toUpperCase().replaceAll(/\s+/g, ' ');
  const parts = (pattern: RegExp) => pattern.exec(words)?.slice(1);

  const [year] = parts(/^(?:CY ?|FY ?)?(\d{4})(?:\.0+)?$/)?.map(Number) ?? [];
  if (year !== undefined) return isYear(year) ? months(year, 1, 12) : null;

  const [first, last] = parts(/^(\d{4}) ?(?:-|–|TO|THROUGH) ?(\d{4})$/)?.map(Number) ?? [];
  if (first !== undefined && last !== undefined) {
    return isYear(first) && isYear(last) && last >= first ? months(first, 1, 12 * (last - first + 1)) : null;
  }
  const quarter = parts(/^(\d{4})[ -]?Q([1-4])$/) ?? parts(/^Q([1-4])[ ,-]?(\d{4})$/)?.reverse();
  if (quarter !== undefined) {
    const [of = 0, which = 1] = quarter.map(Number);
    return isYear(of) ? months(of, 3 * which - 2, 3) : null;
  }
  const month =
    parts(/^(\d{4})[-/](\d{1,2})$/) ??
    parts(/^(\d{1,2})[-/](\d{4})$/)?.reverse() ??
    parts(/^([A-Z]{3})[A-Z]*\.?[ ,-]+(\d{4})$/)?.reverse();
  if (month === undefined) return null;
  const [of, named = ''] = month;
  const which = /^\d+$/.test(named) ? Number(named) : MONTHS.indexOf(named) + 1;
  return isYear(Number(of)) && which >= 1 && which <= 12 ? months(Number(of), which, 1) : null;
}

/** The year or span of years in the name of a file; null where it has none. */
export function periodInName(fileName: string): Period | null {
  const [, first, last] = /(?<!\d)(\d{4})(?:[-_ –]+(?:to[-_ ]+)?(\d{4}))?(?!\d)/i.exec(fileName) ?? [];
  return first === undefined ? null : parsePeriod(last === undefined ? first : `${first}-${last}`);
}

/** The day after a day, `YYYY-MM-DD`. */
export const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
