/** Numbers, dates and spans as they stand in every sentence, table and chart of the page. */

import { dayWords, longMonthWords, monthWords } from '../../domain/month-words.ts';
import { FEW_RECORDS } from '../../domain/statistics/few-records.ts';
import { locale } from './language.ts';
import { say } from './say.ts';

const decimal = new Intl.NumberFormat(locale);
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });

/** `2,431` */
export const formatCount = (count: number): string => whole.format(count);

/** `1 row`, `2,431 rows`, `2.4 years`: a count with its word. */
export const countOf = (count: number, one: string, many: string): string =>
  `${decimal.format(count)} ${count === 1 ? one : many}`;

/** `1 gun`, `2,431 guns` */
export const guns = (count: number): string => countOf(count, say('gun'), say('guns'));

/** `54 %`; between 0 and 1 per cent `< 1 %`, and `> 99 %` for almost all, so that some is never shown as none. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.01) return '< 1 %';
  if (share > 0.99 && share < 1) return '> 99 %';
  return `${Math.round(share * 100)} %`;
}

/** `54 % of 1,204` */
export const shareOf = (part: number, all: number): string =>
  all === 0
    ? say('none of 0')
    : say('{part} of {all}', { part: formatShare(part / all), all: formatCount(all) });

/** `rests on 12 guns only`, or an empty text for enough of them. */
export const fewRecords = (count: number): string =>
  count < FEW_RECORDS ? say('rests on {count} only', { count: guns(count) }) : '';

/** `2025-03` or `2025-03-14` as `Mar 2025`, `mar 2025`. */
export const formatMonth = (date: string): string => monthWords(date, locale);

/** `2025-03-14` as `14 Mar 2025`, `14 mar 2025`. */
export const formatDay = (date: string): string => dayWords(date, locale);

/** `2025-03` or `2025-03-14` as `March 2025`, `marzo de 2025`. */
export const formatLongMonth = (date: string): string => longMonthWords(date, locale);

const twoDigits = (part: number) => String(part).padStart(2, '0');

/** The day of an instant in the reader's own time zone, `YYYY-MM-DD`. */
export const localDay = (local: Date): string =>
  `${local.getFullYear()}-${twoDigits(local.getMonth() + 1)}-${twoDigits(local.getDate())}`;

/** An instant (ISO 8601) in the reader's own time zone: `4 Mar 2025, 14:05`. */
export function whenOf(instant: string): string {
  const local = new Date(instant);
  return `${formatDay(localDay(local))}, ${twoDigits(local.getHours())}:${twoDigits(local.getMinutes())}`;
}

const DAYS_PER_YEAR = 365;
const DAYS_PER_MONTH = 365 / 12;

/** A time-to-crime in the unit people think in: `12 days`, `7 months`, `2.4 years`. */
export function formatDays(days: number): string {
  if (days < 60) return countOf(Math.round(days), say('day'), say('days'));
  if (days < 2 * DAYS_PER_YEAR)
    return countOf(Math.round(days / DAYS_PER_MONTH), say('month'), say('months'));
  return countOf(Math.round((days / DAYS_PER_YEAR) * 10) / 10, say('year'), say('years'));
}

/** `0.83`, `12.4`, `1,204`: three figures that count. */
export const formatFigure = (value: number): string =>
  value >= 100
    ? formatCount(value)
    : new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 }).format(value);

/** `182 km (113 miles)`, `under 1 km`. */
export function formatDistance(km: number): string {
  if (km < 1) return say('under 1 km');
  return say('{km} km ({km2} miles)', { km: formatCount(km), km2: formatCount(km / 1.609344) });
}

const small = new Intl.NumberFormat(locale, { minimumSignificantDigits: 2, maximumSignificantDigits: 2 });
const middling = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** `0.25`, `8.1`, `1,204`: a rate or ratio; small ones keep two digits, so that some is never shown as none. */
export function formatRate(value: number): string {
  if (value === 0) return '0';
  if (value < 0.995) return small.format(value);
  return value < 99.95 ? middling.format(value) : formatCount(value);
}

/** `JBSW Y3DP EHPK`: long secrets as they are typed. */
export const inGroupsOfFour = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1 ');
