import { csvLine } from '../csv-line.ts';
import type { RejectedRow } from './imports-read-model.ts';

/** Headings of what is added to the columns of the file. */
const ADDED = ['Row in file', 'Why it was not imported'] as const;

/** The first line: the file's own headings, filled up to `width` columns for rows that had too many cells. */
export function rejectedRowsHeader(header: readonly string[], width: number): string {
  const extra = Array.from(
    { length: Math.max(0, width - header.length) },
    (_, index) => `Extra ${index + 1}`,
  );
  return csvLine([...header, ...extra, ...ADDED]);
}

/** One rejected row as it stood in the file, then its number and what was wrong. */
export function rejectedRowLine({ row, cells, reasons }: RejectedRow, columns: number): string {
  const filled = Array.from({ length: columns }, (_, index) => cells[index] ?? '');
  return csvLine([...filled, row, reasons]);
}
