import gammaQuantile from '@stdlib/stats-base-dists-gamma-quantile';
import type { Interval } from './interval.ts';
import { TAIL } from './interval.ts';

/**
 * Exact 95 % interval of the mean of a Poisson count: F. Garwood, "Fiducial limits for the Poisson distribution",
 * Biometrika 28 (1936) 437–442. Half a chi-square quantile of 2k degrees of freedom is a gamma quantile of shape k.
 */
export function poissonInterval(count: number): Interval {
  return {
    low: count === 0 ? 0 : gammaQuantile(TAIL, count, 1),
    high: gammaQuantile(1 - TAIL, count + 1, 1),
  };
}
