import type { AdditiveTable } from '../../domain/disclosure/additive-table.ts';
import { crossTable, dimensionOf } from '../../domain/disclosure/additive-table.ts';

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
