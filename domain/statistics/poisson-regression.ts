/**
 * Poisson regression with a log link and an offset: log E(y) = offset + X·b, fitted by iteratively reweighted least
 * squares. Question: how does an expected count change with what it depends on? Source: J. A. Nelder and R. W. M.
 * Wedderburn, "Generalized linear models", Journal of the Royal Statistical Society A 135 (1972) 370–384; P. McCullagh
 * and J. A. Nelder, "Generalized Linear Models", 2nd edition (1989), chapter 6. Limits: standard errors suppose that
 * counts vary as a Poisson variable does; `dispersion` says how much more they vary.
 */

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
/** Expected counts beyond these mean that a coefficient grows without end: there is no finite best fit. */
const LEAST_EXPECTED = 1e-7;
const MOST_EXPECTED = 1e13;

/** Fits the model; null where the coefficients have no single best value (too few rows, or columns that repeat others). */
export function poissonRegression(input: PoissonRegressionInput): PoissonRegression | null {
  const { counts, rows } = input;
  const width = rows[0]?.length ?? 0;
  if (width === 0 || counts.length < width || counts.every((count) => count === 0)) return null;
  const offsets = input.offsets ?? counts.map(() => 0);
  // As R's glm does: the first step starts from the counts themselves.
  let predictors = counts.map((count) => Math.log(count + 0.1));
  let deviance = Number.POSITIVE_INFINITY;
  for (let iteration = 1; iteration <= MOST_ITERATIONS; iteration++) {
    const step = weightedLeastSquares(counts, rows, offsets, predictors);
    if (step === null) return null;
    predictors = rows.map((row, index) => (offsets[index] ?? 0) + dot(row, step.coefficients));
    const fitted = predictors.map(Math.exp);
    if (fitted.some((value) => !(value > LEAST_EXPECTED && value < MOST_EXPECTED))) return null;
    const next = devianceOf(counts, fitted);
    if (Math.abs(next - deviance) <= SETTLED * (Math.abs(next) + 0.1)) {
      return {
        coefficients: step.coefficients,
        standardErrors: errorsAt(rows, fitted),
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

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

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
  const coefficients = solve(information(rows, weights), right);
  return coefficients === null ? null : { coefficients };
}

/** Fisher's information XᵀWX. */
function information(rows: readonly (readonly number[])[], weights: readonly number[]): number[][] {
  const width = rows[0]?.length ?? 0;
  const matrix = Array.from({ length: width }, () => new Array<number>(width).fill(0));
  for (const [index, row] of rows.entries()) {
    const weight = weights[index] ?? 0;
    for (const [a, line] of matrix.entries()) {
      for (let b = 0; b < width; b++) line[b] = (line[b] ?? 0) + weight * (row[a] ?? 0) * (row[b] ?? 0);
    }
  }
  return matrix;
}

/** Roots of the diagonal of the inverse information. */
function errorsAt(rows: readonly (readonly number[])[], fitted: readonly number[]): number[] {
  const matrix = information(rows, fitted);
  return matrix.map((_, index) => {
    const unit = matrix.map((__, other) => Number(other === index));
    return Math.sqrt(solve(matrix, unit)?.[index] ?? Number.NaN);
  });
}

/** Solves a symmetric positive definite system by Cholesky's decomposition; null where it is singular. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const size = right.length;
  const lower = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      const before = dot((lower[row] ?? []).slice(0, column), (lower[column] ?? []).slice(0, column));
      const left = (matrix[row]?.[column] ?? 0) - before;
      if (row === column) {
        // What rounding leaves of nothing is nothing.
        if (!(left > 1e-12 * (matrix[row]?.[row] ?? 0))) return null;
        setAt(lower, row, column, Math.sqrt(left));
      } else {
        setAt(lower, row, column, left / (lower[column]?.[column] ?? 0));
      }
    }
  }
  const half = new Array<number>(size).fill(0);
  for (let row = 0; row < size; row++) {
    half[row] = ((right[row] ?? 0) - dot((lower[row] ?? []).slice(0, row), half)) / (lower[row]?.[row] ?? 0);
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row--) {
    const later = solution.reduce((sum, value, index) => sum + value * (lower[index]?.[row] ?? 0), 0);
    solution[row] = ((half[row] ?? 0) - later) / (lower[row]?.[row] ?? 0);
  }
  return solution;
}

function setAt(matrix: number[][], row: number, column: number, value: number): void {
  const line = matrix[row];
  if (line !== undefined) line[column] = value;
}

/** 2 Σ (y log(y / m) − (y − m)); a count of none adds 2 m. */
function devianceOf(counts: readonly number[], fitted: readonly number[]): number {
  return counts.reduce((sum, count, index) => {
    const expected = fitted[index] ?? 0;
    const log = count === 0 ? 0 : count * Math.log(count / expected);
    return sum + 2 * (log - (count - expected));
  }, 0);
}
