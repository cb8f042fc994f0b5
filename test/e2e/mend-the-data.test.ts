import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { useBrowser } from '../helpers/browser.ts';
import { useTestServer } from '../helpers/server.ts';

const TRACES = [
  'Trace Number,Request Date,Serial Number,Firearm Type,Recovery Date,Recovery City,Recovery State,Dealer Name,Purchase Date',
  'T-1,2025-01-20,SN1,Pistol,2025-01-10,Baltimore,MD,Corner Guns,2020-01-01',
  // Purchased after it was recovered, and no serial number.
  'T-2,2025-03-20,,Pistol,2025-01-11,Baltimore,MD,Corner Guns,2025-02-01',
  'T-3,2025-02-20,=SN3,Pistol,2025-02-11,Baltimore,MD,Corner Guns,2019-02-01',
].join('\r\n');

const server = useTestServer([
  { agency: { code: 'BPD', name: 'Baltimore Police', state: 'MD' }, fileName: '=january.csv', csv: TRACES },
]);
const browser = useBrowser();

it('finds what is wrong with one’s data, row by row, and takes the rows away to mend', async () => {
  const page = await browser.openPage({ baseURL: server.url });
  await page.goto('/?view=data');
  await page.getByRole('link', { name: 'Quality' }).click();
  await page.getByRole('heading', { name: 'Data quality of Baltimore Police' }).waitFor();
  await page.getByRole('heading', { name: '3 guns in 1 file: 66.7 % complete' }).waitFor();
  await page
    .getByRole('row', { name: 'Serial number of those without an obliterated number 66.7 % of 3' })
    .waitFor();

  await page.getByRole('link', { name: 'Recovered before it was purchased: 1, open the rows' }).click();
  await page.getByRole('heading', { name: 'Recovered before it was purchased' }).waitFor();
  const rows = page.getByRole('table', { name: 'Rows of files' }).locator('tbody tr');
  expect(await rows.locator('th, td').allTextContents()).toEqual([
    '=january.csv',
    '3',
    '2025-01-11',
    '2025-02-01',
  ]);
  expect(new URL(page.url()).searchParams.get('quality')).toBe('traces,recovered_before_purchased');

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the row to mend (CSV)' }).click();
  const file = await readFile(await (await download).path(), 'utf8');
  expect(file.split('\r\n').slice(0, 2)).toEqual([
    '\uFEFFFile,Row in file,Recovery date,Purchase date,What is the matter,What to mend',
    // A name that a spreadsheet would run is text.
    expect.stringContaining(`'=january.csv,3,2025-01-11,2025-02-01,Recovered before it was purchased,`),
  ]);

  await page.goBack();
  await page.getByRole('heading', { name: '3 guns in 1 file' }).waitFor();
  await page.getByText('The months as a table').click();
  await page.getByRole('link', { name: 'Records of Jan 2025: 2, open the rows' }).click();
  await page.getByRole('heading', { name: 'All guns, Jan 2025' }).waitFor();
  expect(await rows.count()).toBe(2);
});
