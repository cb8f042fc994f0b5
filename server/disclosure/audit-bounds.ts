/**
 * The audit of a table that is to be published: what is the least and the most that each small count can be, by everything that is told?
 * It grants an attacker all that is shown, how the cells add up, the threshold, and what each mark means.
 */
import type { AdditiveTable } from '../../domain/disclosure/additive-table.ts';
import type { Mark } from '../../domain/disclosure/marks.ts';
import { isSmall, toldRange } from '../../domain/disclosure/marks.ts';
import type { Column, Row } from './linear-program.ts';
import { LinearProgram } from './linear-program.ts';

/** A small count that is known more closely than that it is fewer than the threshold. */
export interface TooClose {
  readonly cell: number;
  readonly low: number;
  readonly high: number;
}

export interface Audit {
  /** Small counts looked at. */
  readonly looked: number;
  /** Linear programs solved for it. */
  readonly programs: number;
  readonly tooClose: readonly TooClose[];
}

const TOLERANCE = 1e-6;

/**
 * All small counts whose range is narrower than 1 to one below the threshold. A range is that of real numbers, which holds the whole
 * numbers an attacker could find; each end that a solved program reached counts for every cell that stood there.
 */
export function auditBounds(table: AdditiveTable, marks: readonly Mark[], threshold: number): Audit {
  const program = new ToldProgram(table, marks, threshold);
  try {
    const small = program.cells.filter((cell) => isSmall(table.counts[cell] ?? 0, threshold));
    const tooClose = small.flatMap((cell) => {
      const { low, high } = program.rangeOf(cell, 1, threshold - 1);
      return low > 1 + TOLERANCE || high < threshold - 1 - TOLERANCE ? [{ cell, low, high }] : [];
    });
    return { looked: small.length, programs: program.solved, tooClose };
  } finally {
    program.end();
  }
}

/** The least and the most that each of these cells can be; none may be shown. An error where nothing limits one: then it has no most. */
export function boundsOf(
  table: AdditiveTable,
  marks: readonly Mark[],
  threshold: number,
  cells: readonly number[],
): Map<number, TooClose> {
  const program = new ToldProgram(table, marks, threshold);
  try {
    return new Map(
      cells.map((cell) => [
        cell,
        { cell, ...program.rangeOf(cell, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY) },
      ]),
    );
  } finally {
    program.end();
  }
}

/** What is told of a table, as equations of the cells that are not shown. */
class ToldProgram {
  readonly cells: readonly number[];
  solved = 0;
  readonly #program: LinearProgram;
  readonly #columnOf = new Map<number, number>();
  readonly #lowest: Float64Array;
  readonly #highest: Float64Array;

  constructor({ counts, sums }: AdditiveTable, marks: readonly Mark[], threshold: number) {
    this.cells = marks.flatMap((mark, cell) => (mark === 'shown' ? [] : [cell]));
    this.cells.forEach((cell, column) => {
      this.#columnOf.set(cell, column);
    });
    const countOf = (cell: number) => counts[cell] ?? 0;
    const columns = this.cells.map((cell): Column => {
      return { cost: 0, ...toldRange(marks[cell] ?? 'shown', countOf(cell), threshold) };
    });
    const rows = sums.flatMap(({ total, parts }): Row[] => {
      const terms: { column: number; times: number }[] = [];
      let equals = 0;
      for (const [cell, times] of [[total, -1], ...parts.map((part) => [part, 1])] as const) {
        const column = this.#columnOf.get(cell);
        if (column === undefined) equals -= times * countOf(cell);
        else terms.push({ column, times });
      }
      return terms.length > 0 ? [{ terms, equals }] : [];
    });
    this.#program = new LinearProgram(columns, rows);
    this.#lowest = Float64Array.from(this.cells, countOf);
    this.#highest = Float64Array.from(this.cells, countOf);
  }

  /** The range of a cell, as far as it goes beyond `low` and `high`, which are enough to know. */
  rangeOf(cell: number, low: number, high: number): { low: number; high: number } {
    const column = this.#columnOf.get(cell);
    if (column === undefined) throw new Error(`Cell ${cell} is shown: it has no range.`);
    if ((this.#lowest[column] ?? 0) > low + TOLERANCE) this.#reach(column, 1);
    if ((this.#highest[column] ?? 0) < high - TOLERANCE) this.#reach(column, -1);
    return { low: this.#lowest[column] ?? 0, high: this.#highest[column] ?? 0 };
  }

  end(): void {
    this.#program.end();
  }

  #reach(column: number, cost: 1 | -1): void {
    this.#program.setCost(column, cost);
    const values = this.#program.solve();
    this.#program.setCost(column, 0);
    this.solved += 1;
    if (values === null) throw new Error('No table fits what is told of this one: its counts do not add up.');
    values.forEach((value, index) => {
      this.#lowest[index] = Math.min(this.#lowest[index] ?? 0, value);
      this.#highest[index] = Math.max(this.#highest[index] ?? 0, value);
    });
  }
}
