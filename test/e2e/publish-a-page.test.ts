/** From an agency's own guns to a page in somebody else's site, and back out of it. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../domain/access.ts';
import { accountCookie } from '../helpers/account-cookie.ts';
import { useBrowser } from '../helpers/browser.ts';
import { useCitySite } from '../helpers/city-site.ts';
import { insertRecords } from '../helpers/records.ts';
import { releaseYear } from '../helpers/release-year.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer([]);
const browser = useBrowser();

const site = useCitySite();

beforeAll(async () => {
  const gun = { on: '2025-03-01', to: { state: 'MD' }, outcome: 'dealer' as const };
  const times = (count: number, state: string, agency = 'BPD') =>
    Array.from({ length: count }, () => ({ ...gun, agency, from: { state } }));
  await insertRecords(server.database, {
    agencies: ['BPD', 'NPD'],
    recoveries: [...times(40, 'MD'), ...times(25, 'VA'), ...times(4, 'GA'), ...times(30, 'NJ', 'NPD')],
  });
});

async function openAs(role: Role, { width = 1280, agency = 'BPD' } = {}): Promise<Page> {
  const [name = '', value = ''] = (await accountCookie(server.database, agency, role)).split('=');
  const page = await browser.openPage({ baseURL: server.url, viewport: { width, height: 900 } });
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.goto('/?view=briefings');
  return page;
}

describe('counts for everybody', () => {
  it('are made ready by one, released by another, shown on another site, and taken back', async () => {
    const staff = await openAs('briefing');
    await staff.getByRole('button', { name: 'Make 2025 ready' }).click();
    await staff.getByText('You made it: somebody else of your agency releases it.').waitFor();
    await staff.getByRole('button', { name: 'Look at 2025' }).click();
    const row = staff.getByRole('row', { name: /^Other states/ });
    expect(await row.getByRole('cell').innerText()).toContain('< 11');
    expect(await staff.getByRole('button', { name: /^Release/ }).count()).toBe(0);

    const analyst = await openAs('analyst');
    await analyst.getByRole('button', { name: 'Release the counts of 2025 for good' }).click();
    await analyst.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
    await analyst.getByText(/Released by .* it stays as it is/).waitFor();

    await staff.reload();
    await staff.getByRole('button', { name: 'Make the page' }).click();
    const english = await staff.getByText('<iframe').innerText();
    site.pasted = english;
    const visitor = await browser.openPage({ baseURL: site.url }, [
      new URL(site.url).host,
      new URL(server.url).host,
    ]);
    await visitor.goto('/');
    const frame = visitor.frameLocator('iframe');
    await frame.getByRole('heading', { name: 'Where our guns come from' }).waitFor();
    await frame.getByText('69 guns recovered by BPD in 2025, by the state of their first sale.').waitFor();
    await frame.getByRole('img', { name: /Most were sold in Maryland \(40\)/ }).waitFor();
    expect(await frame.getByRole('row', { name: /^Other states/ }).innerText()).toContain('fewer than 11');

    const form = staff.getByRole('form', { name: 'Make a page for another site' });
    await form.getByLabel('Language').selectOption('Español');
    expect(await form.getByLabel('Title').inputValue()).toBe('De dónde vienen las armas recuperadas');
    await staff.getByRole('button', { name: 'Make the page' }).click();
    site.pasted = await staff.getByText('title="De dónde').innerText();
    await visitor.reload();
    await frame.locator('html[lang="es"]').waitFor();
    await frame.getByText('69 armas recuperadas por BPD en 2025, según el').waitFor();
    await frame.getByRole('img', { name: /Estados donde más se vendieron: Maryland \(40\)/ }).waitFor();
    expect(await frame.getByRole('row', { name: /^Otros estados/ }).innerText()).toContain('menos de 11');

    site.pasted = english;
    await staff.getByRole('button', { name: 'Take back “Where our guns come from”' }).click();
    await staff.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await staff.getByText(/Taken back/).waitFor();
    browser.expectComplaint(/status of 404/);
    await visitor.reload();
    await frame.getByText(/It may have been taken back/).waitFor();
  });

  it('are sent to chosen readers first, by links that end', async () => {
    await releaseYear(server.database, 'NPD', 2025);
    const staff = await openAs('briefing', { agency: 'NPD' });
    await staff.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await staff.getByText('Who may see or show it, and how long').click();
    await staff.getByLabel('Only by a signed link').check();
    await staff.getByRole('button', { name: 'Make the page' }).click();
    await staff.getByText('It opens by a signed link alone.').waitFor();
    expect(await staff.getByText('<iframe').count()).toBe(0);
    await staff.getByLabel('The link opens it for').selectOption('7 days');
    await staff.getByRole('button', { name: 'Copy a signed link' }).click();
    await staff.getByText(/^Copied: send it to those who may read the page/).waitFor();
    const link = await staff.evaluate(() => navigator.clipboard.readText());

    const reader = await browser.openPage({ baseURL: server.url });
    await reader.goto(link);
    await reader.getByText('30 guns recovered by NPD in 2025, by the state of their first sale.').waitFor();
    browser.expectComplaint(/status of 404/);
    await reader.goto(link.slice(0, -1));
    await reader.getByText('This link has ended or is not whole. Ask who sent it for a new one.').waitFor();

    await staff.getByRole('button', { name: 'Take back “Where our guns come from”' }).click();
    await staff.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await staff.getByText(/Taken back/).waitFor();
    await reader.goto(link);
    await reader.getByText(/It may have been taken back/).waitFor();
  });

  it('fit a phone', async () => {
    const page = await openAs('analyst', { width: 390 });
    await page.getByRole('button', { name: 'Look at 2025' }).click();
    await page.getByRole('row', { name: /^Other states/ }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
