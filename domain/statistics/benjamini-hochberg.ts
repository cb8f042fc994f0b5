import { firstAtLeast } from './first-at-least.ts';

/**
 * Question: of many tests made at once, which may be called significant if at most a part q of those so called is to be
 * wrong, on average?
 *
 * Formula: with the m p-values in ascending order, the adjusted p of the i-th is the smallest of m·p(j)/j over all j ≥ i. Tests
 * with an adjusted p of at most q are the ones to call.
 *
 * Source: Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate: a practical and powerful approach to
 * multiple testing", Journal of the Royal Statistical Society B 57 (1995) 289–300.
 *
 * Limits: proven for independent tests and for those that lean the same way (Benjamini and Yekutieli 2001), as sums of
 * overlapping neighbourhoods do; it bounds the expected part, not the part of one map.
 */
export function benjaminiHochberg(p: Float64Array): Float64Array {
  const sorted = p.slice().sort();
  const adjusted = new Float64Array(sorted.length);
  let least = 1;
  for (let index = sorted.length - 1; index >= 0; index--) {
    least = Math.min(least, ((sorted[index] ?? 1) * sorted.length) / (index + 1));
    adjusted[index] = least;
  }
  // Equal p-values have the same adjusted one, so any place among its equals will do.
  return p.map((value) => adjusted[firstAtLeast(sorted, value)] ?? 1);
}
