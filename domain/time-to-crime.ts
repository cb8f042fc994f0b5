/** Time-to-crime: days from first retail purchase to recovery by police. */

/** A trace is "short" up to and including three years; ATF's threshold for a trace worth a look. */
export const SHORT_TIME_TO_CRIME_DAYS = 1095;

/**
 * The longest time-to-crime kept, in days (about 89 years): the rollups pack each value into two signed bytes,
 * and dealers' records only began in 1968, so a longer one is a wrong date.
 */
export const LONGEST_TIME_TO_CRIME_DAYS = 32_767;

export interface TimeToCrimeBucket {
  readonly id: string;
  readonly label: string;
  /** First day that belongs to the bucket. */
  readonly fromDays: number;
  /** First day that no longer does; null for the last bucket. */
  readonly toDays: number | null;
}

/**
 * ATF's classes, in days. Months and years vary in length: 3 and 7 months are 91 and 213 days, and day 1,095 falls
 * in "2 to under 3 years" so that the first five buckets together are exactly "short".
 */
export const TIME_TO_CRIME_BUCKETS: readonly TimeToCrimeBucket[] = [
  { id: 'under_3_months', label: 'Under 3 months', fromDays: 0, toDays: 91 },
  { id: '3_to_7_months', label: '3 to under 7 months', fromDays: 91, toDays: 213 },
  { id: '7_to_12_months', label: '7 months to under 1 year', fromDays: 213, toDays: 365 },
  { id: '1_to_2_years', label: '1 to under 2 years', fromDays: 365, toDays: 730 },
  { id: '2_to_3_years', label: '2 to under 3 years', fromDays: 730, toDays: SHORT_TIME_TO_CRIME_DAYS + 1 },
  { id: '3_years_and_over', label: '3 years and over', fromDays: SHORT_TIME_TO_CRIME_DAYS + 1, toDays: null },
];

const MS_PER_DAY = 86_400_000;

/**
 * Days from purchase to recovery, both ISO dates (`YYYY-MM-DD`). Null when either is unknown, when the recovery lies
 * before the purchase, or when the span is longer than {@link LONGEST_TIME_TO_CRIME_DAYS}: such dates contradict each
 * other, and the importer notes them.
 */
export function timeToCrimeDays(purchasedOn: string | null, recoveredOn: string | null): number | null {
  if (purchasedOn === null || recoveredOn === null) return null;
  const days = (Date.parse(recoveredOn) - Date.parse(purchasedOn)) / MS_PER_DAY;
  return days >= 0 && days <= LONGEST_TIME_TO_CRIME_DAYS ? days : null;
}

/** Index into {@link TIME_TO_CRIME_BUCKETS} for a time-to-crime in days (>= 0). */
export function timeToCrimeBucketIndex(days: number): number {
  return TIME_TO_CRIME_BUCKETS.findIndex((bucket) => bucket.toDays === null || days < bucket.toDays);
}

/** Median of times-to-crime in days; the mean of the two middle values for an even count, null for none. */
export function medianDays(sortedDays: ArrayLike<number>): number | null {
  const middle = Math.floor(sortedDays.length / 2);
  const upper = sortedDays[middle];
  if (upper === undefined) return null;
  const lower = sortedDays[middle - 1];
  return sortedDays.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}
