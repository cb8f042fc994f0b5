import { inspectFile } from './file-content.ts';
import type { Table } from './table.ts';
import { textTable } from './text-table.ts';

/** Opens a file as a table, whatever its name. Throws an {@link ImportRefusal} in words for what is none. */
export async function openTable(path: string): Promise<Table> {
  const content = await inspectFile(path);
  if (content.kind === 'text') return textTable(path, content);
  // Loaded when it is needed: the libraries for workbooks are large, and most files are text.
  const { workbookTable } = await import('./workbook-table.ts');
  return workbookTable(path);
}
