import { binomialInterval } from './binomial-interval.ts';
import type { Interval } from './interval.ts';

/**
 * Exact 95 % interval of the ratio of the means of two Poisson counts. Given their sum, the first is binomial with
 * p = ratio / (1 + ratio), so the limits of p give those of the ratio: J. Przyborowski and H. Wilenski, "Homogeneity of
 * results in testing samples from Poisson series", Biometrika 31 (1940) 313–323. Open above (Infinity) where the second
 * count is 0.
 */
export function ratioInterval(first: number, second: number): Interval {
  const { low, high } = binomialInterval(first, first + second);
  return { low: odds(low), high: odds(high) };
}

const odds = (p: number) => p / (1 - p);
