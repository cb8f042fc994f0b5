/**
 * Local statistics of A. Getis and J. K. Ord.
 *
 * Question: is the sum of the values in and around a place larger or smaller than it would be, had the same values been
 * handed out to the places at random?
 *
 * Formula: Gi* = (sum − W·mean) / (s · √((n·W − W²) / (n − 1))), where the sum goes over the place and its neighbours, W is how
 * many these are (binary weights), and mean and s are those of all n places, s² dividing by n. Gi leaves the place itself out
 * of sum, W, mean, s and n. Both are z-scores.
 *
 * Source: J. K. Ord and A. Getis, "Local spatial autocorrelation statistics: distributional issues and an application",
 * Geographical Analysis 27 (1995) 286–306, equations 5 and 6.
 *
 * Limits: near-normal only where W is neither tiny nor nearly n, and values are not nearly all 0; tests of neighbours share
 * records, and there are as many tests as places, so that their p-values need a correction (benjamini-hochberg.ts). Where
 * all places have the same value, or every place neighbours every other, nothing can stand out: 0.
 */
import type { Neighbours } from './neighbours.ts';
import { neighbourCount, neighbourSums } from './neighbours.ts';

/** Gi* of each place, itself included. */
export function getisOrdStar(values: Float64Array, neighbours: Neighbours): Float64Array {
  const sums = neighbourSums(neighbours, values);
  const weights = new Uint32Array(values.length);
  for (let place = 0; place < values.length; place++) {
    sums[place] = (sums[place] ?? 0) + (values[place] ?? 0);
    weights[place] = neighbourCount(neighbours, place) + 1;
  }
  return starOfSums(values, sums, weights);
}

/**
 * Gi* where the sum around each place is known already, with how many values went into it: values of more than one time
 * may be summed this way.
 */
export function starOfSums(values: Float64Array, sums: Float64Array, weights: Uint32Array): Float64Array {
  const n = values.length;
  const { total, squares } = totals(values);
  const mean = total / n;
  const variance = squares / n - mean * mean;
  return sums.map((sum, place) => score(sum, weights[place] ?? 0, n, mean, variance));
}

/** Gi of each place: its neighbours alone, measured by all other places. */
export function getisOrd(values: Float64Array, neighbours: Neighbours): Float64Array {
  const n = values.length - 1;
  const { total, squares } = totals(values);
  return neighbourSums(neighbours, values).map((sum, place) => {
    const own = values[place] ?? 0;
    const mean = (total - own) / n;
    const variance = (squares - own * own) / n - mean * mean;
    return score(sum, neighbourCount(neighbours, place), n, mean, variance);
  });
}

/** Smaller parts of the squared mean than this are what rounding leaves of no variance at all. */
const NO_VARIANCE = 1e-12;

function score(sum: number, weight: number, n: number, mean: number, variance: number): number {
  const spread = (weight * (n - weight)) / (n - 1);
  if (!(spread > 0) || variance <= NO_VARIANCE * mean * mean) return 0;
  return (sum - weight * mean) / Math.sqrt(variance * spread);
}

function totals(values: Float64Array): { total: number; squares: number } {
  let total = 0;
  let squares = 0;
  for (const value of values) {
    total += value;
    squares += value * value;
  }
  return { total, squares };
}
