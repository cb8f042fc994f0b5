import { inspectFile } from './file-content.ts';
import type { Table } from './table.ts';
import { textTable } from './text-table.ts';
import { workbookTable } from './workbook-table.ts';

/** Opens a file as a table, whatever its name. Throws an {@link ImportRefusal} in words for what is none. */
export async function openTable(path: string): Promise<Table> {
  const content = await inspectFile(path);
  return content.kind === 'workbook' ? workbookTable(path) : textTable(path, content);
}
