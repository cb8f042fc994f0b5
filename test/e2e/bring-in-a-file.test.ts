import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { importsSchema, summarySchema } from '../../domain/responses.ts';
import { useBrowser } from '../helpers/browser.ts';
import { Journey } from '../helpers/journey.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer();
const browser = useBrowser();

const HEADINGS =
  'Trace Number,Serial Number,Firearm Type,Recovery Date,Recovery City,Recovery State,Badge colour';
/** Four guns; the second has an impossible date, the fourth nothing to tell it by. */
const TWO_BAD_ROWS = [
  HEADINGS,
  'T-900,SN900,Pistol,03/14/2025,Baltimore,MD,red',
  'T-901,SN901,Pistol,13/45/2025,Baltimore,MD,red',
  'T-902,SN902,Revolver,03/16/2025,Baltimore,MD,blue',
  ',,Pistol,,Baltimore,MD,blue',
].join('\r\n');

const recovered = async () => {
  const response = await fetch(`${server.url}/api/summary`);
  return summarySchema.parse(await response.json()).funnel.recovered;
};

async function dropFile(page: Page, name: string, content: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text ?? ''], fileName ?? ''));
      return data;
    },
    [name, content],
  );
  await page.getByText('or drop it on this page').dispatchEvent('drop', { dataTransfer: transfer });
}

const rowsOf = (page: Page) =>
  page
    .getByRole('tabpanel')
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));

it('loads this month’s trace file and says what went wrong with it, in three actions', async () => {
  const page = await browser.openPage({ baseURL: server.url });
  const journey = new Journey();
  await page.goto('/?view=data');
  await page.getByRole('heading', { name: '1 import' }).waitFor();

  await journey.act('drop the file', () => dropFile(page, 'march.csv', TWO_BAD_ROWS));
  await journey.act('upload', () => page.getByRole('button', { name: 'Upload' }).click());
  await page.getByText('6 of 7 columns matched.').waitFor();
  expect(await page.getByLabel('Recovery date').inputValue()).toBe('Recovery Date');
  expect(await page.getByRole('heading', { name: '1 column left out' }).count()).toBe(1);
  await journey.act('confirm the columns', () =>
    page.getByRole('button', { name: 'Start the import' }).click(),
  );

  await page.getByText('2 of 4 rows taken in, 2 rejected: mend them and bring them in again.').waitFor();
  await page.getByRole('tab', { name: '2 errors' }).waitFor();
  await page.getByRole('tabpanel').getByRole('table').waitFor();
  expect(await rowsOf(page)).toEqual([
    ['3', 'Recovery Date', '13/45/2025', expect.stringContaining('There is no such date.')],
    ['5', '–', '–', expect.stringContaining('nothing tells which gun it is')],
  ]);
  expect(journey.actions).toHaveLength(3);
  expect(await recovered()).toBe(47);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download rows to mend (CSV)' }).click();
  const mend = await readFile(await (await download).path(), 'utf8');
  expect(mend).toContain('T-901,SN901,Pistol,13/45/2025,Baltimore,MD,red');
  expect(mend).not.toContain('T-900');

  await page.getByRole('button', { name: 'Undo march.csv' }).click();
  await page.getByText('Its 2 records leave the map and every count.').waitFor();
  await page.getByRole('button', { name: 'Undo it' }).click();
  await page.getByText('This import was undone').waitFor();
  expect(await recovered()).toBe(45);
});

it('refuses what is no table in words, keeps the choices, and goes on with another file', async () => {
  browser.expectComplaint(/status of 4\d\d/);
  const page = await browser.openPage({ baseURL: server.url });
  await page.goto('/?view=data');
  await page.locator('input[type=file]').setInputFiles({
    name: 'photo.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'),
  });
  await page.getByLabel('Whose records').selectOption('BPD');
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').textContent()).toContain('binary data, not a table of text');
  expect(await page.getByLabel('Whose records').inputValue()).toBe('BPD');

  await dropAnother(page, 'april.csv', `${HEADINGS}\r\nT-950,SN950,Rifle,04/02/2025,Newark,NJ,red\r\n`);
  expect(await page.getByLabel('Whose records').inputValue()).toBe('BPD');
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByRole('button', { name: 'Discard april.csv' }).click();
  await page.getByRole('button', { name: 'Discard it' }).click();
  await page.getByRole('heading', { name: 'Bring in a file' }).waitFor();
  expect(await recovered()).toBe(45);
});

async function dropAnother(page: Page, name: string, content: string): Promise<void> {
  const buffer = Buffer.from(content);
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.getByText(name).waitFor();
}

it('brings a file in and takes it back by keyboard alone, and keeps the place in the address', async () => {
  const page = await browser.openPage({ baseURL: server.url });
  await page.goto('/?view=data');
  const chooser = page.waitForEvent('filechooser');
  await page.getByLabel('Choose a file').focus();
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({
    name: 'may.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${HEADINGS}\r\nT-960,SN960,Rifle,05/02/2025,Newark,NJ,red\r\n`),
  });
  // A user types when the agencies are there to choose from and the button has taken the focus.
  await page.getByRole('option', { name: /Baltimore/ }).waitFor({ state: 'attached' });
  await page.locator('button:focus', { hasText: 'Upload' }).waitFor();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.type('Baltimore');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('6 of 7 columns matched.').waitFor();
  await tabTo(page, 'Start the import');
  await page.keyboard.press('Enter');
  await page.getByText('1 of 1 row taken in; none was rejected.').waitFor();

  await page.reload();
  await page.getByText('1 of 1 row taken in; none was rejected.').waitFor();
  await tabTo(page, 'Undo may.csv');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Undo it');
  await page.keyboard.press('Enter');
  await page.getByText('This import was undone').waitFor();
  const imports = importsSchema.parse(await (await fetch(`${server.url}/api/imports`)).json());
  expect(imports.items.find(({ fileName }) => fileName === 'may.csv')?.status).toBe('undone');
});

const MOST_TABS = 80;

/** Presses Tab until the control with this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    );
    if (focused === name) return;
  }
  throw new Error(`${MOST_TABS} presses of Tab did not reach "${name}".`);
}
