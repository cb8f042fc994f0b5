/** Linear programs, solved by HiGHS. Its solver runs on the thread that asks: keep these in a process of their own. */
import type { Model } from 'highs';
import loadHighs from 'highs';

/** A variable: what one unit of it costs, and between what it may lie. */
export interface Column {
  readonly cost: number;
  readonly low: number;
  readonly high: number;
}

/** An equation: the sum of its terms is `equals`. */
export interface Row {
  readonly terms: readonly { readonly column: number; readonly times: number }[];
  readonly equals: number;
}

const highs = await loadHighs();

/**
 * One program that is asked again and again with other costs and bounds, each time from where it stood: the least total cost under its
 * equations. Call {@link LinearProgram.end} when done, its memory is not collected.
 */
export class LinearProgram {
  readonly #model: Model;
  readonly #columns: number;

  constructor(columns: readonly Column[], rows: readonly Row[]) {
    this.#columns = columns.length;
    const terms = rows.flatMap((row) => row.terms);
    const starts = [0];
    for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.terms.length);
    const equals = Float64Array.from(rows, (row) => row.equals);
    this.#model = highs.createModel({
      numCols: columns.length,
      numRows: rows.length,
      sense: highs.constants.objectiveSense.minimize,
      colCost: Float64Array.from(columns, ({ cost }) => cost),
      colLower: Float64Array.from(columns, ({ low }) => bounded(low)),
      colUpper: Float64Array.from(columns, ({ high }) => bounded(high)),
      rowLower: equals,
      rowUpper: equals,
      matrix: {
        format: 'csr',
        numRows: rows.length,
        numCols: columns.length,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(terms, ({ column }) => column),
        values: Float64Array.from(terms, ({ times }) => times),
      },
    });
    // Only costs change from one question to the next: what was found stays possible, from where the primal simplex goes on.
    this.#model.options.set({ output_flag: false, simplex_strategy: 4 });
  }

  setCost(column: number, cost: number): void {
    this.#model.changeColCost(column, cost);
  }

  setBounds(column: number, low: number, high: number): void {
    this.#model.changeColBounds(column, bounded(low), bounded(high));
  }

  /** The values of all variables at the least cost; null where no values fit all equations. Throws where neither can be told. */
  solve(): Float64Array | null {
    const { modelStatus } = this.#model.run();
    if (modelStatus === highs.constants.modelStatus.optimal) {
      return Float64Array.from(this.#model.getSolution().colValue);
    }
    if (modelStatus === highs.constants.modelStatus.infeasible) return null;
    throw new Error(
      `The linear program ended with status ${modelStatus} of HiGHS: nothing can be said of it.`,
    );
  }

  /** As {@link LinearProgram.solve}, with whole numbers alone. */
  solveWhole(): Float64Array | null {
    const { integer } = highs.constants.variableType;
    const length = this.#columns;
    this.#model.changeColsIntegrality(
      { kind: 'range', from: 0, to: length - 1 },
      Array.from({ length }, () => integer),
    );
    return this.solve();
  }

  end(): void {
    this.#model.dispose();
  }
}

const TOLERANCE = 1e-6;
const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < TOLERANCE;

/** The whole numbers for all variables at the least cost; null where none fit all equations. */
export function solveWhole(columns: readonly Column[], rows: readonly Row[]): Float64Array | null {
  const program = new LinearProgram(columns, rows);
  try {
    const values = program.solve();
    // Flat tables have whole numbers at every corner: only others need the search for them.
    return (
      (values === null || values.every(isWhole) ? values : program.solveWhole())?.map(Math.round) ?? null
    );
  } finally {
    program.end();
  }
}

const bounded = (value: number): number => {
  if (value === Number.POSITIVE_INFINITY) return highs.infinity;
  return value === Number.NEGATIVE_INFINITY ? -highs.infinity : value;
};
