import { told } from '../languages/told.ts';
import { FEW_RECORDS } from '../statistics/few-records.ts';
import type { RateRatio } from '../statistics/rate-ratio.ts';
import { rateRatio } from '../statistics/rate-ratio.ts';
import type { Refusal } from '../statistics/refusal.ts';

/** Days of each of the two spans that are compared. */
export const DAYS_COMPARED = 365;

export interface TwoYears {
  readonly last: number;
  readonly before: number;
  readonly ratio: RateRatio['ratio'];
  readonly low: number;
  /** Null: open above. */
  readonly high: number | null;
}

/**
 * How many times as many guns the last 365 days have as the 365 before, by the exact ratio of two rates (rate-ratio.ts).
 * `spanDays` is how many days the records reach back from the newest.
 */
export function compareTwoYears(
  last: number,
  before: number,
  spanDays: number,
): TwoYears | Refusal<'short' | 'few'> {
  if (spanDays < 2 * DAYS_COMPARED) {
    return {
      refused: 'short',
      reason: told('The recoveries reach back {days} days; it takes {least} to compare two years.', {
        days: spanDays,
        least: 2 * DAYS_COMPARED,
      }),
    };
  }
  if (last + before < FEW_RECORDS) {
    return {
      refused: 'few',
      reason: told('{count} guns in both years together; fewer than {least} are too few to compare.', {
        count: last + before,
        least: FEW_RECORDS,
      }),
    };
  }
  const { ratio, exact } = rateRatio(
    { events: last, exposure: DAYS_COMPARED },
    { events: before, exposure: DAYS_COMPARED },
  );
  return { last, before, ratio, low: exact.low, high: Number.isFinite(exact.high) ? exact.high : null };
}
