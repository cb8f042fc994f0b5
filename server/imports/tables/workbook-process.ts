/**
 * A process of its own that reads a workbook from its input and sends the rows of the first sheet with a table to its parent. A
 * workbook of a kilobyte can name a cell in row two thousand million, and its reader makes all the rows before: only
 * this process is lost then.
 */
import { buffer } from 'node:stream/consumers';
import readWorkbook from 'read-excel-file/node';
import type { TableRow } from './table.ts';
import { ROWS_PER_CHUNK, saysNothing } from './table.ts';

/** What the parent is told: some rows, or at the end that there are no more (`rows` is empty then). */
export interface WorkbookMessage {
  readonly kind: 'rows' | 'end' | 'damaged';
  readonly rows: readonly TableRow[];
}

async function main(): Promise<void> {
  const content = await buffer(process.stdin);
  const sheets = await readWorkbook(content).catch(() => null);
  if (sheets === null) {
    await tell({ kind: 'damaged', rows: [] });
    return;
  }
  for (const { data } of sheets) {
    const rows = data
      .map((cells, index) => ({ number: index + 1, cells: cells.map(cellText) }))
      .filter(({ cells }) => !saysNothing(cells));
    if (!isTable(rows)) continue;
    for (let start = 0; start < rows.length; start += ROWS_PER_CHUNK) {
      await tell({ kind: 'rows', rows: rows.slice(start, start + ROWS_PER_CHUNK) });
    }
    break;
  }
  await tell({ kind: 'end', rows: [] });
}

const isTable = (rows: readonly TableRow[]) =>
  rows.length > 1 && rows.some(({ cells }) => cells.filter((cell) => cell !== '').length > 1);

function tell(message: WorkbookMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    if (process.send === undefined) reject(new Error('A workbook is read for a parent process.'));
    else process.send(message, (error: Error | null) => (error === null ? resolve() : reject(error)));
  });
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : dateText(value);
  return String(value).trim();
}

/** A day, followed by its time of day where it has one; spreadsheets keep that as part of a day, so seconds are rounded. */
function dateText(value: Date): string {
  const text = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString().slice(0, 19);
  return text.endsWith('T00:00:00') ? text.slice(0, 10) : text;
}

main().then(
  () => process.disconnect(),
  () => process.exit(1),
);
