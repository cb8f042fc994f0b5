import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import type { Interval } from './interval.ts';
import { TAIL } from './interval.ts';

/**
 * Exact 95 % interval of a share of which `part` of `all` were seen: C. J. Clopper and E. S. Pearson, "The use of
 * confidence or fiducial limits illustrated in the case of the binomial", Biometrika 26 (1934) 404–413. Of none,
 * nothing is known: 0 to 1.
 */
export function binomialInterval(part: number, all: number): Interval {
  return {
    low: part === 0 ? 0 : betaQuantile(TAIL, part, all - part + 1),
    high: part === all ? 1 : betaQuantile(1 - TAIL, part + 1, all - part),
  };
}
