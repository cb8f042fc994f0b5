import { binomialAtLeast, binomialAtMost } from './binomial-distribution.ts';
import type { Interval } from './interval.ts';
import { TAIL } from './interval.ts';
import { ratioInterval } from './ratio-interval.ts';

/** Events and what they were counted in: guns sold, inhabitants, days. */
export interface EventsIn {
  readonly events: number;
  readonly exposure: number;
}

export interface RateRatio {
  /** Null where nothing happened in what is compared with: no ratio is known, only how large it is at least. */
  readonly ratio: number | null;
  /** Holds the true ratio at least 95 times of 100. */
  readonly exact: Interval;
  /** Holds it 95 times of 100 on average, and is narrower. */
  readonly midP: Interval;
  /** Two-sided, exact: twice the smaller tail, at most 1, so that it is under 0.05 just where `exact` leaves 1 out. */
  readonly p: number;
}

/**
 * Question: how many times the rate of one count is the rate of another?
 *
 * Formula: given the sum of both, the first count is binomial with p = r·e1 / (r·e1 + e2) for a ratio r of rates and
 * exposures e1 and e2. Exact limits are those of Clopper and Pearson for p (ratio-interval.ts); mid-p limits count half
 * the chance of just what was seen.
 *
 * Source: J. Przyborowski and H. Wilenski, "Homogeneity of results in testing samples from Poisson series", Biometrika 31
 * (1940) 313–323; G. Berry and P. Armitage, "Mid-P confidence intervals: a brief review", The Statistician 44 (1995)
 * 417–423.
 *
 * Limits: counts are taken to vary as by chance alone. Guns of one purchaser come together, so both intervals are too
 * narrow where some bought many. Open above (Infinity) where the second count is 0.
 */
export function rateRatio(first: EventsIn, second: EventsIn): RateRatio {
  for (const [name, { exposure }] of Object.entries({ first, second })) {
    if (!(exposure > 0)) throw new RangeError(`The ${name} exposure must be above 0, not ${exposure}.`);
  }
  const all = first.events + second.events;
  const scale = second.exposure / first.exposure;
  const scaled = ({ low, high }: Interval): Interval => ({ low: low * scale, high: high * scale });
  const share = first.exposure / (first.exposure + second.exposure);
  const tail = Math.min(binomialAtLeast(first.events, all, share), binomialAtMost(first.events, all, share));
  return {
    ratio: second.events === 0 ? null : (first.events / second.events) * scale,
    exact: scaled(ratioInterval(first.events, second.events)),
    midP: scaled(midPInterval(first.events, all)),
    p: Math.min(1, 2 * tail),
  };
}

/** Limits of the odds of a share. */
function midPInterval(part: number, all: number): Interval {
  const atLeast = (p: number) => (binomialAtLeast(part, all, p) + binomialAtLeast(part + 1, all, p)) / 2;
  const atMost = (p: number) => (binomialAtMost(part, all, p) + binomialAtMost(part - 1, all, p)) / 2;
  const low = part === 0 ? 0 : shareWhere((p) => atLeast(p) >= TAIL);
  const high = part === all ? 1 : shareWhere((p) => atMost(p) < TAIL);
  return { low: low / (1 - low), high: high / (1 - high) };
}

/** Each halving gives a binary digit. */
const HALVINGS = 60;

/** The least share from which on the condition holds. */
function shareWhere(holds: (share: number) => boolean): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
