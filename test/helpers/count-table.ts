import type { AdditiveTable } from '../../domain/disclosure/additive-table.ts';
import { crossTable, dimensionOf } from '../../domain/disclosure/additive-table.ts';
import type { Mark } from '../../domain/disclosure/marks.ts';
import { primaryMarks } from '../../domain/disclosure/marks.ts';

/** A table of rows and columns with their sums: the last of each row and column. */
export const tableOf = (rows: readonly (readonly number[])[]): AdditiveTable =>
  crossTable(
    [
      dimensionOf(
        'row',
        rows.map((_, row) => `r${row}`),
      ),
      dimensionOf(
        'column',
        (rows[0] ?? []).map((_, column) => `c${column}`),
      ),
    ],
    rows.flatMap((counts, row) => counts.map((count, column) => ({ nodes: [row, column], count }))),
  );

/**
 * sdcTable's 4 x 4 table (decision 24), of which nine cells are kept back, two in every row and column: the count at `solved` is 47
 * all the same, since the first two rows keep back 236 and the first two columns 189 of it.
 */
export function sdcTableCase(): {
  readonly table: AdditiveTable;
  readonly marks: readonly Mark[];
  readonly threshold: number;
  readonly solved: number;
} {
  const threshold = 50;
  const table = tableOf([
    [40, 52, 90, 90],
    [45, 52, 47, 90],
    [90, 90, 60, 60],
    [90, 90, 60, 60],
  ]);
  const cell = (row: number, column: number) => row * 5 + column;
  const marks = primaryMarks(table, threshold);
  for (const [row, column] of [
    [0, 1],
    [1, 1],
    [2, 2],
    [2, 3],
    [3, 2],
    [3, 3],
  ] as const) {
    marks[cell(row, column)] = 'withheld';
  }
  return { table, marks, threshold, solved: cell(1, 2) };
}
