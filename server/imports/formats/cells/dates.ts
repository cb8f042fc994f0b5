/** Dates as exports write them, read to `YYYY-MM-DD`. */

/** Whether 03/04/2015 is the fourth of March (`month_first`) or the third of April. One order holds for a column. */
export type DayOrder = 'month_first' | 'day_first';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/;
const NUMERIC = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T ].*)?$/;
const NAMED_MONTH = /^(\d{1,2})[-/ ]([A-Za-z]{3})[A-Za-z]*[-/, ]+(\d{4}|\d{2})(?:[T ].*)?$/;
const MONTH_FIRST_NAMED = /^([A-Za-z]{3})[A-Za-z]*\.? (\d{1,2}),? (\d{4})(?:[T ].*)?$/;
const EIGHT_DIGITS = /^\d{8}$/;
const SERIAL = /^\d{5}(?:\.\d+)?$/;

/** Excel counts days from here; its 29 February 1900, which never was, lies before every date of ours. */
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30);
const MS_PER_DAY = 86_400_000;
/** Excel serials taken for dates: 1927-05-18 to 2091-07-28. */
const FIRST_SERIAL = 10_000;
const LAST_SERIAL = 69_999;

/**
 * Reads one date; null when it is none. Two-digit years are taken for the latest that is not after `latest`, the last
 * day possible.
 */
export function parseDate(text: string, order: DayOrder, latest: string): string | null {
  const numeric = NUMERIC.exec(text);
  if (numeric !== null) {
    const [, first = '', second = '', year = ''] = numeric;
    const [month, day] = order === 'month_first' ? [first, second] : [second, first];
    return isoDate(fullYear(year, month, day, latest), Number(month), Number(day));
  }
  const iso = ISO.exec(text);
  if (iso !== null) return isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  if (EIGHT_DIGITS.test(text)) return eightDigits(text);
  if (SERIAL.test(text)) return excelSerial(Number(text));
  return namedMonth(text, latest);
}

/** True for a text that has the shape of a date, whether or not there is such a day. */
export function looksLikeDate(text: string): boolean {
  return NUMERIC.test(text) || ISO.test(text) || NAMED_MONTH.test(text) || MONTH_FIRST_NAMED.test(text);
}

/** Which order the numeric dates of a column have: day first only where some day shows it and none denies it. */
export function detectDayOrder(samples: readonly string[]): DayOrder {
  let dayFirst = 0;
  let monthFirst = 0;
  for (const sample of samples) {
    const numeric = NUMERIC.exec(sample);
    if (numeric === null) continue;
    if (Number(numeric[1]) > 12) dayFirst += 1;
    if (Number(numeric[2]) > 12) monthFirst += 1;
  }
  return dayFirst > 0 && monthFirst === 0 ? 'day_first' : 'month_first';
}

function namedMonth(text: string, latest: string): string | null {
  const named = NAMED_MONTH.exec(text);
  const monthFirst = named === null ? MONTH_FIRST_NAMED.exec(text) : null;
  const [day, name, year] =
    named !== null ? [named[1], named[2], named[3]] : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]];
  if (day === undefined || name === undefined || year === undefined) return null;
  const month = MONTHS.indexOf(name.toUpperCase()) + 1;
  return isoDate(fullYear(year, String(month), day, latest), month, Number(day));
}

/** `YYYYMMDD`, or `MMDDYYYY` where the first cannot be. */
function eightDigits(text: string): string | null {
  const year = Number(text.slice(0, 4));
  if (year >= 1880 && year <= 2199) {
    const date = isoDate(year, Number(text.slice(4, 6)), Number(text.slice(6)));
    if (date !== null) return date;
  }
  return isoDate(Number(text.slice(4)), Number(text.slice(0, 2)), Number(text.slice(2, 4)));
}

function excelSerial(serial: number): string | null {
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL) return null;
  return new Date(EXCEL_EPOCH_MS + Math.floor(serial) * MS_PER_DAY).toISOString().slice(0, 10);
}

function fullYear(year: string, month: string, day: string, latest: string): number {
  if (year.length === 4) return Number(year);
  const century = Math.floor(Number(latest.slice(0, 4)) / 100) * 100;
  const candidate = century + Number(year);
  const text = `${candidate}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return text > latest ? candidate - 100 : candidate;
}

function isoDate(year: number, month: number, day: number): string | null {
  if (year < 1880 || year > 9999) return null;
  if (month < 1 || month > 12 || day < 1 || day > (DAYS_IN_MONTH[month - 1] ?? 0)) return null;
  if (month === 2 && day === 29 && !isLeapYear(year)) return null;
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
