import { parseDate } from '../cells/dates.ts';

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
const LAST_DAY = '2200-12-31';
const LONGEST_NAME = 255;
const isYear = (year: number) => year >= 1900 && year <= 2200;

/**
 * A period as files write it: `2024`, `2010-2022`, `2024-03`, `03/2024`, `Mar 2024`, `Mar-24`, `2024 Q2`, `Q2 2024`, `1/1/2024 -
 * 3/31/2024`; null for anything else. A span includes both its ends. Fiscal years are none: they begin on other days in every
 * state.
 */
export function parsePeriod(text: string): Period | null {
  const words = text.trim().toUpperCase().replaceAll(/\s+/g, ' ');
  return (
    [yearOf, yearsOf, quarterOf, monthOf, daysOf]
      .map((read) => read((pattern) => pattern.exec(words)?.slice(1)))
      .find((period) => period !== undefined) ?? null
  );
}

/** Takes the parts of a text out where a pattern fits. */
type Parts = (pattern: RegExp) => string[] | undefined;
/** A period; null where it is written as one and is none; undefined where it is written otherwise. */
type Reading = Period | null | undefined;

function yearOf(parts: Parts): Reading {
  const [year] = parts(/^(?:CY ?)?(\d{4})(?:\.0+)?$/)?.map(Number) ?? [];
  if (year === undefined) return undefined;
  return isYear(year) ? months(year, 1, 12) : null;
}

function yearsOf(parts: Parts): Reading {
  const [first, last] = parts(/^(\d{4}) ?(?:-|–|TO|THROUGH) ?(\d{4})$/)?.map(Number) ?? [];
  if (first === undefined || last === undefined) return undefined;
  return isYear(first) && isYear(last) && last >= first ? months(first, 1, 12 * (last - first + 1)) : null;
}

function quarterOf(parts: Parts): Reading {
  const quarter =
    parts(/^(\d{4})[ -]?Q(?:UARTER|TR)? ?([1-4])$/) ??
    parts(/^Q(?:UARTER|TR)? ?([1-4])[ ,-]?(\d{4})$/)?.reverse() ??
    parts(/^([1-4])(?:ST|ND|RD|TH) (?:QUARTER|QTR)(?: OF)?,? (\d{4})$/)?.reverse();
  if (quarter === undefined) return undefined;
  const [year = 0, which = 1] = quarter.map(Number);
  return isYear(year) ? months(year, 3 * which - 2, 3) : null;
}

function monthOf(parts: Parts): Reading {
  const month =
    parts(/^(\d{4})[-/](\d{1,2})$/) ??
    parts(/^(\d{1,2})[-/](\d{4})$/)?.reverse() ??
    parts(/^([A-Z]{3})[A-Z]*\.?[ ,-]+(\d{4})$/)?.reverse() ??
    // As spreadsheets show a month.
    parts(/^([A-Z]{3})-(\d{2})$/)?.reverse();
  if (month === undefined) return undefined;
  const [year = '', named = ''] = month;
  const of = Number(year.length === 2 ? `20${year}` : year);
  const which = /^\d+$/.test(named) ? Number(named) : MONTHS.indexOf(named) + 1;
  return isYear(of) && which >= 1 && which <= 12 ? months(of, which, 1) : null;
}

function daysOf(parts: Parts): Reading {
  const span = parts(/^([\d/-]{8,10}) ?(?:-|–|TO|THROUGH) ?([\d/-]{8,10})$/);
  if (span === undefined) return undefined;
  const [from, until] = span.map((date) => parseDate(date, 'month_first', LAST_DAY));
  return from != null && until != null && until >= from ? { from, to: dayAfter(until) } : null;
}

/** In the name of a file: a span of years, or a year with its quarter or month, or alone; not the day of an export. */
const IN_NAME =
  /(?<!\d-?|FY[- ]?)(?:(?:19|20)\d\d(?:[- ]*(?:-|to|through)[- ]*(?:19|20)\d\d|[- ]?Q[1-4]|-\d\d(?!-?\d))?|Q[1-4][- ]?(?:19|20)\d\d|(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}[- ](?:19|20)\d\d)(?!-?\d)/i;

/** The period in the name of a file; null where it has none. */
export function periodInName(fileName: string): Period | null {
  const name = fileName.slice(0, LONGEST_NAME).replaceAll(/[_–]/g, '-').replaceAll(/\s+/g, ' ');
  const [found] = IN_NAME.exec(name) ?? [];
  if (found === undefined) return null;
  return parsePeriod(found.replace(/[- ]*(?:-|to|through)[- ]*(?=\d{4}$)/i, '-'));
}

/** The day after a day, `YYYY-MM-DD`. */
export const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
