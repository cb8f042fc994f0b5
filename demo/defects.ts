import type { Layout } from './layouts.ts';
import type { Random } from './random.ts';
import type { Row } from './table-files.ts';

/** One row in so many is wrong in each of these ways. */
const ROWS_A_BAD_DATE = 600;
const ROWS_A_BAD_LICENSE = 500;
const ROWS_A_DUPLICATE = 400;
const ROWS_A_RAGGED = 1500;

/** Puts into rows what goes wrong in real files: dates that do not exist, garbled licences, repeated and broken rows. */
export function spoilRows(random: Random, layout: Layout, rows: readonly Row[]): Row[] {
  const dateAt = layout.columns.findIndex(({ heading }) => heading === layout.recoveryDate);
  const licenseAt = layout.columns.findIndex(({ heading }) => heading === layout.licenseNumber);
  return rows.flatMap((row) => {
    if (random.chance(1 / ROWS_A_BAD_DATE))
      return [row.with(dateAt, random.pick(['13/45/2021', '02/30/2019', 'PENDING']))];
    if (row[licenseAt] && random.chance(1 / ROWS_A_BAD_LICENSE)) return [row.with(licenseAt, 'SEE FILE')];
    if (random.chance(1 / ROWS_A_DUPLICATE)) return [row, row];
    // A comma in a cell that was not quoted makes one cell too many.
    if (layout.file === 'csv' && random.chance(1 / ROWS_A_RAGGED)) return [[...row, 'N']];
    return [row];
  });
}
