/** Months and days in words: in English where no locale is named. */
const ENGLISH = 'en-US';

const firstOfMonth = (date: string) => new Date(`${date.slice(0, 7)}-01`);
const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once: a chart has many dates. */
function inWords(date: string, locale: string, month: 'short' | 'long'): string {
  const key = `${locale} ${month}`;
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat(locale, { month, year: 'numeric', timeZone: 'UTC' });
  formats.set(key, format);
  return format.format(firstOfMonth(date));
}

/** `2025-03` or `2025-03-14` as `Mar 2025`. */
export const monthWords = (date: string, locale = ENGLISH): string => inWords(date, locale, 'short');

/** `2025-03-14` as `14 Mar 2025`. */
export const dayWords = (date: string, locale = ENGLISH): string =>
  `${Number(date.slice(8, 10))} ${monthWords(date, locale)}`;

/** `2025-03` or `2025-03-14` as `March 2025`, for titles. */
export const longMonthWords = (date: string, locale = ENGLISH): string => inWords(date, locale, 'long');
