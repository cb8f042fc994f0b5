/**
 * Systems of equations whose matrix is symmetric and positive definite, as those of least squares are: by Cholesky's
 * decomposition into a lower triangle times itself turned over. A matrix whose columns repeat each other is singular, and
 * has no solution.
 */
export type Matrix = readonly (readonly number[])[];

/** The solution x of matrix · x = right; null where the matrix is singular. */
export function solvePositiveDefinite(matrix: Matrix, right: readonly number[]): number[] | null {
  const lower = lowerTriangle(matrix);
  return lower === null ? null : solveByTriangle(lower, right);
}

/** The inverse; null where the matrix is singular. */
export function invertPositiveDefinite(matrix: Matrix): number[][] | null {
  const lower = lowerTriangle(matrix);
  if (lower === null) return null;
  // Symmetric, so that columns are rows.
  return matrix.map((_, index) =>
    solveByTriangle(
      lower,
      matrix.map((__, other) => Number(other === index)),
    ),
  );
}

/** The sum of products of two lists. */
export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

/** XᵀWX of rows X and a weight W for each: Fisher's information, where W is the inverse variance of what was seen. */
export function weightedProducts(rows: Matrix, weights: readonly number[]): number[][] {
  const width = rows[0]?.length ?? 0;
  const matrix = Array.from({ length: width }, () => new Array<number>(width).fill(0));
  for (const [index, row] of rows.entries()) {
    const weight = weights[index] ?? 0;
    for (const [a, line] of matrix.entries()) {
      const weighted = weight * (row[a] ?? 0);
      if (weighted === 0) continue;
      for (let b = 0; b < width; b++) line[b] = (line[b] ?? 0) + weighted * (row[b] ?? 0);
    }
  }
  return matrix;
}

/** What rounding leaves of nothing is nothing: smaller parts of a diagonal value mean that the matrix is singular. */
const NOTHING = 1e-12;

function lowerTriangle(matrix: Matrix): number[][] | null {
  const lower: number[][] = [];
  for (const [row, line] of matrix.entries()) {
    const own: number[] = [];
    for (const [column, before] of lower.entries()) {
      own.push(((line[column] ?? 0) - dot(own, before)) / (before[column] ?? 0));
    }
    const left = (line[row] ?? 0) - dot(own, own);
    if (!(left > NOTHING * (line[row] ?? 0))) return null;
    own.push(Math.sqrt(left));
    lower.push(own);
  }
  return lower;
}

function solveByTriangle(lower: Matrix, right: readonly number[]): number[] {
  const half: number[] = [];
  for (const [row, line] of lower.entries()) {
    half.push(((right[row] ?? 0) - dot(half, line)) / (line[row] ?? 0));
  }
  const solution = new Array<number>(half.length).fill(0);
  for (let row = half.length - 1; row >= 0; row--) {
    let rest = half[row] ?? 0;
    for (let later = row + 1; later < half.length; later++) {
      rest -= (solution[later] ?? 0) * (lower[later]?.[row] ?? 0);
    }
    solution[row] = rest / (lower[row]?.[row] ?? 0);
  }
  return solution;
}
