/**
 * Poisson regression with a log link and an offset: log E(y) = offset + X·b, fitted by iteratively reweighted least
 * squares. Question: how does an expected count change with what it depends on? Source: J. A. Nelder and R. W. M.
 * Wedderburn, "Generalized linear models", Journal of the Royal Statistical Society A 135 (1972) 370–384; P. McCullagh
 * and J. A. Nelder, "Generalized Linear Models", 2nd edition (1989), chapter 6. Limits: standard errors suppose that
 * counts vary as a Poisson variable does; `dispersion` says how much more they vary.
 */
import { dot, invertPositiveDefinite, solvePositiveDefinite, weightedProducts } from './positive-definite.ts';

export interface PoissonRegressionInput {
  /** Observed counts, one a row. */
  readonly counts: readonly number[];
  /** What they depend on, one list of equal length a row; put a 1 in each for an intercept. */
  readonly rows: readonly (readonly number[])[];
  /** Logarithm of what each expected count is in proportion to; none where left out. */
  readonly offsets?: readonly number[];
}

export interface PoissonRegression {
  readonly coefficients: readonly number[];
  readonly standardErrors: readonly number[];
  /** Of the coefficients, where counts vary as by chance alone: the inverse of Fisher's information. */
  readonly covariance: readonly (readonly number[])[];
  /** Expected counts. */
  readonly fitted: readonly number[];
  /** Twice the log-likelihood that is missing to a model fitting every count. */
  readonly deviance: number;
  /** Pearson's X² divided by the degrees of freedom; null where there are none. 1 is what chance alone makes. */
  readonly dispersion: number | null;
  readonly iterations: number;
}

const MOST_ITERATIONS = 50;
const SETTLED = 1e-10;
/** Of the sum of all counts: deviances nearer than this differ by rounding alone. */
const ROUNDING = 1e-15;
/** Expected counts beyond these mean that a coefficient grows without end: there is no finite best fit. */
const LEAST_EXPECTED = 1e-7;
const MOST_EXPECTED = 1e13;

/**
 * Fits the model; null where the coefficients have no single best value (too few rows, or columns that repeat others).
 */
export function poissonRegression(input: PoissonRegressionInput): PoissonRegression | null {
  const { counts, rows } = input;
  const width = rows[0]?.length ?? 0;
  if (width === 0 || counts.length < width || counts.every((count) => count === 0)) return null;
  const offsets = input.offsets ?? counts.map(() => 0);
  // As R's glm does: the first step starts from the counts themselves.
  let predictors = counts.map((count) => Math.log(count + 0.1));
  let deviance = Number.POSITIVE_INFINITY;
  const rounding = ROUNDING * counts.reduce((sum, count) => sum + count, 0);
  for (let iteration = 1; iteration <= MOST_ITERATIONS; iteration++) {
    const step = weightedLeastSquares(counts, rows, offsets, predictors);
    if (step === null) return null;
    predictors = rows.map((row, index) => (offsets[index] ?? 0) + dot(row, step.coefficients));
    const fitted = predictors.map(Math.exp);
    if (fitted.some((value) => !(value > LEAST_EXPECTED && value < MOST_EXPECTED))) return null;
    const next = devianceOf(counts, fitted);
    if (Math.abs(next - deviance) <= SETTLED * (Math.abs(next) + 0.1) + rounding) {
      const covariance = invertPositiveDefinite(weightedProducts(rows, fitted));
      if (covariance === null) return null;
      return {
        coefficients: step.coefficients,
        covariance,
        standardErrors: covariance.map((line, index) => Math.sqrt(line[index] ?? Number.NaN)),
        fitted,
        deviance: next,
        dispersion: dispersionOf(counts, fitted, counts.length - width),
        iterations: iteration,
      };
    }
    deviance = next;
  }
  return null;
}

/** Pearson's X² of counts by degrees of freedom; null where there are none. */
export function dispersionOf(
  counts: readonly number[],
  fitted: readonly number[],
  degreesOfFreedom: number,
): number | null {
  if (degreesOfFreedom <= 0) return null;
  const squares = counts.reduce((sum, count, index) => {
    const expected = fitted[index] ?? 0;
    return expected === 0 ? sum : sum + (count - expected) ** 2 / expected;
  }, 0);
  return squares / degreesOfFreedom;
}

/** One step: regresses the linearised counts with the expected counts as weights. */
function weightedLeastSquares(
  counts: readonly number[],
  rows: readonly (readonly number[])[],
  offsets: readonly number[],
  predictors: readonly number[],
): { readonly coefficients: readonly number[] } | null {
  const weights = predictors.map(Math.exp);
  const working = counts.map((count, index) => {
    const predictor = predictors[index] ?? 0;
    const expected = weights[index] ?? 0;
    return predictor - (offsets[index] ?? 0) + (count - expected) / expected;
  });
  const right = (rows[0] ?? []).map((_, column) =>
    rows.reduce(
      (sum, row, index) => sum + (row[column] ?? 0) * (weights[index] ?? 0) * (working[index] ?? 0),
      0,
    ),
  );
  const coefficients = solvePositiveDefinite(weightedProducts(rows, weights), right);
  return coefficients === null ? null : { coefficients };
}

/** 2 Σ (y log(y / m) − (y − m)); a count of none adds 2 m. */
function devianceOf(counts: readonly number[], fitted: readonly number[]): number {
  return counts.reduce((sum, count, index) => {
    const expected = fitted[index] ?? 0;
    const log = count === 0 ? 0 : count * Math.log(count / expected);
    return sum + 2 * (log - (count - expected));
  }, 0);
}
