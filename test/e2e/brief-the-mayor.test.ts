/** A newcomer's walk: as mayor's staff from the first sign-in to a page in the city's own site, with the files for the meeting. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { accountCookie } from '../helpers/account-cookie.ts';
import { useBrowser } from '../helpers/browser.ts';
import { useCitySite } from '../helpers/city-site.ts';
import { tabTo } from '../helpers/keyboard.ts';
import { fromGeoPackage, OGRINFO, toldByGdal } from '../helpers/read-exported.ts';
import { insertRecords } from '../helpers/records.ts';
import { releaseYear } from '../helpers/release-year.ts';
import { useTestServer } from '../helpers/server.ts';
import { unzip } from '../helpers/unzip.ts';

const server = useTestServer([], { signedIn: false, makesFiles: true });
const browser = useBrowser();

const site = useCitySite();

/** 40 guns sold in Maryland, 25 in Virginia, 4 in Georgia: the last are told to nobody. */
beforeAll(async () => {
  const gun = { agency: 'BPD', on: '2025-03-01', to: { state: 'MD' }, outcome: 'dealer' as const };
  const sold = (count: number, state: string) =>
    Array.from({ length: count }, () => ({ ...gun, from: { state } }));
  await insertRecords(server.database, {
    agencies: ['BPD'],
    recoveries: [...sold(40, 'MD'), ...sold(25, 'VA'), ...sold(4, 'GA')],
  });
  await releaseYear(server.database, 'BPD', 2025);
}, 60_000);

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** The file a button makes, by how its name ends: a picture more may come, one for each chart. */
async function taken(page: Page, name: string, ending: string, pressed = press): Promise<Buffer> {
  const download = page.waitForEvent('download', {
    timeout: 60_000,
    predicate: (file) => file.suggestedFilename().endsWith(ending),
  });
  await pressed(page, name);
  return readFile(await (await download).path());
}

/** Signed in as mayor's staff, and trusted with the clipboard. */
async function newcomersPage(): Promise<Page> {
  const [name = '', value = ''] = (await accountCookie(server.database, 'BPD', 'briefing')).split('=');
  const page = await browser.openPage({ baseURL: server.url, viewport: { width: 1280, height: 800 } });
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  return page;
}

it('leads from a template to slides, a PDF, a picture, a file for QGIS, and a page that can be taken back', async () => {
  const page = await newcomersPage();
  await page.goto('/?view=briefings');
  await press(page, 'Make it: For everybody');
  await page.getByText('69 guns recovered by BPD in 2025, by the state of their first sale.').waitFor();
  const slides = await unzip(await taken(page, 'Slides', '.pptx'));
  const first = slides.get('ppt/slides/slide1.xml') ?? '';
  expect(first).toContain('Where they were sold');
  expect(first).toContain('released for everybody');
  for (const [file, text] of slides) {
    if (/\/charts\/chart\d+\.xml$/.test(file)) expect(text).not.toMatch(/<c:v>[1-9]<\/c:v>|<c:v>10<\/c:v>/);
  }
  const pdf = (await taken(page, 'PDF', '.pdf')).toString('latin1');
  expect(pdf).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
  // A page for each section, and one more where a section has a map and bars.
  expect([...pdf.matchAll(/\/Type \/Page\b(?!s)/g)]).toHaveLength(5);

  await page.goto('/');
  await press(page, 'Brief');
  await press(page, 'Open what is released');
  await page.getByText('Where the guns came from').waitFor();
  await press(page, 'Brief');
  expect((await taken(page, 'Picture (PNG)', '.png')).subarray(1, 4).toString()).toBe('PNG');
  await page.keyboard.press('Escape');

  await press(page, 'Export');
  const form = page.getByRole('form', { name: 'Export what is shown' });
  await form.getByRole('checkbox', { name: 'With data dictionary' }).uncheck();
  await form.getByLabel('Format').selectOption('gpkg');
  const geoPackage = await taken(page, 'Download', '.gpkg');
  expect(fromGeoPackage(geoPackage, "SELECT guns FROM released WHERE category = 'MD'")).toEqual([
    { guns: 40 },
  ]);
  if (OGRINFO !== null) {
    expect(toldByGdal('released.gpkg', geoPackage)).toMatch(/Layer name: released[\s\S]*Line String/);
    await form.getByLabel('Format').selectOption('geojson');
    expect(toldByGdal('released.geojson', await taken(page, 'Download', '.geojson'))).toContain(
      'Feature Count',
    );
  }
  await page.keyboard.press('Escape');

  await press(page, 'Copy the embed');
  await page.getByText('Copied: paste it into the other page.').waitFor();
  site.pasted = await page.evaluate(() => navigator.clipboard.readText());
  const visitor = await browser.openPage({ baseURL: site.url }, [
    new URL(site.url).host,
    new URL(server.url).host,
  ]);
  await visitor.goto('/');
  const frame = visitor.frameLocator('iframe');
  await frame
    .getByRole('img', { name: /Lines lead to Maryland. Most were sold in Maryland \(40\)/ })
    .waitFor();

  await page.goto('/?view=briefings');
  await press(page, 'Take back “Where our guns come from”');
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await page.getByText(/Taken back/).waitFor();
  browser.expectComplaint(/status of 404/);
  await visitor.reload();
  await frame.getByText(/It may have been taken back/).waitFor();
}, 240_000);

/** Goes to a button by Tab and presses it by Enter. */
async function enter(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name, exact: true }));
  await page.keyboard.press('Enter');
}

it('is walked by keyboard alone too', async () => {
  const page = await newcomersPage();
  await page.goto('/?view=briefings');
  await enter(page, 'Make it: For everybody');
  await page.getByText('69 guns recovered by BPD in 2025, by the state of their first sale.').waitFor();
  expect((await taken(page, 'Slides', '.pptx', enter)).subarray(0, 2).toString()).toBe('PK');

  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await page.getByText('Where the guns came from').waitFor();
  const by = page.getByLabel('By', { exact: true });
  await tabTo(page, by);
  await page.keyboard.press('ArrowDown');
  await page.getByText('69 guns recovered by BPD in 2025, by the time from sale to recovery.').waitFor();
  await page.keyboard.press('ArrowUp');
  await page.getByText('Where the guns came from').waitFor();

  await enter(page, 'Brief');
  expect((await taken(page, 'Picture (PNG)', '.png', enter)).subarray(1, 4).toString()).toBe('PNG');
  await page.keyboard.press('Escape');
  await enter(page, 'Export');
  const form = page.getByRole('form', { name: 'Export what is shown' });
  await tabTo(page, form.getByRole('checkbox', { name: 'With data dictionary' }));
  await page.keyboard.press('Space');
  expect((await taken(page, 'Download', '.geojson', enter)).toString()).toContain('FeatureCollection');
  await page.keyboard.press('Escape');

  await enter(page, 'Copy the embed');
  await page.getByText('Copied: paste it into the other page.').waitFor();
  const pasted = await page.evaluate(() => navigator.clipboard.readText());
  const address = /src="([^"]+)"/.exec(pasted)?.[1] ?? '';
  expect((await fetch(address)).status).toBe(200);
  await page.keyboard.press('g');
  await page.keyboard.press('v');
  // The briefing is still open.
  await enter(page, '← All briefings');
  await enter(page, 'Take back “Where our guns come from”');
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Take back' }));
  await page.keyboard.press('Enter');
  await page
    .getByRole('button', { name: 'Take back “Where our guns come from”' })
    .waitFor({ state: 'detached' });
  expect((await fetch(address)).status).toBe(404);
}, 240_000);
