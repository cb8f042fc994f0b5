import type { Told } from '../../../domain/languages/told.ts';
import { told } from '../../../domain/languages/told.ts';
import { ImportRefusal } from '../import-refusal.ts';
import type { TableRow } from '../tables/table.ts';
import { looksLikeDate } from './cells/dates.ts';
import type { TableHead } from './format.ts';

/** How far down headings are looked for: exports may have a title or two above them. */
const ROWS_BEFORE_HEADINGS = 15;
export const SAMPLE_ROWS = 500;

/** Takes the first row that `isHeading` accepts as the headings. */
export function readTableHead(
  rows: readonly TableRow[],
  isHeading: (cells: readonly string[]) => boolean,
  refusal: string | Told,
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

const NO_HEADINGS = told(
  'No row of headings was found in the first rows of the file. Put the names of the columns in the first row.',
);

/** Takes the first row that looks like headings, whatever they say. */
export const readHeadingWords = (rows: readonly TableRow[]): TableHead =>
  readTableHead(rows, isHeading, NO_HEADINGS);

/** Headings are words: no numbers or dates among them, and more than one. */
function isHeading(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return (
    filled.length > 1 &&
    filled.length >= cells.length / 2 &&
    filled.every((cell) => /[A-Za-z#]/.test(cell) && cell.length <= 80 && !looksLikeDate(cell)) &&
    filled.filter((cell) => /\d{3}/.test(cell)).length <= filled.length / 10
  );
}
