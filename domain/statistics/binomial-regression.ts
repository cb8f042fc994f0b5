/**
 * Logistic regression: the log odds of a share are X·b (plus an offset), fitted by iteratively reweighted least squares.
 * Question: how does a share change with what it depends on? Source: P. McCullagh and J. A. Nelder, "Generalized Linear
 * Models", 2nd edition (1989), chapter 4. Limits: standard errors suppose that counts vary as a binomial variable does;
 * `dispersion` says how much more they vary.
 */
import { dot, invertPositiveDefinite, solvePositiveDefinite, weightedProducts } from './positive-definite.ts';

export interface BinomialRegressionInput {
  /** Of each row, how many came out, of how many. Rows of none belong elsewhere. */
  readonly parts: readonly number[];
  readonly totals: readonly number[];
  readonly rows: readonly (readonly number[])[];
  /** Log odds that each row has without any effect. */
  readonly offsets: readonly number[];
}

export interface BinomialRegression {
  readonly coefficients: readonly number[];
  /** Expected parts. */
  readonly fitted: readonly number[];
  /** Variance of each part by chance: total · share · (1 − share). */
  readonly variances: readonly number[];
}

const MOST_ITERATIONS = 50;
const SETTLED = 1e-10;
/** Log odds beyond these mean that a coefficient grows without end. */
const MOST_LOG_ODDS = 30;

/** Fits the model; null where the coefficients have no single best value. */
export function binomialRegression({
  parts,
  totals,
  rows,
  offsets,
}: BinomialRegressionInput): BinomialRegression | null {
  let coefficients = (rows[0] ?? []).map(() => 0);
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const odds = rows.map((row, index) => dot(row, coefficients) + (offsets[index] ?? 0));
    if (odds.some((value) => !(Math.abs(value) < MOST_LOG_ODDS))) return null;
    const shares = odds.map((value) => 1 / (1 + Math.exp(-value)));
    const fitted = shares.map((share, index) => share * (totals[index] ?? 0));
    const variances = fitted.map((value, index) => value * (1 - (shares[index] ?? 0)));
    const score = coefficients.map((_, column) =>
      rows.reduce(
        (sum, row, index) => sum + (row[column] ?? 0) * ((parts[index] ?? 0) - (fitted[index] ?? 0)),
        0,
      ),
    );
    const information = weightedProducts(rows, variances);
    const change = solvePositiveDefinite(information, score);
    if (change === null) return null;
    if (change.every((value) => Math.abs(value) < SETTLED)) {
      return invertPositiveDefinite(information) === null ? null : { coefficients, fitted, variances };
    }
    coefficients = coefficients.map((value, column) => value + (change[column] ?? 0));
  }
  return null;
}
