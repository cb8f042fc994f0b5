import type { Interval } from './interval.ts';
import { TAIL } from './interval.ts';
import { normalQuantile } from './normal-distribution.ts';

/** Times since a start, in whole days; where `happened` is 0, nothing had happened up to then and more is not known. */
export interface Followed {
  readonly times: ArrayLike<number>;
  readonly happened: ArrayLike<number>;
}

export interface SurvivalStep {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  /** The part to which nothing has happened up to this time, this time included; null interval once it is 0. */
  readonly surviving: number;
  readonly interval: Interval | null;
}

export interface Survival {
  readonly followed: number;
  readonly events: number;
  /** One step a time at which something happened, ascending. */
  readonly steps: readonly SurvivalStep[];
  readonly median: MedianTime;
}

/** Each null where it lies beyond what was followed. */
export interface MedianTime {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Question: after what time has it happened to which part, when not all were followed to the end?
 *
 * Formula: S(t) = Π (1 − events / at risk) over the times up to t; interval exp(ln S ± 1.96 √G), at most 1, with
 * Greenwood's G = Σ events / (at risk · (at risk − events)). The median is the first time with S ≤ ½ (halfway to the next
 * step where S is just ½); its limits are those times of the interval's lower and upper end.
 *
 * Source: E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete observations", Journal of the American
 * Statistical Association 53 (1958) 457–481; the intervals are those of `survfit` of R's survival as it comes (`conf.type
 * = "log"`).
 *
 * Limits: that following ended must say nothing of when it would have happened. Among traced guns it does: a gun is seen
 * only once it is recovered, so those sold lately are seen with a short time-to-crime alone. Compare groups of the same
 * sale dates, or use right-truncated-times.ts. With fewer than some ten events an interval is a rough one.
 */
export function kaplanMeier(days: FollowedByDay): Survival {
  const reach = normalQuantile(1 - TAIL);
  const steps: SurvivalStep[] = [];
  let events = 0;
  let surviving = 1;
  let greenwood = 0;
  for (const { time, atRisk, events: here } of eventTimes(days)) {
    events += here;
    surviving *= 1 - here / atRisk;
    greenwood += here / (atRisk * (atRisk - here));
    const factor = Math.exp(reach * Math.sqrt(greenwood));
    const interval =
      surviving === 0 ? null : { low: surviving / factor, high: Math.min(1, surviving * factor) };
    steps.push({ time, atRisk, events: here, surviving, interval });
  }
  return {
    followed: countOf(days.followed),
    events,
    steps,
    median: {
      value: crossing(steps, ({ surviving }) => surviving),
      low: crossing(steps, ({ interval }) => interval?.low ?? 0),
      // Once nobody is left, R knows no upper end either.
      high: crossing(
        steps.filter(({ interval }) => interval !== null),
        ({ interval }) => interval?.high ?? 0,
      ),
    },
  };
}

export interface TimeWithEvents {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
}

/** How many were followed just so long, and to how many of them it then happened, by day. */
export interface FollowedByDay {
  readonly followed: Float64Array | Uint32Array;
  readonly events: Float64Array | Uint32Array;
}

/** How many there are of all days. */
export function countOf(byDays: Float64Array | Uint32Array): number {
  let sum = 0;
  for (const count of byDays) sum += count;
  return sum;
}

/** Counts by day what is told one by one. */
export function byDay({ times, happened }: Followed): FollowedByDay {
  let last = -1;
  for (let index = 0; index < times.length; index++) {
    const time = times[index] ?? 0;
    if (!Number.isInteger(time) || time < 0)
      throw new RangeError(`A time is in whole days from 0 on, not ${time}.`);
    last = Math.max(last, time);
  }
  const followed = new Float64Array(last + 1);
  const events = new Float64Array(last + 1);
  for (let index = 0; index < times.length; index++) {
    const time = times[index] ?? 0;
    followed[time] = (followed[time] ?? 0) + 1;
    events[time] = (events[time] ?? 0) + (happened[index] ?? 0);
  }
  return { followed, events };
}

/** The times at which something happened, ascending, with how many had been followed up to then. */
export function eventTimes({ followed, events }: FollowedByDay): TimeWithEvents[] {
  const found: TimeWithEvents[] = [];
  let atRisk = countOf(followed);
  for (let time = 0; time < followed.length; time++) {
    const here = events[time] ?? 0;
    if (here > 0) found.push({ time, atRisk, events: here });
    atRisk -= followed[time] ?? 0;
  }
  return found;
}

/** Smaller differences to a half are what rounding leaves of none. */
const ROUNDING = 1e-9;

function crossing(steps: readonly SurvivalStep[], figureOf: (step: SurvivalStep) => number): number | null {
  const at = steps.findIndex((step) => figureOf(step) <= 0.5 + ROUNDING);
  const step = steps[at];
  if (step === undefined) return null;
  const next = steps[at + 1];
  const isJustHalf = Math.abs(figureOf(step) - 0.5) < ROUNDING;
  return isJustHalf && next !== undefined ? (step.time + next.time) / 2 : step.time;
}
