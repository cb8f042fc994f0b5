import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** The text of the bare file that the open Export menu gives of some rows in a format. */
export async function takeExport(page: Page, rows: string, format: string): Promise<string> {
  const form = page.getByRole('form', { name: 'Export what is shown' });
  await form.getByLabel('Rows').selectOption(rows);
  await form.getByLabel('Format').selectOption(format);
  await form.getByRole('checkbox', { name: 'With data dictionary' }).uncheck();
  const download = page.waitForEvent('download');
  await form.getByRole('button', { name: 'Download' }).click();
  return readFile(await (await download).path(), 'utf8');
}
