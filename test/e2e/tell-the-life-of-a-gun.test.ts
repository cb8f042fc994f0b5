import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { accountCookie } from '../helpers/account-cookie.ts';
import { useBrowser } from '../helpers/browser.ts';
import { mapDrawn } from '../helpers/map-page.ts';
import { useTestServer } from '../helpers/server.ts';
import { addAgencies, importInto, rowsOf, useTextFiles } from '../server/imports/import-bench.ts';

const server = useTestServer([]);
const browser = useBrowser();
const textFile = useTextFiles();

const FILES = [
  [
    'traces',
    'BPD',
    'Case Number,Trace Number,Serial Number,Manufacturer,Firearm Type,Caliber,Recovery Date,Purchase Date,FFL Number,Dealer Name,Dealer State,Recovery State,Recovery Zip,Recovery Latitude,Recovery Longitude',
    '24-0001,T1,OI2345,GLOCK GMBH,Pistol,9MM,2024-03-01,2023-02-01,1-54-760-01-6F-21093,RIVER CITY ARMS,VA,MD,21202,39.29,-76.61',
    '24-0002,T2,OBLITERATED,GLOCK,Pistol,9MM,2024-03-02,,,,,MD,21215,39.35,-76.67',
  ],
  [
    'thefts',
    'NPD',
    'Report Number,Theft Date,Type of Loss,Victim Type,State,Zip,Make,Serial Number,Firearm Type',
    'R1,2023-05-01,Burglary,Individual,VA,23224,Glock Inc.,12345,Handgun',
  ],
  [
    'debriefs',
    'BPD',
    'Debrief ID,Debrief Date,How Obtained,Obtained From,State,Zip,Latitude,Longitude,Serial Number,Firearm Type',
    'D1,2024-03-10,Bought on the street,Stranger,MD,21215,39.34,-76.66,12345,Pistol',
  ],
] as const;

beforeAll(async () => {
  await addAgencies(server.database, 'BPD', 'NPD');
  for (const [format, agency, ...rows] of FILES) {
    const file = textFile(`${format}.csv`, [...rows, ''].join('\n'));
    const { rowsAccepted } = await importInto(server.database, format, agency, file);
    expect(rowsAccepted).toBe(rows.length - 1);
  }
});

async function recoveryOf(row: number): Promise<number> {
  const [found] = await rowsOf(server.database, `SELECT id FROM recovery WHERE source_row = ${row}`);
  return z.object({ id: z.number() }).parse(found).id;
}

async function open(query: string): Promise<Page> {
  const page = await browser.openPage({ baseURL: server.url, viewport: { width: 1280, height: 800 } });
  await page.goto(`/?${query}`);
  await mapDrawn(page);
  return page;
}

const lifeOf = (page: Page) => page.getByRole('list', { name: 'Life of this gun' });
const told = (page: Page) => lifeOf(page).locator('.gun-what').allInnerTexts();

it('leads from a recovery to all that is known of its gun, and says where it is not sure', async () => {
  const page = await open(`select=recovery:${await recoveryOf(2)}`);
  const detail = page.getByRole('region', { name: 'Detail' });
  await detail.getByRole('button', { name: 'All that is known of this gun' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Pistol, GLOCK GMBH, 9MM' }).waitFor();
  await page.getByText('3 lines of files of 2 agencies tell of it.').waitFor();
  expect(await told(page)).toEqual([
    'Sold by RIVER CITY ARMS',
    'Stolen or lost: burglary, from a private person',
    'Recovered',
    'Obtained from a stranger: on the street, as was said on 10 Mar 2024',
  ]);
  const doubt = lifeOf(page).getByText(
    'Perhaps another gun: the serial number is the same, but the maker is not told.',
  );
  await doubt.waitFor();
  expect(await lifeOf(page).locator('.caution').count()).toBe(1);
  await mapDrawn(page);
  expect(await page.locator('.gun-mark').allInnerTexts()).toEqual(['3', '4']);

  // The address brings it back, and a click on the map finds the line in the list.
  await page.reload();
  await mapDrawn(page);
  await page.locator('.gun-mark', { hasText: '4' }).click();
  await lifeOf(page).locator('.gun-event.active', { hasText: 'Obtained' }).waitFor();
  await lifeOf(page).getByRole('button', { name: 'Open the report' }).click();
  await detail.getByRole('heading', { level: 2, name: 'Burglary, 1 gun' }).waitFor();
  // The report leads to the same gun.
  await detail.getByRole('button', { name: 'All that is known of this gun' }).click();
  await lifeOf(page).waitFor();
  expect(await told(page)).toHaveLength(4);
});

it('says of an obliterated gun why nothing else is known', async () => {
  const page = await open(`view=gun&gun=recovery:${await recoveryOf(3)}`);
  await page
    .getByText('Its serial number was obliterated: no other record can be known to be of it.')
    .waitFor();
  expect(await told(page)).toEqual(['Recovered']);
});

it('says that a record is not there, or not open', async () => {
  browser.expectComplaint(/404/);
  const page = await browser.openPage({ baseURL: server.url });
  await page.goto('/?view=gun&gun=theft:99999');
  await page.getByRole('heading', { name: /There is no theft 99999/ }).waitFor();
  await page.goto('/?view=gun');
  await page.getByRole('heading', { name: 'No gun is chosen' }).waitFor();

  const mayor = await browser.openPage({ baseURL: server.url });
  const [name = '', value = ''] = (await accountCookie(server.database, 'BPD', 'briefing')).split('=');
  await mayor.context().addCookies([{ name, value, url: server.url }]);
  await mayor.goto(`/?view=gun&gun=recovery:${await recoveryOf(2)}`);
  await mayor.getByRole('heading', { name: /not open to you/ }).waitFor();
});
