/** An analyst finds purchasers by what is known of their guns, puts one on the agency's list, reviews the entry and takes it off. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { accountCookie } from '../helpers/account-cookie.ts';
import { useBrowser } from '../helpers/browser.ts';
import { insertRecords } from '../helpers/records.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer([], { signedIn: false });
const browser = useBrowser();

/** Three people bought a gun each at Alder Arms, the first in a multiple sale; a fourth at Birch Guns. */
beforeAll(async () => {
  const gun = { agency: 'BPD', on: '2024-01-10', to: { state: 'MD' }, home: { state: 'MD' } };
  await insertRecords(server.database, {
    agencies: ['BPD'],
    dealers: [
      { name: 'Alder Arms', state: 'MD' },
      { name: 'Birch Guns', state: 'MD' },
    ],
    recoveries: [
      { ...gun, dealer: 'Alder Arms', multipleSale: true, ttc: 30 },
      { ...gun, dealer: 'Alder Arms', ttc: 3000 },
      { ...gun, dealer: 'Alder Arms', ttc: 3000 },
      { ...gun, dealer: 'Birch Guns', ttc: 3000 },
    ],
  });
});

async function openAs(role: 'analyst' | 'briefing', path: string, width = 1280): Promise<Page> {
  const [name = '', value = ''] = (await accountCookie(server.database, 'BPD', role)).split('=');
  const page = await browser.openPage({ baseURL: server.url, viewport: { width, height: 900 } });
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.goto(path);
  return page;
}

const listed = (page: Page) => page.getByRole('table', { name: 'Purchasers by indicators' });

describe('purchasers', () => {
  it('are found by indicators, put on the list with a basis, reviewed and taken off', async () => {
    const page = await openAs('analyst', '/?view=purchasers');
    await page.getByText('4 purchasers bought these 4 guns; none of them bought two or more.').waitFor();
    expect(await listed(page).getByRole('row').count()).toBe(5);
    await page.getByRole('checkbox', { name: 'Multiple sale' }).check();
    await page.getByText('All 1 purchasers shown.').waitFor();
    expect(page.url()).toContain('has=multipleSale');
    await listed(page)
      .getByRole('button', { name: /^Purchaser \d+, 1 gun$/ })
      .click();
    const card = page.getByRole('region', { name: 'The purchaser chosen' });
    await card.getByRole('cell', { name: 'Multiple sale, Sold within 3 years' }).waitFor();

    await card.getByRole('button', { name: 'Put on the list of your agency' }).click();
    await card.getByLabel('Basis').fill('Named by two witnesses as the buyer');
    await card.getByLabel('Case number').fill('C-24-17');
    await card.getByLabel('To be reviewed by').fill(inDays(20));
    await card.getByRole('button', { name: 'Put on the list' }).click();
    await card.getByText('On the list of your agency').waitFor();
    await page.getByText('1 of 1 is to be reviewed within 30 days, or goes by itself.').waitFor();
    // One is reminded wherever one is.
    await page.getByRole('link', { name: /^Purchasers.*1/ }).waitFor();

    await page.getByRole('button', { name: 'Review', exact: true }).click();
    const review = page.getByRole('form', { name: 'Review the entry' });
    await review.getByLabel('To be reviewed again by').fill(inDays(300));
    await review.getByRole('button', { name: 'Keep it on the list' }).click();
    await page.getByText('None is to be reviewed within 30 days.').waitFor();
    await page.getByText(/; reviewed by /).waitFor();

    await page.getByRole('button', { name: 'Take this entry off the list' }).click();
    await page
      .getByRole('dialog', { name: 'Take this entry off the list?' })
      .getByRole('button', { name: 'Take off the list' })
      .click();
    await page.getByText('Nobody is on it.').waitFor();
  });

  it('are connected by what their guns have in common', async () => {
    const page = await openAs('analyst', '/?view=purchasers');
    await page
      .getByRole('img', {
        name: '3 of 4 purchasers are connected by what their guns have in common, in one group.',
      })
      .waitFor();
    await page.getByText('The network as a table').click();
    const network = page.getByRole('table', { name: 'The network' });
    await network
      .getByRole('row', { name: /^Alder Arms 3 1 1 Purchaser \d+, Purchaser \d+, Purchaser \d+/ })
      .waitFor();
    expect(await network.getByRole('row').count()).toBe(5);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'GraphML for i2' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('tracemap-network.graphml');
  });

  it('say why there are none, and are not for those who see counts alone', async () => {
    const page = await openAs(
      'analyst',
      '/?view=purchasers&recovered_from=1990-01-01&recovered_to=1990-02-01',
      390,
    );
    await page.getByText('No gun of this selection was traced to a purchaser.').waitFor();
    await page.getByRole('button', { name: 'Change the filters' }).waitFor();
    const staff = await openAs('briefing', '/?view=purchasers');
    await staff.getByRole('heading', { level: 1, name: 'Purchasers is not open to you' }).waitFor();
  });
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
