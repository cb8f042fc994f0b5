/** Which guns are recovered, over time: chosen by class, filtered by a click and by a drag. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { accountCookie } from '../helpers/account-cookie.ts';
import { useBrowser } from '../helpers/browser.ts';
import { mapDrawn } from '../helpers/map-page.ts';
import type { RecoveryRecord } from '../helpers/records.ts';
import { insertRecords } from '../helpers/records.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer([]);
const browser = useBrowser();

const times = (count: number, record: Omit<RecoveryRecord, 'agency'>): RecoveryRecord[] =>
  Array.from({ length: count }, () => ({ agency: 'BPD', to: { state: 'MD' }, ...record }));

/** Each month of 2022 to 2024: two Glocks, in 2024 two privately made guns more. */
beforeAll(async () => {
  const lastDays = Array.from({ length: 36 }, (_, month) =>
    new Date(Date.UTC(2022, month + 1, 0)).toISOString().slice(0, 10),
  );
  await insertRecords(server.database, {
    agencies: ['BPD'],
    recoveries: [
      ...times(1, { on: '2022-01-01', manufacturer: 'GLOCK', model: '19', caliber: '9MM' }),
      ...lastDays.flatMap((on) => times(2, { on, manufacturer: 'GLOCK', model: '19', caliber: '9MM' })),
      ...lastDays.slice(24).flatMap((on) => times(2, { on, manufacturer: 'PMF', caliber: '9MM' })),
    ],
  });
});

async function openAs(role: 'analyst' | 'briefing', query: string, width = 1280): Promise<Page> {
  const [name = '', value = ''] = (await accountCookie(server.database, 'BPD', role)).split('=');
  const page = await browser.openPage({ baseURL: server.url, viewport: { width, height: 900 } });
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.goto(`/?${query}`);
  return page;
}

const grouping = (page: Page) => page.getByLabel('By', { exact: true });

describe('firearms over time', () => {
  it('opens by its keys, and tells each maker with its share and change', async () => {
    const page = await openAs('analyst', '');
    await mapDrawn(page);
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await page.getByRole('heading', { level: 1, name: 'Firearms' }).waitFor();
    const table = page.getByRole('table', { name: 'Firearms by maker' });
    await table.getByRole('row').filter({ hasText: 'GLOCK' }).getByText('73', { exact: true }).waitFor();
    await table
      .getByRole('row')
      .filter({ hasText: 'Privately made' })
      .getByText('24', { exact: true })
      .waitFor();
    await page.getByRole('figure', { name: 'Guns recovered each quarter, by maker' }).waitFor();
  });

  it('tells the share of privately made guns, and that recording changed', async () => {
    const page = await openAs('analyst', 'view=firearms');
    await grouping(page).selectOption('ghost');
    await page.getByText('24 of 97 guns are recorded as privately made (25 %).').waitFor();
    await page.getByText('How is this computed?').click();
    await page.getByText(/A rise can be one of recording/).waitFor();
  });

  it('filters to the class that is clicked, and to the time that is dragged over', async () => {
    const page = await openAs('analyst', 'view=firearms');
    await page.getByRole('button', { name: 'Filter to GLOCK' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('manufacturer')).toBe('GLOCK');
    await page.getByText('Of 73 guns recovered').waitFor();

    const chart = page.getByRole('img', { name: /^Guns recovered each quarter/ });
    const box = await chart.boundingBox();
    if (box === null) throw new Error('The chart has no place.');
    await page.mouse.move(box.x + box.width * 0.5, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 120, { steps: 4 });
    await page.mouse.up();
    await expect
      .poll(() => new URL(page.url()).searchParams.get('recovered_from'))
      .toMatch(/^2023-(?:01|04|07)-01$/);
  });

  it('tells who counts alone the types, and why nothing else, also on a phone', async () => {
    const page = await openAs('briefing', 'view=firearms', 390);
    await page.getByRole('table', { name: 'Firearms by type' }).waitFor();
    await grouping(page).selectOption('model');
    await page.getByRole('heading', { name: 'Only types are told to you' }).waitFor();
    expect(await page.evaluate(() => document.querySelector('main')?.scrollWidth)).toBe(390);
    await page.getByRole('button', { name: 'See the types' }).click();
    await page.getByRole('table', { name: 'Firearms by type' }).waitFor();
  });

  it('says what comes next where nothing matches', async () => {
    const page = await openAs('analyst', 'view=firearms&recovered_from=1990-01-01&recovered_to=1990-02-01');
    await page.getByRole('heading', { name: 'Nothing matches these filters' }).waitFor();
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await page.getByText('Of 97 guns recovered').waitFor();
  });
});
