import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import { betaTails } from './beta-function.ts';
import { TAIL } from './interval.ts';

/**
 * Student's t, for a mean or a coefficient whose spread was estimated from few values. Its square over the degrees of
 * freedom plus itself is a beta variable: M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions" (1964),
 * 26.7.1.
 */
export function twoSidedStudentP(t: number, degreesOfFreedom: number): number {
  return betaTails(degreesOfFreedom / 2, 0.5, degreesOfFreedom / (degreesOfFreedom + t * t)).below;
}

/** How many standard errors a 95 % interval reaches to each side. */
export function studentReach(degreesOfFreedom: number): number {
  const share = betaQuantile(2 * TAIL, degreesOfFreedom / 2, 0.5);
  return Math.sqrt((degreesOfFreedom * (1 - share)) / share);
}
