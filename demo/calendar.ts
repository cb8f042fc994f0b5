/** When the demo's guns are recovered, and how long before they were sold. */
import { SHORT_TIME_TO_CRIME_DAYS } from '../domain/time-to-crime.ts';
import type { Random } from './random.ts';
import { WeightedChoice } from './random.ts';
import { DEMO_FROM, DEMO_TO } from './region.ts';

const DAY_MS = 86_400_000;

/** Guns recovered a year, relative to an ordinary one: a rise in 2020 to 2022, then a fall. */
const YEAR_LEVEL: Readonly<Record<string, number>> = {
  2016: 0.86,
  2017: 0.88,
  2018: 0.88,
  2019: 0.92,
  2020: 1.12,
  2021: 1.28,
  2022: 1.24,
  2023: 1.08,
  2024: 0.96,
  2025: 0.9,
  2026: 0.86,
};
/** January to December: more in summer. */
const MONTH_LEVEL = [0.92, 0.86, 0.96, 0.99, 1.05, 1.1, 1.14, 1.12, 1.04, 1.01, 0.94, 0.87];

/** Part of the guns of known time-to-crime sold within three years, by year of recovery (ATF: 46 % to 54 %). */
const SHORT_SHARE: Readonly<Record<string, number>> = {
  2016: 0.45,
  2017: 0.45,
  2018: 0.46,
  2019: 0.46,
  2020: 0.51,
  2021: 0.54,
  2022: 0.54,
  2023: 0.52,
  2024: 0.51,
  2025: 0.5,
  2026: 0.5,
};

interface DemoMonth {
  readonly year: string;
  readonly firstDayMs: number;
  readonly days: number;
  readonly weight: number;
}

const MONTHS: readonly DemoMonth[] = Array.from({ length: 120 }, (_, index) => {
  const firstDayMs = Date.UTC(Number(DEMO_FROM.slice(0, 4)), Number(DEMO_FROM.slice(5, 7)) - 1 + index, 1);
  const first = new Date(firstDayMs);
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const year = String(first.getUTCFullYear());
  return {
    year,
    firstDayMs,
    days,
    weight: (YEAR_LEVEL[year] ?? 1) * (MONTH_LEVEL[first.getUTCMonth()] ?? 1) * days,
  };
});
const ANY_MONTH = new WeightedChoice(MONTHS, ({ weight }) => weight);

/** A day of recovery, `YYYY-MM-DD`. */
export function recoveryDay(random: Random): string {
  const { firstDayMs, days } = ANY_MONTH.draw(random);
  return isoDay(firstDayMs + random.int(0, days - 1) * DAY_MS);
}

/** `days` after an ISO day (before, if negative), but never after the last day of the demo. */
export function dayAfter(day: string, days: number): string {
  return isoDay(Math.min(Date.parse(day) + days * DAY_MS, Date.parse(DEMO_TO) - DAY_MS));
}

/**
 * Days from sale to recovery. Of the short ones about a fifth fall under 3 months and half under a year; the long
 * ones fade out over decades. Guns from large dealers come a little sooner.
 */
export function timeToCrime(random: Random, recoveredOn: string, fromLargeDealer: boolean): number {
  const share = (SHORT_SHARE[recoveredOn.slice(0, 4)] ?? 0.5) * (fromLargeDealer ? 1.15 : 0.92);
  if (!random.chance(share))
    return Math.min(18_000, SHORT_TIME_TO_CRIME_DAYS + 1 + Math.floor(random.exponential(2900)));
  const part = random.next();
  if (part < 0.19) return random.int(1, 90);
  return part < 0.5 ? random.int(91, 364) : random.int(365, SHORT_TIME_TO_CRIME_DAYS);
}

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
