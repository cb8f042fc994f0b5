import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { useBrowser } from '../helpers/browser.ts';
import { mapDrawn } from '../helpers/map-page.ts';
import { TEST_ENGINE } from '../helpers/test-database.ts';

/**
 * Walks docs/guides/demo-tour.md on the demo region as a newcomer has it, on the embedded engine: that of the Tracemap that runs
 * at TRACEMAP_TOUR_URL (.ci/run walks it in its fresh clone), else of one started for it, which takes a minute or two.
 */
const running = process.env.TRACEMAP_TOUR_URL ?? '';
const isWalkedElsewhere =
  running === '' && (TEST_ENGINE !== 'embedded' || (process.env.TEST_DATABASE_URL ?? '') !== '');

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
const START_MS = 300_000;
const folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-tour-'));
let child: ChildProcess | null = null;
let url = running;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  server.close();
  await once(server, 'close');
  return port;
}

beforeAll(async () => {
  if (running !== '') return;
  const port = String(await freePort());
  url = `http://127.0.0.1:${port}`;
  child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
    stdio: 'ignore',
    env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: '', PORT: port, TRACEMAP_DATA_DIR: folder },
  });
  await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), {
    timeout: START_MS,
    interval: 500,
  });
}, START_MS);
afterAll(async () => {
  if (child !== null) {
    const closed = once(child, 'close');
    child.kill('SIGTERM');
    await closed;
  }
  rmSync(folder, { recursive: true, force: true });
});

const browser = useBrowser();

/** Looks around as the analyst of Baltimore. */
async function enter(): Promise<Page> {
  const page = await browser.openPage({ baseURL: url, viewport: { width: 1440, height: 900 } });
  await page.goto('/');
  await page.getByRole('button', { name: /^Ana Lys/ }).click();
  await mapDrawn(page);
  return page;
}

const legendOf = (page: Page) => page.getByRole('region', { name: 'Legend' });
const detailOf = (page: Page) => page.getByRole('region', { name: 'Detail' });

/** Switches a layer on, narrows it to one of its classes and opens its table. */
async function look(page: Page, layer: string, only: RegExp, table: string): Promise<void> {
  await legendOf(page).getByRole('checkbox', { name: layer }).check();
  await legendOf(page).getByRole('button', { name: only }).click();
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await page
    .getByRole('group', { name: 'Rows of' })
    .getByRole('button', { name: table, exact: true })
    .click();
}

/** The events of the gun whose page is open: `6 Feb 2024 Sold by …`. */
async function lifeOf(page: Page): Promise<readonly string[]> {
  const life = page.getByRole('list', { name: 'Life of this gun' });
  await life.waitFor();
  const events = await life.locator('.gun-event').all();
  return Promise.all(
    events.map(async (event) => {
      const when = await event.locator('.gun-when').innerText();
      const what = await event.locator('.gun-what').innerText();
      return `${when.replace(/ · .*/, '')}: ${what}`;
    }),
  );
}

describe.skipIf(isWalkedElsewhere)('the tour of the demo', () => {
  it('finds a ring of straw purchasers over three agencies', async () => {
    const page = await enter();
    await look(page, 'Debriefs, where guns were obtained', /Straw purchase/, 'Debriefs');
    const debriefs = page.getByRole('table', { name: 'Debriefs' });
    const far = debriefs.getByRole('row').filter({ hasText: 'Fauquier County, VA' });
    await far.getByRole('button').click();
    await detailOf(page).getByRole('button', { name: 'All that is known of this gun' }).click();
    expect(await lifeOf(page)).toEqual([
      '6 Feb 2024: Sold by DEMO RANGE 0421 LLC in a multiple sale of 4 guns',
      '6 Feb 2024: Obtained from a friend: straw purchase, as was said on 10 Jul 2024',
      '10 Jul 2024: Recovered',
    ]);

    await page.getByRole('button', { name: 'Region' }).click();
    await page.getByRole('link', { name: 'Persons' }).click();
    await page.getByLabel('Name, or words of it').fill('Juniper Fictional');
    await page.getByLabel('Case number').fill('TOUR-1');
    await page.getByLabel('Reason').fill('A tour of the demo region');
    await page.getByRole('button', { name: 'Search' }).click();
    const hits = page.getByRole('table', { name: /^Persons found/ });
    await hits.waitFor();
    const ring = hits
      .getByRole('row')
      .filter({ hasText: /Bought the gun/ })
      .filter({ hasText: /1999/ });
    expect(await ring.count()).toBe(7);
    const agencies = await ring.locator('[data-label="Agency"]').allInnerTexts();
    expect([...new Set(agencies)].toSorted()).toEqual([
      'Baltimore Police (demo)',
      'Camden County Police (demo)',
      'Wilmington Police (demo)',
    ]);
    expect(new Set(await ring.locator('[data-label="Born"]').allInnerTexts())).toEqual(
      new Set(['9 Apr 1999', '4 Sep 1999']),
    );
  });

  it('finds that ring among all purchasers by their indicators, without knowing a name', async () => {
    const page = await enter();
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await page.getByRole('checkbox', { name: 'Several agencies' }).check();
    await page.getByRole('checkbox', { name: 'Multiple sale' }).check();
    await page.getByText('All 2 purchasers shown.').waitFor();
    const listed = page.getByRole('table', { name: 'Purchasers by indicators' });
    await listed.getByRole('row').nth(1).getByRole('button').click();
    const card = page.getByRole('region', { name: 'The purchaser chosen' });
    await card.getByRole('heading', { level: 2, name: /: 7 guns$/ }).waitFor();
    await card
      .getByText('Baltimore Police (demo), Wilmington Police (demo), Camden County Police (demo)')
      .waitFor();
    // Both bought at one dealer.
    await page.getByText('The network as a table').click();
    const network = page.getByRole('table', { name: 'The network' });
    await network.getByRole('row', { name: /^DEMO RANGE 0421 LLC 11 / }).waitFor();
  });

  it('finds a dealer that was broken into, and guns of it that were recovered', async () => {
    const page = await enter();
    await look(page, 'Thefts and losses', /^From a dealer/, 'Thefts');
    const thefts = page.getByRole('table', { name: 'Thefts and losses' });
    const burgled = thefts.getByRole('row').filter({ hasText: 'DEMO TRADING POST 2241' });
    await expect.poll(() => burgled.count()).toBe(23);
    await burgled.filter({ hasText: '20 Nov 2021' }).first().getByRole('button').click();
    await detailOf(page).getByRole('button', { name: 'All that is known of this gun' }).click();
    expect(await lifeOf(page)).toEqual([
      'Day unknown: Sold by DEMO TRADING POST 2241',
      '20 Nov 2021: Stolen or lost: burglary, from DEMO TRADING POST 2241',
      '31 May 2022: Recovered',
    ]);
  });

  it('finds that dealer among all that have more traces than their sales explain, without knowing its name', async () => {
    const page = await enter();
    await page.keyboard.press('g');
    await page.keyboard.press('f');
    await page.getByText(/have more traces than sales and chance explain/).waitFor();
    const ranked = page.getByRole('table', { name: 'Dealers by rank' });
    await ranked.getByRole('button', { name: 'Stolen or lost' }).click();
    const first = ranked.getByRole('row').nth(1);
    await first.getByRole('button').click();
    const card = page.getByRole('region', { name: 'The dealer chosen' });
    const told = async (fact: string) =>
      card
        .locator('.facts > div')
        .filter({ has: page.getByText(fact, { exact: true }) })
        .locator('dd')
        .innerText();
    await card.getByRole('heading', { level: 2 }).waitFor();
    expect(await told('Guns stolen or lost')).toBe('23');
    expect(await told('In the funnel')).toBe('above the 99.8 % limit');
    expect(await told('Traced per 1,000 sold')).toMatch(/^\d+\.\d \(\d+\.\d to \d+\.\d\)$/);
  });

  it('finds a licence that ended and the one that came after it at the same premises', async () => {
    const page = await enter();
    await page.keyboard.press('g');
    await page.keyboard.press('f');
    const ranked = page.getByRole('table', { name: 'Dealers by rank' });
    await ranked.getByRole('row').nth(1).getByRole('button').click();
    const card = page.getByRole('region', { name: 'The dealer chosen' });
    const others = card.getByRole('region', { name: 'Other licences that may be the same business' });
    await card.getByRole('heading', { level: 2, name: 'DEMO TRADING POST 0043' }).waitFor();
    await others.getByText('The same address, another name').waitFor();
    await others.getByText('62 guns of this selection traced to this and the other licence.').waitFor();
    await others.getByRole('button', { name: 'DEMO HARDWARE 0032 LLC' }).click();
    await card.getByRole('heading', { level: 2, name: 'DEMO HARDWARE 0032 LLC' }).waitFor();
    await others.getByRole('button', { name: 'DEMO TRADING POST 0043' }).waitFor();
    await card.getByText('demo-inspections-baltpd.csv, line 245').waitFor();
  });

  it('follows a chain of four incidents over two states to the gun, which the ring bought', async () => {
    const page = await enter();
    await look(page, 'Ballistic links', /^Hit/, 'Links');
    await page
      .getByRole('table', { name: 'Ballistic links' })
      .getByRole('button', { name: /PHL-L-9003/ })
      .click();
    const detail = detailOf(page);
    await detail
      .getByRole('heading', { name: 'Chain of 4 incidents over 2 agencies / 2 states, Jul 2025 – Oct 2025' })
      .waitFor();
    await detail.getByRole('button', { name: 'The gun recovered in this case' }).click();
    expect(await lifeOf(page)).toEqual([
      '12 Mar 2024: Sold by DEMO RANGE 0421 LLC in a multiple sale of 4 guns',
      '22 Jul 2025: Used: 3 .380 casings (incident 25-710001)',
      '22 Aug 2025: Used: 5 .380 casings (incident 25-710002)',
      '19 Sep 2025: Used: 7 .380 casings (incident 25-710003)',
      '1 Oct 2025: Recovered',
    ]);
    await page.getByText('5 lines of files of 3 agencies tell of it.').waitFor();
    await mapDrawn(page);
    expect(await page.locator('.gun-mark').allInnerTexts()).toEqual(['2', '3', '4', '5']);
  });
});
