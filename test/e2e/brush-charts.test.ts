/** Dragging over a chart filters map and tables; fields beside it do the same by keyboard. */
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { accountCookie } from '../helpers/account-cookie.ts';
import { useBrowser } from '../helpers/browser.ts';
import { mapDrawn } from '../helpers/map-page.ts';
import { insertRecords } from '../helpers/records.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer([]);
const browser = useBrowser();

/** One pistol a month from 2022 to 2024, sold in Virginia one month earlier each time: after 200 days, 230, 260 … */
beforeAll(async () => {
  const day = (month: number) =>
    `${2022 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-28`;
  const { agencies } = await insertRecords(server.database, {
    agencies: ['BPD'],
    recoveries: Array.from({ length: 36 }, (_, month) => ({
      agency: 'BPD',
      on: day(month),
      type: 'pistol' as const,
      from: { state: 'VA' },
      to: { state: 'MD' },
      ttc: 200 + 30 * month,
    })),
  });
  await server.database.knex.raw(
    `INSERT INTO intervention (agency_id, name, kind, note, started_on, filter, written_by)
     VALUES (?, 'Letters to dealers', 'outreach', '', '2024-01-01', 'source_state=VA', 'tests')`,
    [agencies.BPD ?? 0],
  );
});

async function openAt(query: string): Promise<Page> {
  const [name = '', value = ''] = (await accountCookie(server.database, 'BPD', 'analyst')).split('=');
  const page = await browser.openPage({ baseURL: server.url, viewport: { width: 1280, height: 900 } });
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.goto(`/${query}`);
  return page;
}

/** Drags across the chart of a figure from one part of its width to another. */
async function drag(page: Page, figure: Locator, from: number, to: number): Promise<void> {
  const chart = figure.getByRole('img');
  await chart.waitFor();
  // The chart is drawn anew where its room changes; the figure around it stays.
  await figure.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  if (box === null) throw new Error('The chart is not to be seen.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + from * box.width, y);
  await page.mouse.down();
  await page.mouse.move(box.x + ((from + to) / 2) * box.width, y);
  await page.mouse.move(box.x + to * box.width, y);
  await page.mouse.up();
}

const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

describe('the months of Progress', () => {
  it('are chosen by dragging, and their guns opened on the map', async () => {
    const page = await openAt('?view=progress');
    await page.getByRole('button', { name: /^Letters to dealers/ }).click();
    await page.waitForURL(/intervention=/);
    // Opened by its address, so that no chart of another outcome stands there first.
    await page.goto(`${page.url()}&outcome=traced_guns`);
    await drag(page, page.getByRole('figure', { name: /months before Jan 2024/ }), 0.4, 0.6);
    await page.getByRole('button', { name: 'Show the guns of these months on the map' }).waitFor();
    const [from, to] = [parameter(page, 'recovered_from'), parameter(page, 'recovered_to')];
    // Around the middle of the three years, whole months.
    expect(from).toMatch(/^2023-0[1-4]-01$/);
    expect(to).toMatch(/^2023-(0[89]|1[0-2])-01$/);
    await page.getByRole('button', { name: 'Show the guns of these months on the map' }).click();
    await mapDrawn(page);
    expect([parameter(page, 'source_state'), parameter(page, 'recovered_from')]).toEqual(['VA', from]);
  });

  it('are chosen by keyboard, and all again', async () => {
    const page = await openAt('?view=progress');
    await page.getByRole('button', { name: /^Letters to dealers/ }).click();
    await page.getByLabel('Months from').selectOption('2023-05');
    await page.getByLabel('to', { exact: true }).selectOption('2023-06');
    await page.waitForURL(/recovered_to=2023-07-01/);
    expect(parameter(page, 'recovered_from')).toBe('2023-05-01');
    await page.getByRole('button', { name: 'All months' }).click();
    await page.waitForURL((url) => !url.searchParams.has('recovered_from'));
  });
});

describe('the days of Time-to-crime', () => {
  it('are chosen by dragging, for page, map and tables', async () => {
    const page = await openAt('?view=times');
    await drag(page, page.getByRole('figure', { name: /^Part of the guns recovered/ }), 0.12, 0.25);
    await page.waitForURL(/ttc_max=/);
    const [least, most] = [Number(parameter(page, 'ttc_min')), Number(parameter(page, 'ttc_max'))];
    expect(least).toBeGreaterThan(200);
    expect(most).toBeGreaterThan(least + 200);
    expect(most).toBeLessThan(1250);
    const inside = Array.from({ length: 36 }, (_, month) => 200 + 30 * month).filter(
      (days) => days >= least && days <= most,
    ).length;
    await page.getByText(new RegExp(`^Of ${inside} guns recovered`)).waitFor();
    await page.getByRole('button', { name: 'Show these guns on the map' }).click();
    await mapDrawn(page);
    expect(parameter(page, 'ttc_min')).toBe(String(least));
  });

  it('are chosen by keyboard, and all again', async () => {
    const page = await openAt('?view=times');
    await page.getByLabel('Days from').fill('300');
    await page.getByLabel('up to').fill('500');
    await page.keyboard.press('Enter');
    await page.waitForURL(/ttc_min=300&ttc_max=500/);
    await page.getByRole('button', { name: 'All times' }).click();
    await page.waitForURL((url) => !url.searchParams.has('ttc_min'));
  });
});
