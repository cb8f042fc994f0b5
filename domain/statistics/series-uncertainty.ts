import { chiSquareP } from './chi-square.ts';
import type { Interval } from './interval.ts';
import { TAIL } from './interval.ts';
import { normalQuantile } from './normal-distribution.ts';
import { dot, invertPositiveDefinite, weightedProducts } from './positive-definite.ts';
import { studentReach, twoSidedStudentP } from './student-distribution.ts';

/** A fitted model of a series of months. */
export interface FittedSeries {
  readonly rows: readonly (readonly number[])[];
  readonly coefficients: readonly number[];
  readonly counts: readonly number[];
  readonly fitted: readonly number[];
  /** Of each count, by chance alone. */
  readonly variances: readonly number[];
}

/** What is known of a sum of coefficients. */
export interface Uncertain {
  readonly interval: Interval;
  readonly p: number;
}

export interface SeriesUncertainty {
  /** How many times more counts vary than by chance: Pearson's X² by the degrees of freedom. */
  readonly dispersion: number;
  /** Of months with the month before, freed of what fitting takes from it; not below 0. */
  readonly autocorrelation: number;
  /** That the residuals are as independent as they look, by Ljung and Box. */
  readonly independenceP: number;
  /** As if months were independent and the dispersion known: what quasi-Poisson regression tells anywhere. */
  readonly asIfIndependent: Interval;
  /** With the months' autocorrelation: the one to go by. */
  readonly uncertain: Uncertain;
}

/** Months that residuals are compared over: those of a year, in a series of five years or more. */
const MOST_LAGS = 12;
const MONTHS_A_LAG = 5;
/** What fades more slowly cannot be told from a trend. */
const MOST_KEPT = 0.95;
const HALVINGS = 40;

/**
 * Question: how sure is an effect fitted to a series of months, which vary more than chance and are like the months
 * before them?
 *
 * Formula: covariance φ · A⁻¹ Xᵀ√W R √W X A⁻¹ with A = XᵀWX and R the likeness of months: 1 of each with itself, c · ρᵏ
 * of two that lie k apart. Of the dispersion D = X² / degrees of freedom the part 1/D is chance, which no month hands on,
 * so that c = 1 − 1/D at most lasts. ρ is the one for which residuals of such a model have, on average, the first
 * autocorrelation that was seen: r = tr(M L M R) / tr(M R), M taking from the residuals what was fitted and L pairing
 * each month with the next; φ = X² / tr(M R). Student's t with tr(M R)² / tr(M R M R) degrees of freedom. With ρ = 0 all
 * of it is plain quasi-Poisson (or quasi-binomial) regression, with Student's t.
 *
 * Source: P. McCullagh and J. A. Nelder, "Generalized Linear Models", 2nd edition (1989), 9.2, for φ; K.-Y. Liang and S.
 * L. Zeger, Biometrika 73 (1986) 13–22, for correlated counts; F. E. Satterthwaite, Biometrics Bulletin 2 (1946) 110–114,
 * for the degrees of freedom; G. M. Ljung and G. E. P. Box, Biometrika 65 (1978) 297–303, for the test. Finding ρ from
 * its expectation is this program's own way; its coverage is measured (docs/guides/statistics.md).
 *
 * Limits: a slow drift over years is taken for trend, or for an effect. In short series ρ is poorly known: where months
 * are much alike, intervals hold the truth in 93 of 100 cases rather than 95.
 */
export function seriesUncertainty(
  series: FittedSeries,
  contrast: readonly number[],
): SeriesUncertainty | null {
  const { rows, counts, fitted, variances } = series;
  const months = rows.length;
  const free = months - contrast.length;
  const inverse = invertPositiveDefinite(weightedProducts(rows, variances));
  if (inverse === null || free <= 0) return null;
  const roots = variances.map(Math.sqrt);
  const residuals = counts.map((count, month) => (count - (fitted[month] ?? 0)) / (roots[month] ?? 1));
  const squares = dot(residuals, residuals);
  if (squares === 0) return null;
  const scaled = rows.map((row, month) => row.map((value) => value * (roots[month] ?? 0)));
  const left = residualMaker(scaled, inverse);
  const seen = lagged(residuals, 1) / squares;
  const likeness = likenessOf(left, seen, 1 - 1 / Math.max(1, squares / free));
  // What the contrast takes from each month.
  const direction = inverse.map((line) => dot(line, contrast));
  const pulls = scaled.map((row) => dot(row, direction));
  const effect = dot(series.coefficients, contrast);
  const variance = (squares / free) * dot(pulls, pulls);
  return {
    dispersion: squares / free,
    autocorrelation: likeness[1] ?? 0,
    independenceP: ljungBoxP(residuals),
    asIfIndependent: around(effect, normalQuantile(1 - TAIL) * Math.sqrt(variance)),
    uncertain:
      likeness[1] === 0
        ? uncertain(effect, variance, free)
        : correlated(effect, pulls, left, squares, likeness),
  };
}

const around = (middle: number, reach: number): Interval => ({ low: middle - reach, high: middle + reach });

function uncertain(effect: number, variance: number, degreesOfFreedom: number): Uncertain {
  const standardError = Math.sqrt(variance);
  return {
    interval: around(effect, studentReach(degreesOfFreedom) * standardError),
    p: twoSidedStudentP(effect / standardError, degreesOfFreedom),
  };
}

function correlated(
  effect: number,
  pulls: readonly number[],
  left: readonly Float64Array[],
  squares: number,
  likeness: readonly number[],
): Uncertain {
  const trace = dot(diagonalSums(left), likeness);
  let variance = 0;
  for (const [i, one] of pulls.entries()) {
    for (const [j, other] of pulls.entries()) variance += one * other * (likeness[Math.abs(i - j)] ?? 0);
  }
  const alike = left.map((line, i) => Float64Array.from(line, (_, j) => likeness[Math.abs(i - j)] ?? 0));
  const product = productOf(left, alike);
  let squared = 0;
  for (const [i, line] of product.entries()) {
    for (const [j, other] of product.entries()) squared += (line[j] ?? 0) * (other[i] ?? 0);
  }
  return uncertain(effect, (squares / trace) * variance, (trace * trace) / squared);
}

/** What makes residuals of months of equal variance: 1 less the part that is fitted. */
function residualMaker(
  scaled: readonly (readonly number[])[],
  inverse: readonly (readonly number[])[],
): Float64Array[] {
  return scaled.map((row, i) => {
    const solved = inverse.map((line) => dot(line, row));
    return Float64Array.from(scaled, (other, j) => Number(i === j) - dot(solved, other));
  });
}

function productOf(first: readonly Float64Array[], second: readonly Float64Array[]): Float64Array[] {
  return first.map((line) => {
    const sums = new Float64Array(line.length);
    for (const [k, other] of second.entries()) {
      const value = line[k] ?? 0;
      for (let j = 0; j < sums.length; j++) sums[j] = (sums[j] ?? 0) + value * (other[j] ?? 0);
    }
    return sums;
  });
}

/** Of a symmetric matrix, the sums over all places that are so many rows apart. */
function diagonalSums(matrix: readonly Float64Array[]): number[] {
  const sums = new Array<number>(matrix.length).fill(0);
  for (const [i, line] of matrix.entries()) {
    for (let j = 0; j < line.length; j++) {
      sums[Math.abs(i - j)] = (sums[Math.abs(i - j)] ?? 0) + (line[j] ?? 0);
    }
  }
  return sums;
}

/**
 * How alike months are that lie so far apart: the one for which residuals would have, on average, the first
 * autocorrelation that was seen; 0 where that is no more than independent months have.
 */
function likenessOf(left: readonly Float64Array[], seen: number, lasting: number): number[] {
  const spread = diagonalSums(left);
  // M L M: L pairs each month with the next.
  const next = left.map((_, i) =>
    Float64Array.from(left, (_line, j) => ((left[i - 1]?.[j] ?? 0) + (left[i + 1]?.[j] ?? 0)) / 2),
  );
  const pairs = diagonalSums(productOf(left, next));
  const likeness = (kept: number) => pairs.map((_, lag) => (lag === 0 ? 1 : lasting * kept ** lag));
  const expected = (kept: number) => dot(pairs, likeness(kept)) / dot(spread, likeness(kept));
  if (expected(0) >= seen) return likeness(0);
  let low = 0;
  let high = MOST_KEPT;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (expected(middle) < seen) low = middle;
    else high = middle;
  }
  return likeness(low);
}

const lagged = (values: readonly number[], lag: number) => dot(values.slice(lag), values.slice(0, -lag));

function ljungBoxP(residuals: readonly number[]): number {
  const months = residuals.length;
  const lags = Math.min(MOST_LAGS, Math.floor(months / MONTHS_A_LAG));
  const mean = residuals.reduce((sum, value) => sum + value, 0) / months;
  const centred = residuals.map((value) => value - mean);
  const squares = dot(centred, centred);
  let sum = 0;
  for (let lag = 1; lag <= lags; lag++) sum += (lagged(centred, lag) / squares) ** 2 / (months - lag);
  return chiSquareP(months * (months + 2) * sum, lags);
}
