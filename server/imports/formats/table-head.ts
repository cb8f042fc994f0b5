import { ImportRefusal } from '../import-refusal.ts';
import type { TableRow } from '../tables/table.ts';
import type { TableHead } from './format.ts';

/** How far down headings are looked for: exports may have a title or two above them. */
const ROWS_BEFORE_HEADINGS = 15;
export const SAMPLE_ROWS = 500;

/** Takes the first row that `isHeading` accepts as the headings. */
export function readTableHead(
  rows: readonly TableRow[],
  isHeading: (cells: readonly string[]) => boolean,
  refusal: string,
): TableHead {
  const index = rows.slice(0, ROWS_BEFORE_HEADINGS).findIndex(({ cells }) => isHeading(cells));
  const found = rows[index];
  if (found === undefined) throw new ImportRefusal(refusal);
  return {
    columns: distinctNames(found.cells),
    firstRow: found.number + 1,
    samples: rows.slice(index + 1, index + 1 + SAMPLE_ROWS).map(({ cells }) => cells),
  };
}

function distinctNames(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = cell.replaceAll(/\s+/g, ' ').trim() || `Column ${index + 1}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}
