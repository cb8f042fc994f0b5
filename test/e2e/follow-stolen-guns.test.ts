import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { accountCookie } from '../helpers/account-cookie.ts';
import { useBrowser } from '../helpers/browser.ts';
import { mapDrawn } from '../helpers/map-page.ts';
import { useTestServer } from '../helpers/server.ts';
import { addAgencies, importInto, useTextFiles } from '../server/imports/import-bench.ts';

const server = useTestServer([]);
const browser = useBrowser();
const textFile = useTextFiles();

/** Two of three guns were stolen before, one of them from the place it was recovered in. */
const FILES = [
  [
    'traces',
    'Case Number,Trace Number,Serial Number,Manufacturer,Firearm Type,Caliber,Recovery Date,Recovery State,Recovery Zip',
    '1,T1,AB1001,GLOCK,Pistol,9MM,2024-03-01,MD,21202',
    '2,T2,AB1002,GLOCK,Pistol,9MM,2024-03-02,MD,21202',
    '3,T3,AB1003,GLOCK,Pistol,9MM,2024-03-03,MD,21202',
  ],
  [
    'thefts',
    'Report Number,Theft Date,Type of Loss,Victim Type,State,Zip,Make,Serial Number,Firearm Type',
    'R1,2024-01-01,Burglary,Individual,VA,23224,GLOCK,AB1001,Pistol',
    'R2,2024-01-02,Burglary,Individual,MD,21202,GLOCK,AB1002,Pistol',
  ],
] as const;

beforeAll(async () => {
  await addAgencies(server.database, 'BPD');
  for (const [format, ...rows] of FILES) {
    const file = textFile(`${format}.csv`, [...rows, ''].join('\n'));
    const { rowsAccepted } = await importInto(server.database, format, 'BPD', file);
    expect(rowsAccepted).toBe(rows.length - 1);
  }
});

async function openAs(role: 'analyst' | 'briefing', query: string): Promise<Page> {
  const [name = '', value = ''] = (await accountCookie(server.database, 'BPD', role)).split('=');
  const page = await browser.openPage({ baseURL: server.url, viewport: { width: 1400, height: 900 } });
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.goto(`/?${query}`);
  await mapDrawn(page);
  return page;
}

const wayOf = (page: Page) => page.getByRole('combobox', { name: 'Which way' });

it('shows where recovered guns were stolen, in the words of thefts', async () => {
  const page = await openAs('analyst', 'layers=flows&level=state&table=flows');
  await page.getByRole('heading', { level: 1, name: '3 guns recovered', exact: true }).waitFor();
  await wayOf(page).selectOption({ label: 'From theft or loss to recovery' });
  await page
    .getByRole('heading', { level: 1, name: '3 guns recovered, 2 of them reported stolen or lost' })
    .waitFor();
  expect(new URL(page.url()).searchParams.get('ends')).toBe('theft>recovery');
  await page.getByRole('columnheader', { name: 'Stolen or lost in' }).waitFor();
  await page.getByRole('cell', { name: 'Virginia' }).click();

  const detail = page.getByRole('region', { name: 'Detail' });
  await detail.getByText('1 gun stolen or lost in Virginia and recovered in Maryland').waitFor();
  await detail.getByText('50 % of 2 reported stolen or lost').waitFor();
  // Neither corridors nor filters nor dealers know where a gun was stolen.
  expect(await detail.getByRole('button').allTextContents()).toEqual(['']);
});

it('is not offered to those who see counts alone, whatever the address says', async () => {
  const page = await openAs('briefing', 'ends=theft>recovery&layers=flows');
  await page.getByRole('heading', { level: 1, name: '3 guns recovered', exact: true }).waitFor();
  expect(await wayOf(page).inputValue()).toBe('dealer>recovery');
  expect(await wayOf(page).getByRole('option').count()).toBe(3);
});
