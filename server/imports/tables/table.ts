/** One row of a file: its number as a spreadsheet shows it (the first row is 1) and its cells as text. */
export interface TableRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** A file that was recognised as a table. Blank rows and rules (rows of dashes) are left
 * out, but counted in the numbers of the others. */
export interface Table {
  readonly kind: 'text' | 'workbook';
  /** Reads the rows from the start, some at a time. Throws an {@link ImportRefusal} where the file turns out broken. */
  chunks(): AsyncIterable<readonly TableRow[]>;
  /** Part of the file the latest `chunks` has read, 0 to 1. */
  fractionRead(): number;
}

/** Rows a chunk holds: small enough to answer other requests between two of them. */
export const ROWS_PER_CHUNK = 1000;

/** After so many rows of work others get their turn: some 10 milliseconds. */
export const ROWS_BETWEEN_TURNS = 250;

/** The first rows of a table, for finding its headings and guessing its columns. */
export async function firstRows(table: Table, count: number): Promise<readonly TableRow[]> {
  const rows: TableRow[] = [];
  for await (const chunk of table.chunks()) {
    rows.push(...chunk.slice(0, count - rows.length));
    if (rows.length >= count) break;
  }
  return rows;
}

/** True for a row that says nothing: blank, or the row of dashes that database tools put under headings. */
export function saysNothing(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '' && !/^[-=\s]*$/.test(cell)) return false;
  return true;
}
