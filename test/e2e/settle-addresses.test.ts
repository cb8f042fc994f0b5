import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { recoveriesSchema } from '../../domain/responses.ts';
import { reviewDecisionsSchema, reviewSchema } from '../../domain/review.ts';
import type { Precision } from '../../domain/vocabulary.ts';
import { createGeocoder } from '../../server/geocoding/geocoder.ts';
import { importFile } from '../../server/imports/import-service.ts';
import { loadBaltimoreStreets } from '../helpers/baltimore-streets.ts';
import { useBrowser } from '../helpers/browser.ts';
import { Journey } from '../helpers/journey.ts';
import { mapDrawn } from '../helpers/map-page.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer();
const browser = useBrowser();

const NORTH_AVENUE = 31;
/** So many of them are settled one by one. */
const SINGLY = 24;
const CALVERT_STREET = 10;
const NOWHERE_STREET = 8;
const GRENMONT_AVENUE = 3;
const ALL = NORTH_AVENUE + CALVERT_STREET + NOWHERE_STREET + GRENMONT_AVENUE;

const numbers = (count: number, first: number) => Array.from({ length: count }, (_, index) => first + index);

/**
 * Streets that exist but for their direction, numbers that do not, a street that does not, a name misspelt beyond doubt;
 * each with so many guns recovered there, which is the order of the queue.
 */
const ADDRESSES: readonly (readonly [address: string, guns: number])[] = [
  ...numbers(NORTH_AVENUE, 301).map((number) => [`${number} North Ave`, 4] as const),
  ...numbers(CALVERT_STREET, 901).map((number) => [`${number} N Calvert St`, 3] as const),
  ...numbers(NOWHERE_STREET, 11).map((number) => [`${number} Nowhere St`, 2] as const),
  ...numbers(GRENMONT_AVENUE, 1801).map((number) => [`${number} E Grenmont Ave`, 1] as const),
];
const GUNS = ADDRESSES.reduce((sum, [, guns]) => sum + guns, 0);

const traceOf = (address: string, gun = 1) =>
  `R-${ADDRESSES.findIndex(([known]) => known === address)}-${gun}`;

beforeAll(async () => {
  await loadBaltimoreStreets(server.database);
  const rows = ADDRESSES.flatMap(([address, guns]) =>
    numbers(guns, 1).map((gun) => {
      const trace = traceOf(address, gun);
      return [trace, `SN-${trace}`, 'Pistol', '03/14/2025', address, 'Baltimore', 'MD'].join(',');
    }),
  );
  const headings =
    'Trace Number,Serial Number,Firearm Type,Recovery Date,Recovery Address,Recovery City,Recovery State';
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-review-'));
  const filePath = path.join(folder, 'unsure.csv');
  writeFileSync(filePath, [headings, ...rows].join('\n'));
  try {
    const context = { database: server.database, placer: await createGeocoder(server.database) };
    await importFile(context, { format: 'traces', agency: 'BPD', filePath });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const get = async (address: string): Promise<unknown> => (await fetch(`${server.url}${address}`)).json();
const queue = async () => reviewSchema.parse(await get('/api/review?limit=200'));
const decisions = async () => reviewDecisionsSchema.parse(await get('/api/review/decisions?limit=200'));

/** How exactly a gun's recovery is known, and where it is drawn. */
async function placeOf(address: string): Promise<{ precision: Precision; lon: number; lat: number }> {
  const day = 'recovered_from=2025-03-14&recovered_to=2025-03-15';
  const { features } = recoveriesSchema.parse(await get(`/api/recoveries?${day}&limit=500`));
  const found = features.find(({ properties }) => properties.traceNumber === traceOf(address));
  if (found === undefined) throw new Error(`The recovery ${traceOf(address)} is gone.`);
  const [lon, lat] = found.geometry?.coordinates ?? [Number.NaN, Number.NaN];
  return { precision: found.properties.precision, lon, lat };
}

const newPage = () => browser.openPage({ baseURL: server.url, viewport: { width: 1200, height: 720 } });

async function open(page: Page): Promise<void> {
  await page.goto('/?view=data');
  await page.getByRole('heading', { name: 'Bring in a file' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.getByRole('heading', { name: 'Queue' }).waitFor();
}

const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const panel = (page: Page) => page.getByRole('complementary', { name: 'The address shown' });
/** The address on screen; empty when there is none. */
const addressShown = (page: Page) =>
  page.evaluate(() => document.querySelector('.review-address h2')?.textContent ?? '');

/** The key of the candidate on this street. */
async function keyOf(page: Page, street: RegExp): Promise<string> {
  const labels = await panel(page).locator('.candidate strong').allTextContents();
  const at = labels.findIndex((label) => street.test(label));
  if (at < 0) throw new Error(`${street} is not offered.`);
  return String(at + 1);
}

it('settles all unsure addresses of a file by keyboard alone', async () => {
  expect(await queue()).toMatchObject({ total: ALL, records: GUNS });
  expect((await placeOf('301 North Ave')).precision).toBe('city');
  const page = await newPage();
  // The queue's second page is under way while addresses are settled: none of them may be forgotten.
  let letPageCome = () => {};
  const pageMayCome = new Promise<void>((resolve) => {
    letPageCome = resolve;
  });
  await page.route(/\/api\/review\?.*after=/, (route) => pageMayCome.then(() => route.continue()));
  await open(page);
  await title(page, `${ALL} addresses of ${GUNS} records wait for a person`);
  await mapDrawn(page);
  const journey = new Journey();
  const press = (key: string) => journey.act(key, () => page.keyboard.press(key));
  /** Presses the key that settles the address on screen: the next is there at once. */
  const settle = async (key: string) => {
    const before = await addressShown(page);
    await press(key);
    await expect.poll(() => addressShown(page)).not.toBeOneOf([before, '']);
  };
  const leftIs = (count: number) => title(page, new RegExp(`^${count} address`));

  // East and west differ: most were in the west, the one that was not is taken back.
  for (let count = 0; count < SINGLY; count += 1) await settle(await keyOf(page, /W NORTH AVE/));
  const hasty = await addressShown(page);
  await settle(await keyOf(page, /E NORTH AVE/));
  await press('z');
  await expect.poll(() => addressShown(page)).toBe(hasty);
  await leftIs(ALL - SINGLY);
  await settle(`Shift+${await keyOf(page, /W NORTH AVE/)}`);
  await leftIs(ALL - NORTH_AVENUE);

  // The street has no such number: that one, then all that are like it, cannot be known.
  await settle('u');
  await press('a');
  await panel(page).getByRole('checkbox', { checked: true }).waitFor();
  await settle('u');
  await leftIs(NOWHERE_STREET + GRENMONT_AVENUE);

  // No street of the reference, but somebody knows where it is.
  for (let count = 0; count < NOWHERE_STREET; count += 1) {
    await panel(page)
      .getByRole('heading', { level: 2, name: /Nowhere St/ })
      .waitFor();
    await press('p');
    await page.locator('.map-pin:focus').waitFor();
    await press('Shift+ArrowRight');
    await press('ArrowUp');
    await settle('Enter');
    letPageCome();
  }
  await leftIs(GRENMONT_AVENUE);

  // A name that is always misspelt so: the others that have it go with a yes.
  await settle(await keyOf(page, /GREENMOUNT AVE/));
  await page.getByText('Always read GRENMONT as GREENMOUNT').first().waitFor();
  await press('y');
  await page.getByRole('heading', { name: 'Every unsure address is settled' }).waitFor();
  await panel(page).getByText('GRENMONT is read as GREENMOUNT').waitFor();

  expect(await queue()).toMatchObject({ total: 0, records: 0 });
  expect(journey.actions.length).toBeLessThanOrEqual(2 * ALL);
  expect(page.url()).not.toMatch(/north|calvert|nowhere|grenmont/i);
  await provePlaces();
});

/** The records have moved to where they were settled. */
async function provePlaces(): Promise<void> {
  const west = await Promise.all([placeOf('301 North Ave'), placeOf('331 North Ave')]);
  expect(west.map(({ precision }) => precision)).toEqual(['range', 'range']);
  for (const { lon } of west) expect(lon).toBeLessThan(-76.6185);
  expect((await placeOf('901 N Calvert St')).precision).toBe('city');
  expect((await placeOf('11 Nowhere St')).precision).toBe('point');
  expect((await placeOf('1803 E Grenmont Ave')).lon).toBeCloseTo(-76.609, 3);
}

it('keeps what was settled, and opens it again when it is taken back in the list', async () => {
  const page = await newPage();
  await open(page);
  await page.getByRole('heading', { name: 'Every unsure address is settled' }).waitFor();
  const { total } = await decisions();
  await panel(page)
    .getByRole('heading', { name: `Settled ${total}` })
    .waitFor();
  await panel(page).getByRole('button', { name: 'Undo 18 Nowhere St, Baltimore, MD' }).click();
  await title(page, '1 address of 2 records waits for a person');
  expect(await addressShown(page)).toContain('18 Nowhere St');
  await expect.poll(async () => (await queue()).total).toBe(1);
  expect((await placeOf('18 Nowhere St')).precision).toBe('city');
  expect((await decisions()).total).toBe(total - 1);
});

it('sends again what the server did not hear, and says so when somebody else was faster', async () => {
  browser.expectComplaint(/ERR_FAILED|status of 40[49]/);
  const page = await newPage();
  // From the start: the browser may let requests through for a moment after it is told to stop them.
  let isCut = false;
  await page.route('**/decision', (route) => (isCut ? route.abort() : route.continue()));
  await open(page);
  await title(page, '1 address of 2 records waits for a person');
  const address = await addressShown(page);
  isCut = true;
  await page.keyboard.press('u');
  await page.getByText('One step is kept here and sent when you try again.').waitFor();
  expect((await queue()).total).toBe(1);
  isCut = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(async () => (await queue()).total).toBe(0);
  await page.getByRole('heading', { name: 'Every unsure address is settled' }).waitFor();

  await page.keyboard.press('z');
  await expect.poll(() => addressShown(page)).toBe(address);
  await expect.poll(async () => (await queue()).total).toBe(1);
  const [item] = (await queue()).items;
  await fetch(`${server.url}/api/review/${item?.id}/decision`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ kind: 'unknown', alike: false }),
  });
  await page.keyboard.press('u');
  await page.getByText(`Your decision on ${address} was not taken.`).waitFor();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.getByRole('heading', { name: 'Every unsure address is settled' }).waitFor();
});
