import { twoSidedP } from './normal-distribution.ts';

export interface MannKendall {
  /** Rising pairs less falling pairs. */
  readonly s: number;
  readonly variance: number;
  /** Normal score of `s`, with the correction for continuity. */
  readonly z: number;
  /** Two-sided. */
  readonly p: number;
}

/**
 * Question: do the values of a series rise or fall with time, whatever the shape of the rise?
 *
 * Formula: S = Σ sign(x(j) − x(i)) over all i < j; Var S = (n(n − 1)(2n + 5) − Σ t(t − 1)(2t + 5)) / 18 over groups of t equal values;
 * Z = (S − sign S) / √Var S.
 *
 * Source: H. B. Mann, "Nonparametric tests against trend", Econometrica 13 (1945) 245–259; M. G. Kendall, Rank Correlation
 * Methods (1975), for ties.
 *
 * Limits: values are taken to be independent of those before them; the normal score wants about ten values. A series that
 * never changes has no trend: z 0, p 1.
 */
export function mannKendall(series: ArrayLike<number>): MannKendall {
  const n = series.length;
  let s = 0;
  for (let later = 1; later < n; later++) {
    const value = series[later] ?? 0;
    for (let earlier = 0; earlier < later; earlier++) s += Math.sign(value - (series[earlier] ?? 0));
  }
  const variance = (weight(n) - tiedWeight(series)) / 18;
  const z = variance > 0 ? (s - Math.sign(s)) / Math.sqrt(variance) : 0;
  return { s, variance, z, p: twoSidedP(z) };
}

const weight = (count: number) => count * (count - 1) * (2 * count + 5);

function tiedWeight(series: ArrayLike<number>): number {
  const sorted = Float64Array.from(series).sort();
  let sum = 0;
  let run = 1;
  for (let index = 1; index <= sorted.length; index++) {
    if (sorted[index] === sorted[index - 1]) {
      run += 1;
    } else {
      sum += weight(run);
      run = 1;
    }
  }
  return sum;
}
