import { SHORT_TIME_TO_CRIME_DAYS } from '../time-to-crime.ts';
import { binomialInterval } from './binomial-interval.ts';
import type { Interval } from './interval.ts';
import type { MedianTime } from './kaplan-meier.ts';
import { countOf, medianTime } from './kaplan-meier.ts';

/** A share with its exact 95 % interval. */
export type ShareInInterval = Interval & { readonly value: number };

export interface TimesSummary {
  /** Guns whose time-to-crime is known: all else is of these, and null where there is none. */
  readonly known: number;
  readonly median: MedianTime | null;
  /** Part recovered within three years (1,095 days) of sale. */
  readonly withinThreeYears: ShareInInterval | null;
}

/** The part of guns with known times recovered within so many days of sale; null where none is known. */
export function shareWithin(byDay: Uint32Array, limit: number): ShareInInterval | null {
  const known = countOf(byDay);
  if (known === 0) return null;
  return shareInInterval(countOf(byDay.subarray(0, limit + 1)), known);
}

/** A share with its exact interval. */
export const shareInInterval = (part: number, all: number): ShareInInterval => ({
  value: part / all,
  ...binomialInterval(part, all),
});

/** Median and short share of times-to-crime, given as the number of guns at each day. All of them were recovered. */
export function timesSummary(byDay: Uint32Array): TimesSummary {
  const known = countOf(byDay);
  return {
    known,
    median: known === 0 ? null : medianTime({ followed: byDay, events: byDay }),
    withinThreeYears: shareWithin(byDay, SHORT_TIME_TO_CRIME_DAYS),
  };
}
