import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { useBrowser } from '../helpers/browser.ts';
import { useTestServer } from '../helpers/server.ts';

const RECOVERED = [
  'Serial Number,Recovery Date,Recovery City,Recovery State,Manufacturer,Model,Caliber,Firearm Type,Country of Origin,NCIC Crime Code,Case Number',
  'AAA111,2025-01-05,Baltimore,MD,GLOCK,19,9MM,Pistol,USA,5212,C-1',
  'BBB222,2025-02-20,Baltimore,MD,TAURUS,G2C,9MM,Pistol,BRAZIL,1315,C-2',
  'OBLITERATED,2025-03-01,Baltimore,MD,RUGER,,.22,Pistol,,,C-3',
].join('\r\n');

const server = useTestServer([
  {
    agency: { code: 'BPD', name: 'Baltimore Police', state: 'MD' },
    fileName: 'recovered.csv',
    csv: RECOVERED,
  },
]);
const browser = useBrowser();

/** The cells of each row of a table, by its caption. */
const rowsOf = (page: Page, caption: string) =>
  page
    .getByRole('table', { name: caption })
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')),
    );

/** What ATF sends back: the file of the batch with what was found beside it. */
function returnedFile(batch: string): string {
  const [head = '', ...lines] = batch.replace('\uFEFF', '').trim().split('\r\n');
  const found = ['T-1,PURCHASER IDENTIFIED,Corner Guns,PA,RICHARD MOE', 'T-2,FIREARM TOO OLD TO TRACE,,,'];
  return [
    `${head},Trace Number,Trace Status,Dealer Name,Dealer State,Purchaser Name`,
    ...lines.map((line, index) => `${line},${found[index]}`),
  ].join('\r\n');
}

it('takes guns from the queue to ATF and back', async () => {
  const page = await browser.openPage({ baseURL: server.url });
  await page.goto('/?view=tracing');
  await page
    .getByRole('heading', { name: '3 guns wait to be traced, 1 of them without a serial number' })
    .waitFor();
  await page.getByText('3 guns recovered. 0 submitted for tracing (0 % of 3)').waitFor();

  await page.getByLabel('Choose all 2 shown that can be traced').check();
  await page.getByLabel('ORI of your agency').fill('MDBPD0000');
  await page.getByRole('button', { name: 'Make a batch of 2' }).click();
  await page.getByRole('heading', { name: 'Batch 1 of Baltimore Police' }).waitFor();
  await page.getByText('2 requests, not submitted yet.').waitFor();

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download CSV' }).click();
  const batch = await readFile(await (await download).path(), 'utf8');
  expect(batch).toContain('MDBPD0000');
  expect(batch.trim().split('\r\n')).toHaveLength(3);

  await page.getByRole('button', { name: 'Forms to print' }).click();
  await page.getByRole('heading', { name: '2 guns to trace, a page each' }).waitFor();
  expect(await page.getByRole('article').count()).toBe(2);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('navigation', { name: 'Views' }).isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: 'Back to batch 1' }).click();

  await page.getByRole('button', { name: 'Mark as submitted' }).click();
  await page.getByRole('button', { name: 'It was submitted' }).click();
  await page.getByText(/2 requests, submitted on .*; 0 returned, 2 awaited for 0 days\./).waitFor();

  await page.goto('/?view=data');
  await page.setInputFiles('input[type=file]', {
    name: 'returned.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(returnedFile(batch)),
  });
  await page.getByLabel('Whose records').selectOption('BPD');
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByRole('button', { name: 'Start the import' }).click();
  await page.getByText('2 of 2 rows taken in').waitFor();

  await page.goto('/?view=tracing&trace_batch=1');
  await page.getByText(/2 returned \(1 traced to a purchaser, 1 not traceable\)\./).waitFor();
  expect((await rowsOf(page, 'Requests of batch 1')).map((cells) => [cells[0], cells[3], cells[4]])).toEqual([
    ['AAA111', 'returned', 'traced to a purchaser'],
    ['BBB222', 'returned', 'not traceable: FIREARM TOO OLD TO TRACE'],
  ]);

  await page.getByRole('button', { name: 'All of tracing' }).click();
  await page
    .getByText('3 guns recovered. 2 submitted for tracing (67 % of 3), 1 traced to a dealer')
    .waitFor();
  // From here on by keyboard alone.
  await page.getByRole('button', { name: /^Set aside/ }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Serial number obliterated');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'No gun waits to be traced' }).waitFor();
  await page.getByText('1 gun taken out of the queue as not traceable').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Take back/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).focus();
  await page.keyboard.press('Enter');
  await page
    .getByRole('heading', { name: '1 gun waits to be traced, 1 of them without a serial number' })
    .waitFor();
  expect(await page.getByRole('checkbox').first().isDisabled()).toBe(true);
});
