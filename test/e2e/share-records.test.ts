/** What agencies see of each other, from offer to revocation, by what people do on the page. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { cookieOf } from '../helpers/access.ts';
import { useBrowser } from '../helpers/browser.ts';
import { mapDrawn } from '../helpers/map-page.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer(undefined, { signedIn: false });
const browser = useBrowser();
const WINDOW = { width: 1440, height: 900 };

/** A page of somebody at an agency, signed in with a second factor. */
async function pageOf(role: 'steward' | 'analyst' | 'briefing', agency: string): Promise<Page> {
  const cookie = await cookieOf(server.database, {
    email: `${role}@${agency.toLowerCase()}.example`,
    role,
    agency,
  });
  const page = await browser.openPage({ baseURL: server.url, viewport: WINDOW });
  const [name = '', value = ''] = cookie.split('=');
  await page.context().addCookies([{ name, value, url: server.url }]);
  return page;
}

/** What the title says is shown. */
const title = (page: Page) => page.locator('.title-bar h1').innerText();
const guns = async (page: Page) => {
  await page.goto('/');
  await mapDrawn(page);
  return Number(/^([\d,]+) guns?/.exec(await title(page))?.[1] ?? Number.NaN);
};

describe('two agencies', () => {
  let giving: Page;
  let receiving: Page;
  let analyst: Page;

  it('share what one steward offers and the other accepts, until it is revoked', async () => {
    giving = await pageOf('steward', 'BPD');
    receiving = await pageOf('steward', 'NPD');
    analyst = await pageOf('analyst', 'NPD');
    expect(await guns(analyst)).toBe(5);

    await giving.goto('/?view=sharing');
    await giving.getByRole('button', { name: 'Offer an agreement' }).click();
    await giving.getByLabel('To', { exact: true }).selectOption('NPD');
    await giving.getByLabel('Begin from').selectOption('investigation');
    await giving.getByRole('button', { name: 'Offer it' }).click();
    await giving.getByText(/It gives nothing until they accept it/).waitFor();
    expect(await guns(analyst)).toBe(5);

    await receiving.goto('/?view=sharing');
    await receiving
      .getByRole('row', { name: /BPD|Baltimore/ })
      .getByRole('button', { name: 'Accept' })
      .first()
      .click();
    await receiving.getByRole('dialog').getByRole('button', { name: 'Accept' }).click();
    await receiving.getByText('In force').first().waitFor();
    expect(await guns(analyst)).toBe(45);

    await giving.goto('/?view=sharing');
    await giving.getByRole('button', { name: 'Revoke' }).first().click();
    await giving.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await giving.getByText('Revoked').first().waitFor();
    expect(await guns(analyst)).toBe(5);
  });
});

describe('mayor’s staff', () => {
  it('see counts, and reach no record by any link', async () => {
    const page = await pageOf('briefing', 'BPD');
    await page.goto('/');
    await mapDrawn(page);
    expect(await title(page)).toMatch(/^40 guns/);
    const links = await page
      .locator('a[href]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
    for (const address of [
      ...links.filter((link) => link.startsWith('/') || link.startsWith('?')),
      '/?view=data',
      '/?view=review',
      '/?table=recoveries',
      '/?layers=recoveries,dealers&table=dealers',
      '/?at=-76.61,39.3,14&layers=recoveries,dealers',
    ]) {
      browser.expectComplaint(/403|Failed to load resource/);
      await page.goto(address.startsWith('?') ? `/${address}` : address);
      await page.locator('main').waitFor();
      expect(await page.locator('main').innerText()).not.toMatch(
        /River City|Conestoga|Towson Arms|Peachtree/,
      );
    }
    for (const path of [
      '/api/recoveries',
      '/api/recoveries/1',
      '/api/dealers',
      '/api/dealers/1',
      '/api/incidents',
      '/api/exports/recoveries.csv',
      '/api/exports/dealers.geojson',
      '/tiles/dealers/9/147/194.mvt',
      '/tiles/purchasers/9/147/194.mvt',
      '/api/imports',
    ]) {
      expect([path, (await page.request.get(path)).status()]).toEqual([path, 403]);
    }
    const tile = await page.request.get('/tiles/recoveries/9/147/194.mvt');
    expect(tile.status()).toBe(204);
  });
});

describe('somebody who is not signed in', () => {
  it('signs in with a password and is where they wanted to be', async () => {
    await cookieOf(server.database, { email: 'staff@bpd.example', role: 'briefing', agency: 'BPD' });
    const page = await browser.openPage({ baseURL: server.url, viewport: WINDOW });
    await page.goto('/?level=county');
    await page.getByLabel('Email').fill('staff@bpd.example');
    await page.getByLabel('Password').fill('not the password');
    browser.expectComplaint(/401/);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText(/Email and password do not fit together/).waitFor();
    await page.getByLabel('Password').fill('seven lamps under water');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await mapDrawn(page);
    expect(new URL(page.url()).search).toContain('level=county');
    expect(await title(page)).toMatch(/^40 guns/);
  });
});
