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
  const steps: SurvivalStep[] = [];
  followSurvival(days, (time, atRisk, events, surviving, low, high) => {
    const interval = surviving === 0 ? null : { low, high };
    steps.push({ time, atRisk, events, surviving, interval });
    return true;
  });
  return {
    followed: countOf(days.followed),
    events: countOf(days.events),
    steps,
    median: medianTime(days),
  };
}

/** The median of {@link kaplanMeier} alone: nothing is gone through beyond its upper limit, and no step is kept. */
export function medianTime(days: FollowedByDay): MedianTime {
  const [value, low, high] = [new Crossing(), new Crossing(), new Crossing()];
  followSurvival(days, (time, _atRisk, _events, surviving, lower, upper) => {
    value.pass(time, surviving);
    low.pass(time, lower);
    // Once nobody is left, R knows no upper end either.
    if (surviving > 0) high.pass(time, upper);
    return !(value.isSettled && low.isSettled && high.isSettled);
  });
  return { value: value.time, low: low.time, high: high.time };
}

/** Smaller differences to a half are what rounding leaves of none. */
const ROUNDING = 1e-9;

/** Where a falling figure reaches a half: at a step, or halfway to the next where it is just a half at one. */
class Crossing {
  time: number | null = null;
  private isJustHalf = false;

  get isSettled(): boolean {
    return this.time !== null && !this.isJustHalf;
  }

  pass(time: number, figure: number): void {
    if (this.isSettled) return;
    if (this.time !== null) {
      this.time = (this.time + time) / 2;
      this.isJustHalf = false;
    } else if (figure <= 0.5 + ROUNDING) {
      this.time = time;
      this.isJustHalf = Math.abs(figure - 0.5) < ROUNDING;
    }
  }
}

/**
 * Goes through the times with events, ascending, until `seen` says that it has seen enough. The interval is not told where
 * nobody survives (0 and 0).
 */
function followSurvival(
  { followed, events }: FollowedByDay,
  seen: (
    time: number,
    atRisk: number,
    events: number,
    surviving: number,
    low: number,
    high: number,
  ) => boolean,
): void {
  const reach = normalQuantile(1 - TAIL);
  let surviving = 1;
  let greenwood = 0;
  let atRisk = countOf(followed);
  for (let time = 0; time < followed.length; time++) {
    const here = events[time] ?? 0;
    if (here > 0) {
      surviving *= 1 - here / atRisk;
      greenwood += here / (atRisk * (atRisk - here));
      const factor = Math.exp(reach * Math.sqrt(greenwood));
      // The factor is infinite once nobody is left.
      const low = surviving === 0 ? 0 : surviving / factor;
      const high = surviving === 0 ? 0 : Math.min(1, surviving * factor);
      if (!seen(time, atRisk, here, surviving, low, high)) return;
    }
    atRisk -= followed[time] ?? 0;
  }
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
