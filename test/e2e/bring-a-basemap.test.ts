import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, it } from 'vitest';
import { createApp } from '../../server/app.ts';
import { openBasemap } from '../../server/basemap/open-basemap.ts';
import { readConfig } from '../../server/config.ts';
import { CurrentGeocoder } from '../../server/geocoding/current-geocoder.ts';
import { useBrowser } from '../helpers/browser.ts';
import { mapDrawn } from '../helpers/map-page.ts';
import { vectorTile, writeArchive } from '../helpers/pmtiles-archive.ts';
import { useTestServer } from '../helpers/server.ts';
import { cookieOfPartner } from '../helpers/sign-in.ts';
import type { StyleServer } from '../helpers/style-server.ts';
import { startStyleServer } from '../helpers/style-server.ts';

const plain = useTestServer();
const browser = useBrowser();
const folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-basemap-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** The records of the plain server, with a basemap: where it is reached. */
async function serveWith(environment: NodeJS.ProcessEnv): Promise<string> {
  const { database } = plain;
  const config = readConfig({ LOG_LEVEL: 'error', ...environment });
  const basemap = await openBasemap(config.basemap);
  const geocoder = new CurrentGeocoder(database);
  const app = createApp({ config, database, geocoder, log: pino({ level: 'error' }), basemap });
  const server = http.createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
    void basemap.archive?.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}

async function styleServer(options?: Parameters<typeof startStyleServer>[0]): Promise<StyleServer> {
  const server = await startStyleServer(options);
  stops.push(() => server.stop());
  return server;
}

const TOWN = '/?at=-76.61,39.29,13&level=state';

async function open(
  baseURL: string,
  others: readonly string[],
  theme: 'light' | 'dark' = 'light',
): Promise<Page> {
  const page = await browser.openPage(
    { baseURL, viewport: { width: 1200, height: 720 }, colorScheme: theme },
    [baseURL, ...others].map((url) => new URL(url).host),
  );
  // Cookies know no ports: that of the session would go to another of this machine, if any were sent.
  const [name = '', value = ''] = (await cookieOfPartner(plain.database)).split('=');
  await page.context().addCookies([{ name, value, url: baseURL }]);
  return page;
}

async function keepPicture(page: Page, name: string): Promise<void> {
  const pictures = process.env.TRACEMAP_SCREENSHOTS;
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `basemap-${name}.png`) });
}

const line = (page: Page) => page.locator('.basemap-line');

it('asks no other host and says nothing of a basemap where none is set', async () => {
  const page = await open(plain.url, []);
  await page.goto(TOWN);
  await mapDrawn(page);
  expect(await line(page).count()).toBe(0);
});

it("draws the tiles of the operator's archive and names their makers", async () => {
  const file = path.join(folder, 'town.pmtiles');
  const square: [number, number][][] = [
    [
      [0, 0],
      [4096, 0],
      [4096, 4096],
      [0, 4096],
      [0, 0],
    ],
  ];
  const bytes = vectorTile({ earth: [{ type: 3, geometry: square, tags: { kind: 'earth' } }] });
  writeArchive(file, {
    tiles: [
      { at: [0, 0, 0], bytes },
      { at: [13, 2352, 3115], bytes },
    ],
  });
  const url = await serveWith({ BASEMAP_PMTILES: file });
  const page = await open(url, []);
  const asked = page.waitForResponse(/\/basemap\/13\/\d+\/\d+\.mvt$/);
  await page.goto(TOWN);
  expect([200, 204]).toContain((await asked).status());
  await mapDrawn(page);
  expect(await line(page).textContent()).toBe('Protomaps © OpenStreetMap');
  const terms = line(page).getByRole('link', { name: 'OpenStreetMap' });
  expect(await terms.getAttribute('href')).toBe('https://www.openstreetmap.org/copyright');
  await page.getByRole('button', { name: /dark/i }).first().click();
  await mapDrawn(page);
  await keepPicture(page, 'archive-dark');
});

it('draws a style of another host, which learns neither page nor cookie, and what it leads to elsewhere is left out', async () => {
  const style = await styleServer();
  const url = await serveWith({ BASEMAP_STYLE_URL: `${style.origin}/{theme}.json` });
  const page = await open(url, [style.origin]);
  const warned = page.waitForEvent('console', (message) =>
    message.text().startsWith('Left out of the basemap'),
  );
  await page.goto(TOWN);
  const warning = (await warned).text();
  expect(warning).toContain('source third: it leads to another host');
  expect(warning).toContain('layer third: its source is left out');
  expect(warning).toContain('outside-wrong');
  const tiles = () => style.asked.filter(({ path: asked }) => asked.startsWith('/tiles/13/'));
  await expect.poll(() => tiles().length).toBeGreaterThan(0);
  await mapDrawn(page);
  expect(style.asked[0]?.path).toBe('/light.json');
  for (const { path: asked, headers } of style.asked) {
    expect(headers.cookie, asked).toBeUndefined();
    expect(headers.referer, asked).toBeUndefined();
  }
  expect(await line(page).textContent()).toMatch(/^© OpenStreetMap, Town\. Parts of it are left out/);
  await keepPicture(page, 'style-light');
  await page.getByRole('button', { name: /dark/i }).first().click();
  await expect.poll(() => style.asked.some(({ path: asked }) => asked === '/dark.json')).toBe(true);
  await mapDrawn(page);
  await keepPicture(page, 'style-dark');
});

it('keeps its own ground and says so where the style is none or cannot be reached', async () => {
  const broken = await styleServer({ broken: true });
  const page = await open(await serveWith({ BASEMAP_STYLE_URL: `${broken.origin}/style.json` }), [
    broken.origin,
  ]);
  await page.goto(TOWN);
  await line(page)
    .getByText(/is missing: it is not a map style of version 8\. The map shows its own ground\./)
    .waitFor();
  await mapDrawn(page);
  await keepPicture(page, 'missing');

  browser.expectComplaint(/ERR_CONNECTION_REFUSED/);
  const gone = await startStyleServer();
  gone.stop();
  const other = await open(await serveWith({ BASEMAP_STYLE_URL: `${gone.origin}/style.json` }), [
    gone.origin,
  ]);
  await other.goto(TOWN);
  await line(other)
    .getByText(/is missing: it could not be reached/)
    .waitFor();
  await mapDrawn(other);
});
