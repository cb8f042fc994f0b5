import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../domain/access.ts';
import { accountCookie } from '../helpers/account-cookie.ts';
import { useBrowser } from '../helpers/browser.ts';
import { Journey } from '../helpers/journey.ts';
import type { PooledWorld } from '../helpers/pooled-world.ts';
import { makePooledWorld } from '../helpers/pooled-world.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer([], { signedIn: false });
const browser = useBrowser();
let world: PooledWorld;
beforeAll(async () => {
  world = await makePooledWorld(server.database, { states: false });
}, 180_000);

const DESK = { width: 1280, height: 800 };
const SIZES = [
  ['phone', { width: 390, height: 844 }],
  ['tablet', { width: 820, height: 1100 }],
  ['desk', DESK],
] as const;

interface Opened {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly theme?: 'light' | 'dark';
}

async function openAs(agency: string, role: Role, { viewport = DESK, theme = 'light' }: Opened = {}) {
  const [name = '', value = ''] = (await accountCookie(server.database, agency, role)).split('=');
  const page = await browser.openPage({ baseURL: server.url, viewport, colorScheme: theme });
  await page.context().addCookies([{ name, value, url: server.url }]);
  return page;
}

/** Kept where TRACEMAP_SCREENSHOTS names a folder: for looking at. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.TRACEMAP_SCREENSHOTS;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

describe.each(SIZES)('from the start page, on a %s', (name, viewport) => {
  it.each(['light', 'dark'] as const)('is one click away, in the %s', async (theme) => {
    const page = await openAs('OWN', 'analyst', { viewport, theme });
    const journey = new Journey();
    await page.goto('/');
    const way = page.getByRole(name === 'phone' ? 'button' : 'link', { name: 'Together', exact: true });
    await way.waitFor();
    await keepPicture(page, `start-${name}-${theme}`);
    await journey.act('open Together', () => way.click());
    await page.getByRole('heading', { name: 'Known only together' }).waitFor();
    await page.getByText('OWN and 4 partners: 2 dealers, 1 purchaser, 4 guns and 1 corridor').waitFor();
    const purchaser = page.getByRole('row', { name: /A purchaser with/ });
    expect(await purchaser.textContent()).toContain(
      'A purchaser with 3 traces in your data and 2 in the data of PART',
    );
    expect(journey.actions).toHaveLength(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
    const edges = await page
      .getByRole('button', { name: /for contact/ })
      .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().right));
    expect(edges.length).toBeGreaterThan(0);
    expect(Math.max(...edges)).toBeLessThanOrEqual(viewport.width);
    await keepPicture(page, `together-${name}-${theme}`);
    await page
      .getByRole('heading', { name: 'Guns that several agencies recovered' })
      .scrollIntoViewIfNeeded();
    await keepPicture(page, `together-below-${name}-${theme}`);
  });
});

describe('what is known only together', () => {
  it('is sorted by keyboard, opens on the map, and names nobody', async () => {
    const page = await openAs('OWN', 'analyst');
    await page.goto('/?view=together');
    const dealers = page.getByRole('table', { name: 'dealers known only together' });
    await dealers.getByRole('button', { name: 'Yours' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await dealers.locator('tbody th').allTextContents()).toEqual([
      'Next Door GunsTOWSON, MD',
      'Spread ArmsTOWSON, MD',
    ]);
    expect(page.url()).toContain('sort=dealerYours');
    expect(await page.locator('main, body').first().textContent()).not.toMatch(/ROE|RICHARD/);
    const [theirs = 0] = world.recovered['G1 PART'] ?? [];
    await page.getByRole('link', { name: `Recovery ${theirs}` }).click();
    await page.getByRole('region', { name: 'Detail' }).waitFor();
    expect(page.url()).toContain(`select=recovery:${theirs}`);
  });

  it('leads to a request for contact with one click, which the other’s stewards answer', async () => {
    const page = await openAs('OWN', 'analyst');
    await page.goto('/?view=together');
    await page.getByRole('button', { name: /^Ask for contact PART, about a purchaser/ }).click();
    await page.getByRole('status').filter({ hasText: 'PART was asked for contact.' }).waitFor();
    await page.getByText('Asked, not answered yet').waitFor();
    await keepPicture(page, 'asked');

    const partner = await openAs('PART', 'steward', { viewport: { width: 820, height: 1100 } });
    await partner.goto('/');
    await partner.getByRole('link', { name: 'Together 1 to answer' }).click();
    await partner.getByRole('heading', { name: 'Nobody shares with you yet' }).waitFor();
    const asked = partner.getByRole('row', { name: /OWN/ });
    expect(await asked.textContent()).toContain('Analyst, analyst@own.example');
    await keepPicture(partner, 'received');
    await partner.getByRole('button', { name: /Mark the request of OWN/ }).click();
    await partner.getByText('Answered by steward@part.example').waitFor();
  });

  it('is nothing where nobody shares, and says where sharing begins', async () => {
    const page = await openAs('OUT', 'steward');
    await page.goto('/?view=together');
    await page.getByRole('heading', { name: 'Nobody shares with you yet' }).waitFor();
    await keepPicture(page, 'alone');
    await page.getByRole('button', { name: 'Who shares what with whom' }).click();
    await page.getByRole('heading', { name: 'Who shares what with whom' }).waitFor();
  });

  it('is corridors alone to the mayor’s staff, who are told why', async () => {
    const page = await openAs('OWN', 'briefing');
    await page.goto('/?view=together');
    await page.getByText('which purchasers agencies have in common stays closed to you').waitFor();
    await page.getByRole('table', { name: 'corridors known only together' }).waitFor();
    expect(await page.getByRole('button', { name: /for contact/ }).count()).toBe(0);
    await keepPicture(page, 'briefing');
  });

  it('tells what went wrong, and tries again', async () => {
    const page = await openAs('OWN', 'analyst');
    browser.expectComplaint(/Failed to load resource/);
    await page.route('**/api/reveals', (route) => route.abort(), { times: 1 });
    await page.goto('/?view=together');
    await page.getByText('The server could not be reached.').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('table', { name: 'guns known only together' }).waitFor();
  });
});

describe('the search for a person', () => {
  it.each(SIZES)(
    'asks for case and reason and leaves no name in the address, on a %s',
    async (name, viewport) => {
      const page = await openAs('OWN', 'analyst', { viewport });
      await page.goto('/?view=persons');
      await page.getByLabel('Name, or words of it').fill('richard roe');
      await page.getByRole('button', { name: 'Search', exact: true }).click();
      // The browser itself asks for what is required.
      expect(await page.getByLabel('Case number').evaluate((field) => field.matches(':invalid'))).toBe(true);
      await page.getByLabel('Case number').fill('24-0117');
      await page.getByLabel('Reason').fill('Follows up a straw purchase');
      await page.getByRole('button', { name: 'Search', exact: true }).click();
      await page.getByRole('heading', { name: '5 records in the records of 3 agencies' }).waitFor();
      expect(page.url()).not.toMatch(/roe|richard/i);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
      await keepPicture(page, `persons-${name}`);
    },
  );
});
