import erfc from '@stdlib/math-base-special-erfc';

/** The chance that a standard normal value is farther from 0 than `z`, on either side: the two-sided p of a z-score. */
export const twoSidedP = (z: number): number => erfc(Math.abs(z) / Math.SQRT2);

/** The chance that a standard normal value is at most `z`. */
export const normalBelow = (z: number): number => erfc(-z / Math.SQRT2) / 2;

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
const REFINEMENTS = 3;
/** Smaller chances are taken as this one: they have no digits left to refine a value by. */
const LEAST_CHANCE = 1e-300;

/**
 * The value below which a standard normal one lies with the chance `p`: the start is that of M. Abramowitz and I. A.
 * Stegun, "Handbook of Mathematical Functions" (1964), 26.2.23, right to three decimals; each of Halley's steps triples
 * its digits.
 */
export function normalQuantile(p: number): number {
  if (p <= 0) return Number.NEGATIVE_INFINITY;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < LEAST_CHANCE) return normalQuantile(LEAST_CHANCE);
  const t = Math.sqrt(-2 * Math.log(p));
  let z =
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  for (let step = 0; step < REFINEMENTS; step++) {
    const excess = (normalBelow(z) - p) * ROOT_TWO_PI * Math.exp((z * z) / 2);
    z -= excess / (1 + (z * excess) / 2);
  }
  return z;
}
