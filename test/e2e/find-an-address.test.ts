import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { geocodeSchema } from '../../domain/responses.ts';
import { loadBaltimoreStreets } from '../helpers/baltimore-streets.ts';
import { useBrowser } from '../helpers/browser.ts';
import { mapDrawn, pixelOf } from '../helpers/map-page.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer();
const browser = useBrowser();

async function open(): Promise<Page> {
  const page = await browser.openPage({ baseURL: server.url, viewport: { width: 1200, height: 720 } });
  await page.goto('/?level=state');
  await page.getByRole('heading', { level: 1, name: / recovered/ }).waitFor();
  await mapDrawn(page);
  return page;
}

const search = (page: Page) => page.getByRole('combobox', { name: 'Find a place or an address on the map' });
const pinOf = (page: Page, label: string) => page.getByRole('img', { name: label, exact: true });
const middle = async (page: Page) =>
  (await page.locator('.map-canvas').getAttribute('data-center'))?.split(',').map(Number) ?? [];

it('says that no streets are loaded, shows the ZIP area and puts no pin into it', async () => {
  const page = await open();
  await page.keyboard.press('/');
  await page.keyboard.type('150 N Calvert St, Baltimore, MD 21202');
  await page.getByRole('option', { name: 'BALTIMORE, MD 21202 only the ZIP area is known' }).waitFor();
  await page.getByText('No street data is loaded yet').waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('at')).toMatch(/,12$/);
  expect(await page.locator('.map-pin').count()).toBe(0);
});

it('finds an address by keyboard, marks it, and keeps it out of the URL', async () => {
  await loadBaltimoreStreets(server.database);
  const page = await open();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.keyboard.press('/');
  await page.keyboard.type('150 N Calvert St, Baltimore, MD 21202');
  await page
    .getByRole('option', {
      name: '150 N CALVERT ST, BALTIMORE, MD 21202 placed to the house number on its street',
    })
    .waitFor();
  // Once, or a second time where typing was held up: not with every letter.
  expect(asked.filter((url) => url.includes('/api/geocode')).length).toBeLessThanOrEqual(3);
  await page.keyboard.press('Enter');
  const pin = pinOf(page, '150 N CALVERT ST, BALTIMORE, MD 21202');
  await pin.waitFor();
  await expect.poll(() => new URL(page.url()).searchParams.get('at')).toMatch(/,16$/);
  await mapDrawn(page);

  // The pin's tip is on the house; the middle of the map, which the URL names, is on a grid of 200 m.
  const answer = await fetch(`${server.url}/api/geocode?q=150 N Calvert St, Baltimore, MD 21202`);
  const { lon, lat } = geocodeSchema.parse(await answer.json()).result;
  const tip = await pixelOf(page, lon ?? 0, lat ?? 0);
  const box = await pin.boundingBox();
  expect(box === null ? [] : [box.x + box.width / 2, box.y + box.height]).toEqual([
    expect.closeTo(tip.x, -1),
    expect.closeTo(tip.y, -1),
  ]);
  expect((await middle(page)).map((degrees) => degrees / 0.002 - Math.round(degrees / 0.002))).toEqual([
    expect.closeTo(0, 1),
    expect.closeTo(0, 1),
  ]);
  expect(page.url()).not.toMatch(/calvert|150/i);

  await page.keyboard.press('Escape');
  await pin.waitFor({ state: 'detached' });
});

it('offers both where east or west is missing, and the pin goes with the next search', async () => {
  const page = await open();
  await search(page).fill('350 North Ave, Baltimore, MD');
  await page.getByText('Streets that differ only in direction fit').waitFor();
  const list = page.getByRole('listbox', { name: 'Places and addresses found' });
  expect(await list.getByRole('option').allTextContents()).toEqual([
    '350 E NORTH AVE, BALTIMORE, MD 21202 placed to the house number on its street',
    '350 W NORTH AVE, BALTIMORE, MD 21201 placed to the house number on its street',
    'BALTIMORE, MD only the city is known',
  ]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const pin = pinOf(page, '350 W NORTH AVE, BALTIMORE, MD 21201');
  await pin.waitFor();
  await search(page).fill('Baltimore');
  await pin.waitFor({ state: 'detached' });
  await page
    .getByRole('option', { name: /^Baltimore, MD/ })
    .first()
    .waitFor();
});

it('says what to do when nothing is known of it, and when the server cannot be asked', async () => {
  const page = await open();
  await search(page).fill('12 Xyzzy Qqq');
  await page.getByText('Nothing is known of this address. Add its city and state, or its ZIP.').waitFor();
  browser.expectComplaint(/ERR_FAILED/);
  await page.route('**/api/geocode**', (route) => route.abort());
  await search(page).fill('13 Xyzzy Qqq');
  await page.getByText('The address was not looked up. The server could not be reached.').waitFor();
});
