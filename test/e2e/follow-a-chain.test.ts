import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { closeNotedEvents } from '../../server/audit/note-audit-event.ts';
import { accountCookie } from '../helpers/account-cookie.ts';
import { useBrowser } from '../helpers/browser.ts';
import { mapDrawn, pixelOf } from '../helpers/map-page.ts';
import { useTestServer } from '../helpers/server.ts';
import { PARTNER } from '../helpers/sign-in.ts';
import { addAgencies, importInto, rowsOf, useTextFiles } from '../server/imports/import-bench.ts';

const server = useTestServer([]);
const browser = useBrowser();
const textFile = useTextFiles();

type Place = readonly [lon: number, lat: number];
const HARBOR: Place = [-76.6, 39.28];
const PARK: Place = [-76.7, 39.34];
const HULL_STREET: Place = [-77.46, 37.52];
const BOOTH: Place = [-76.62, 39.36];
const SHOP: Place = [-76.72, 39.26];

const side = (n: 1 | 2) =>
  ['Agency', 'Incident', 'Incident Date', 'State', 'Zip', 'Latitude', 'Longitude', 'Evidence']
    .map((heading) => `${heading} ${n}`)
    .join(',');
const at = ([lon, lat]: Place) => `${lat},${lon}`;
const A = `BALTIMORE PD,A1,2024-01-10,MD,21202,${at(HARBOR)},casing`;
const B = `BALTIMORE PD,B1,2024-03-02,MD,21215,${at(PARK)},casing`;
const C = `RICHMOND PD,C1,2025-11-05,VA,23224,${at(HULL_STREET)},firearm`;
const D = 'BALTIMORE PD,D1,2024-05-05,MD,21215,,,casing';
const E = 'BALTIMORE PD,E1,2024-05-06,MD,21215,,,casing';

/** L1 and L2 are a chain over two states; L3 is apart, and known to no street. */
const LINKS = [
  `NIBIN Lead #,Lead Date,Status,Caliber,${side(1)},${side(2)}`,
  `L1,2024-03-10,Hit,9MM,${A},${B}`,
  `L2,2025-12-01,Lead,9MM,${B},${C}`,
  `L3,2024-06-01,Lead,.40,${D},${E}`,
];
const DEBRIEFS = [
  'Debrief ID,Debrief Date,How Obtained,Obtained From,Price Paid,State,Zip,Latitude,Longitude,Make,Caliber,Serial Number,Firearm Type,Statement',
  `D1,2024-01-10,Straw purchase,Girlfriend,$450,MD,21212,${at(BOOTH)},GLOCK,9MM,AA0001,Pistol,She bought it for me.`,
  'D2,2024-02-10,Bought on the street,Stranger,,MD,21215,,,TAURUS,9MM,AA0002,Pistol,',
];
const THEFTS = [
  'Report Number,Theft Date,Date Reported,Type of Loss,Victim Type,FFL Number,Dealer Name,Number of Guns,State,Zip,Latitude,Longitude,Make,Caliber,Serial Number,Firearm Type',
  `T1,2024-01-10,2024-01-11,Burglary,FFL,1-54-760-01-6F-21093,RIVER CITY ARMS,6,MD,21228,${at(SHOP)},GLOCK,9MM,BB0001,Pistol`,
  `T2,2024-02-01,,Theft from motor vehicle,Individual,,,1,MD,21202,${at(HARBOR)},RUGER,.38,BB0002,Revolver`,
];

beforeAll(async () => {
  await addAgencies(server.database, 'BPD', 'DEI');
  for (const [format, rows] of [
    ['ballistics', LINKS],
    ['debriefs', DEBRIEFS],
    ['thefts', THEFTS],
  ] as const) {
    const file = textFile(`${format}.csv`, [...rows, ''].join('\n'));
    const { rowsAccepted } = await importInto(server.database, format, 'BPD', file);
    expect(rowsAccepted).toBe(rows.length - 1);
  }
  await server.database.knex.transaction((trx) =>
    trx.raw(
      `INSERT INTO agreement (giving_agency_id, receiving_agency_id, recoveries, traces, ballistics, debriefs, sales,
         legal_basis, starts_on, written_by, accepted_by, accepted_at)
       SELECT g.id, r.id, 'nothing', 'nothing', 'nothing', 'deidentified', 'nothing', 'tests', '2000-01-01', 't', 't', now()
       FROM agency g, agency r WHERE g.code = 'BPD' AND r.code = 'DEI'`,
    ),
  );
});

const AROUND_BALTIMORE = 'at=-76.65,39.31,10';

async function open(query: string): Promise<Page> {
  const page = await browser.openPage({ baseURL: server.url, viewport: { width: 1280, height: 800 } });
  await page.goto(`/?${query}`);
  await mapDrawn(page);
  return page;
}

async function openAs(agency: string, role: 'analyst' | 'briefing', query: string): Promise<Page> {
  const [name = '', value = ''] = (await accountCookie(server.database, agency, role)).split('=');
  const page = await browser.openPage({ baseURL: server.url, viewport: { width: 1280, height: 800 } });
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.goto(`/?${query}`);
  await mapDrawn(page);
  return page;
}

async function clickAt(page: Page, [lon, lat]: Place): Promise<void> {
  await mapDrawn(page);
  const { x, y } = await pixelOf(page, lon, lat);
  await page.mouse.click(x, y);
}

const legendOf = (page: Page) => page.getByRole('region', { name: 'Legend' });
const detailOf = (page: Page) => page.getByRole('region', { name: 'Detail' });
const between = ([a, b]: Place, [c, d]: Place): Place => [(a + c) / 2, (b + d) / 2];
const selected = (page: Page) => new URL(page.url()).searchParams.get('select');

describe('ballistic links', () => {
  it('are switched on, and a click on one tells its chain', async () => {
    const page = await open(`${AROUND_BALTIMORE}&layers=none`);
    await page.getByRole('heading', { name: 'No records yet' }).waitFor();
    await legendOf(page).getByRole('checkbox', { name: 'Ballistic links' }).check();
    await legendOf(page)
      .getByRole('button', { name: /^Hit\s*1$/ })
      .waitFor();
    await legendOf(page)
      .getByRole('button', { name: /^Lead\s*2$/ })
      .waitFor();
    await legendOf(page).getByText('1 link without two places known to the street').waitFor();
    // There is something to see now.
    await page.getByRole('heading', { name: 'No records yet' }).waitFor({ state: 'detached' });

    await clickAt(page, between(HARBOR, PARK));
    const detail = detailOf(page);
    await detail.getByRole('heading', { level: 2, name: 'Hit L1' }).waitFor();
    await detail
      .getByRole('heading', { name: 'Chain of 3 incidents over 2 agencies / 2 states, Jan 2024 – Nov 2025' })
      .waitFor();
    expect(selected(page)).toMatch(/^link:\d+$/);
    const [, chained] = await detail.getByRole('list').all();
    expect(await chained?.getByRole('listitem').allTextContents()).toEqual([
      '10 Jan 2024 BALTIMORE PD A121202, MDIn Hit L1',
      '2 Mar 2024 BALTIMORE PD B121215, MDIn Hit L1, Lead L2',
      '5 Nov 2025 RICHMOND PD C123224, VAIn Lead L2',
    ]);
    await detail.getByText('ballistics.csv, line 2').first().waitFor();

    await detail.getByRole('button', { name: 'Lead L2' }).first().click();
    await detail.getByRole('heading', { level: 2, name: 'Lead L2' }).waitFor();
    // The address brings it back.
    await page.reload();
    await detailOf(page).getByRole('heading', { level: 2, name: 'Lead L2' }).waitFor();
  });

  it('are opened by an incident too, and narrowed to hits in the legend', async () => {
    const page = await open(`${AROUND_BALTIMORE}&layers=links`);
    await clickAt(page, HARBOR);
    await detailOf(page).getByRole('heading', { level: 2, name: 'Hit L1' }).waitFor();
    await page.keyboard.press('Escape');
    await legendOf(page).getByRole('button', { name: /^Hit/ }).click();
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await page.getByRole('button', { name: 'Links', exact: true }).click();
    const rows = page.getByRole('table', { name: 'Ballistic links' }).locator('tbody tr');
    await expect.poll(() => rows.count()).toBe(1);
    expect(new URL(page.url()).searchParams.get('link_type')).toBe('hit');
  });

  it('are listed in a table that sorts and opens them, also those that no line can show', async () => {
    const page = await open(`${AROUND_BALTIMORE}&layers=links&table=links`);
    const table = page.getByRole('table', { name: 'Ballistic links' });
    const numbers = () => table.locator('tbody tr td:first-child').allTextContents();
    await expect.poll(numbers).toEqual(['L2', 'L3', 'L1']);
    await table.getByRole('button', { name: 'Linked', exact: true }).click();
    await expect.poll(numbers).toEqual(['L1', 'L3', 'L2']);
    await table.getByRole('button', { name: /^Lead L3/ }).press('Enter');
    await detailOf(page).getByText('No other link that you may see shares an incident with it.').waitFor();
    expect(await detailOf(page).getByText('the ZIP area only, not on the map').count()).toBe(2);
  });

  it('say which filters they are shown without', async () => {
    const page = await open(`${AROUND_BALTIMORE}&layers=links&table=links&ttc_max=1095&recovery_state=VA`);
    const table = page.getByRole('region', { name: 'Table' });
    await table
      .getByText('Not narrowed by time from sale: that is said of guns, not of links.', { exact: true })
      .waitFor();
    const numbers = () => table.locator('tbody tr td:first-child').allTextContents();
    await expect.poll(numbers).toEqual(['L2']);
  });
});

describe('debriefs', () => {
  it('stand where the gun was obtained; the statement is read by a press alone, and noted', async () => {
    const page = await open(`${AROUND_BALTIMORE}&layers=none`);
    await legendOf(page).getByRole('checkbox', { name: 'Debriefs, where guns were obtained' }).check();
    await legendOf(page)
      .getByRole('button', { name: /Straw purchase\s*1$/ })
      .waitFor();
    await legendOf(page).getByText('1 debrief has no point').waitFor();
    await clickAt(page, BOOTH);
    const detail = detailOf(page);
    await detail.getByRole('heading', { level: 2, name: 'Debrief of 10 Jan 2024' }).waitFor();
    await detail.getByText('$450').waitFor();
    await detail.getByText('debriefs.csv, line 2').waitFor();
    expect(await page.getByText('She bought it for me.').count()).toBe(0);
    await detail.getByRole('button', { name: 'Read the statement' }).click();
    await detail.getByText('She bought it for me.').waitFor();
    await closeNotedEvents(server.database);
    const [event] = await rowsOf(
      server.database,
      `SELECT actor, subject FROM audit_event WHERE action = 'record.viewed' ORDER BY id DESC LIMIT 1`,
    );
    expect(z.object({ actor: z.string(), subject: z.string() }).parse(event)).toEqual({
      actor: PARTNER,
      subject: (selected(page) ?? '').replace(':', ' '),
    });
  });

  it('say to whom their statement is not shared', async () => {
    const page = await openAs('DEI', 'analyst', `${AROUND_BALTIMORE}&layers=debriefs&table=debriefs`);
    await page.getByRole('button', { name: /^Debrief of 10 Jan 2024/ }).click();
    browser.expectComplaint(/404/);
    await detailOf(page).getByRole('button', { name: 'Read the statement' }).click();
    await detailOf(page).getByText('shares debriefs with yours without their statements').waitFor();
  });
});

describe('thefts', () => {
  it('stand at the dealer; those from private persons are in the table alone', async () => {
    const page = await open(`${AROUND_BALTIMORE}&layers=none`);
    await legendOf(page).getByRole('checkbox', { name: 'Thefts and losses' }).check();
    await legendOf(page).getByText('1 theft or loss has no point').waitFor();
    await clickAt(page, SHOP);
    const detail = detailOf(page);
    await detail.getByRole('heading', { level: 2, name: 'Burglary, 6 guns' }).waitFor();
    await detail.getByRole('button', { name: 'RIVER CITY ARMS' }).waitFor();
    await detail.getByText('thefts.csv, line 2').waitFor();

    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await page.getByRole('button', { name: 'Thefts', exact: true }).click();
    await page.getByRole('button', { name: /^Break-in of a vehicle/ }).click();
    await detail.getByText('told by ZIP: of private persons no point is drawn').waitFor();
  });
});

it('are not offered to those who see counts alone', async () => {
  const page = await openAs(
    'BPD',
    'briefing',
    `${AROUND_BALTIMORE}&layers=links&select=link:1&table=debriefs`,
  );
  await detailOf(page).getByText('Ballistic links are not open to you.').waitFor();
  await page.getByText('Debriefs are not open to you.').waitFor();
  await legendOf(page).getByRole('button', { name: 'Legend' }).click();
  await legendOf(page).getByRole('checkbox', { name: 'Hotspots' }).waitFor();
  expect(await legendOf(page).getByRole('checkbox', { name: 'Ballistic links' }).count()).toBe(0);
});
