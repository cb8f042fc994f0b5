import erfc from '@stdlib/math-base-special-erfc';

/** The chance that a standard normal value is farther from 0 than `z`, on either side: the two-sided p of a z-score. */
export const twoSidedP = (z: number): number => erfc(Math.abs(z) / Math.SQRT2);
