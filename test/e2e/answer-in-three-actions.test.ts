import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { z } from 'zod';
import { dealersSchema } from '../../domain/dealer-responses.ts';
import { flowsSchema } from '../../domain/responses.ts';
import { useBrowser } from '../helpers/browser.ts';
import { Journey } from '../helpers/journey.ts';
import { mapDrawn, pixelOf } from '../helpers/map-page.ts';
import type { RecoveryRecord } from '../helpers/records.ts';
import { insertRecords } from '../helpers/records.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer([]);
const browser = useBrowser();

/**
 *   sold in                       recovered   guns  when        time-to-crime
 *   Texas, Alamo Arms             Maryland       8  2025-03-15  100
 *   Texas, Pecos Pawn             Maryland       4  2025-11-15  200
 *   Pennsylvania                  Maryland       9  2025-01-15  300
 *   Virginia                      Maryland       7  2024-12-15  400
 *   New York                      Maryland       6  2025-02-15  500
 *   Ohio                          Maryland       5  2025-03-15  600
 *   Pennsylvania                  New Jersey     4  2025-04-15  700
 *   West Virginia                 Maryland       3  2025-05-15  1095
 *   Maryland                      Maryland       6  2025-05-15  800
 *   Texas, Alamo Arms             New Jersey     2  2025-06-15  900
 *   Alamo Arms sold 10,000 guns in 2024 and 2025, Pecos Pawn 200.
 *
 *   sold too long before it:
 *   Virginia                      Maryland      20  2025-03-15  1096
 *   recovered before these months:
 *   New York                      Maryland      15  2024-11-30  100
 *   not traced                    Maryland      10  2025-03-15
 */
beforeAll(async () => {
  const times = (count: number, record: RecoveryRecord) => Array.from({ length: count }, () => record);
  const flow = (
    [from, to]: readonly [string, string],
    count: number,
    on: string,
    ttc: number,
    dealer?: string,
  ) =>
    times(count, {
      agency: 'BPD',
      from: { state: from },
      to: { state: to },
      on,
      ttc,
      ...(dealer !== undefined && { dealer }),
    });
  await insertRecords(server.database, {
    agencies: ['BPD'],
    dealers: [
      { name: 'Alamo Arms', state: 'TX', city: 'San Antonio', at: [-98.49, 29.42] },
      { name: 'Pecos Pawn', state: 'TX', city: 'Pecos', at: [-103.49, 31.42] },
    ],
    recoveries: [
      ...flow(['TX', 'MD'], 8, '2025-03-15', 100, 'Alamo Arms'),
      ...flow(['TX', 'MD'], 4, '2025-11-15', 200, 'Pecos Pawn'),
      ...flow(['PA', 'MD'], 9, '2025-01-15', 300),
      ...flow(['VA', 'MD'], 7, '2024-12-15', 400),
      ...flow(['NY', 'MD'], 6, '2025-02-15', 500),
      ...flow(['OH', 'MD'], 5, '2025-03-15', 600),
      ...flow(['PA', 'NJ'], 4, '2025-04-15', 700),
      ...flow(['WV', 'MD'], 3, '2025-05-15', 1095),
      ...flow(['MD', 'MD'], 6, '2025-05-15', 800),
      ...flow(['TX', 'NJ'], 2, '2025-06-15', 900, 'Alamo Arms'),
      ...flow(['VA', 'MD'], 20, '2025-03-15', 1096),
      ...flow(['NY', 'MD'], 15, '2024-11-30', 100),
      ...times(10, { agency: 'BPD', to: { state: 'MD' }, on: '2025-03-15' }),
    ],
  });
  for (const [dealer, guns] of [
    ['Alamo Arms', 10_000],
    ['Pecos Pawn', 200],
  ] as const) {
    await server.database.knex.raw(
      `INSERT INTO dealer_sales (agency_id, import_batch_id, source_row, dealer_id, period_from, period_to, guns_sold)
       SELECT b.agency_id, b.id, 1, d.id, '2024-01-01', '2026-01-01', :guns::int
       FROM import_batch b, dealer d WHERE d.license_name = :dealer`,
      { dealer, guns },
    );
  }
});

async function open(query: string): Promise<Page> {
  const page = await browser.openPage({ baseURL: server.url, viewport: { width: 1200, height: 720 } });
  await page.goto(`/${query}`);
  await page.getByRole('heading', { level: 1, name: / recovered/ }).waitFor();
  await mapDrawn(page);
  return page;
}

async function ask<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
  const response = await fetch(`${server.url}${path}`);
  return schema.parse(await response.json());
}

const LAST_12_MONTHS_SHORT = 'recovered_from=2024-12-01&recovered_to=2025-12-01&ttc_max=1095';

/** Drags the upper end of the time-to-crime slider to a fraction of its length. */
async function dragSlider(page: Page, fraction: number): Promise<void> {
  const box = await page.getByRole('slider', { name: 'Longest time from sale to recovery' }).boundingBox();
  if (box === null) throw new Error('There is no time-to-crime slider on the page.');
  const thumb = 16;
  const at = (part: number) => box.x + thumb / 2 + (box.width - thumb) * part;
  const y = box.y + box.height / 2;
  await page.mouse.move(at(1), y);
  await page.mouse.down();
  await page.mouse.move(at(fraction), y, { steps: 3 });
  await page.mouse.up();
}

/** Names of the rows of the table of flows. */
const rowsOf = (page: Page) =>
  page
    .getByRole('button', { name: / to .*, \d+ guns?$/ })
    .evaluateAll((rows) => rows.map((row) => row.ariaLabel));

/** Puts the pointer on the middle of a flow, once the map has drawn what was chosen last. */
async function pointAt(page: Page, id: string) {
  const { features } = await ask(`/api/flows?level=state&${LAST_12_MONTHS_SHORT}`, flowsSchema);
  const path = features.find((flow) => flow.id === id)?.geometry.coordinates ?? [];
  const [lon = 0, lat = 0] = path[Math.floor(path.length / 2)] ?? [];
  await mapDrawn(page);
  const at = await pixelOf(page, lon, lat);
  await page.mouse.move(at.x, at.y);
  return at;
}

it('shows in three actions where last year’s guns sold within three years came from', async () => {
  const page = await open('');
  const journey = new Journey();
  await journey.act('pick the last 12 months', () =>
    page.getByRole('button', { name: 'Last 12 months' }).click(),
  );
  await journey.act('drag time-to-crime to 3 years', () => dragSlider(page, 5 / 6));
  await journey.act('open the table', () => page.keyboard.press('t'));
  expect(journey.actions).toHaveLength(3);

  await page
    .getByRole('heading', {
      level: 1,
      name: '54 guns recovered, Dec 2024–Nov 2025, sold within 3 years',
      exact: true,
    })
    .waitFor();
  const flows = await ask(`/api/flows?level=state&${LAST_12_MONTHS_SHORT}`, flowsSchema);
  const inApi = flows.features.map(
    ({ properties: { originName, destinationName, count } }) =>
      `${originName} to ${destinationName}, ${count} guns`,
  );
  expect(inApi.slice(0, 5)).toEqual([
    'Texas to Maryland, 12 guns',
    'Pennsylvania to Maryland, 9 guns',
    'Virginia to Maryland, 7 guns',
    'New York to Maryland, 6 guns',
    'Ohio to Maryland, 5 guns',
  ]);
  // The title may be new while the rows still are those of the question before.
  await expect.poll(() => rowsOf(page), { timeout: 20_000 }).toEqual(inApi);
  await pointAt(page, 'TX>MD');
  await page
    .getByRole('tooltip')
    .getByText(/^12 guns sold in Texas and recovered in Maryland/)
    .waitFor();
});

it('shows in two actions which dealers are behind a corridor, and where else their guns went', async () => {
  const page = await open(`?${LAST_12_MONTHS_SHORT}&level=state`);
  const detail = page.getByRole('region', { name: 'Detail' });
  const journey = new Journey();
  const { x, y } = await pointAt(page, 'TX>MD');
  await journey.act('click the flow', () => page.mouse.click(x, y));
  await detail.getByText('12 guns sold in Texas and recovered in Maryland').waitFor();
  const behind = await ask(
    `/api/dealers?${LAST_12_MONTHS_SHORT}&source_state=TX&recovery_state=MD&limit=5&sort=traces`,
    dealersSchema,
  );
  expect(behind.items.map(({ name, traces }) => [name, traces])).toEqual([
    ['Alamo Arms', 8],
    ['Pecos Pawn', 4],
  ]);
  const dealers = detail.getByRole('button', { name: /^(Alamo Arms|Pecos Pawn)$/ });
  await dealers.first().waitFor();
  expect(await detail.locator('.top-list li').allTextContents()).toEqual(
    behind.items.map(({ name, city, traces }) => `${name} ${city}, TX${traces} guns`),
  );

  await journey.act('open the first dealer', () => dealers.first().click());
  await detail.getByRole('heading', { level: 2, name: 'Alamo Arms' }).waitFor();
  expect(journey.actions).toHaveLength(2);
  await detail.getByText('10 guns of this selection traced to this dealer').waitFor();
  expect(await detail.locator('.top-list li').allTextContents()).toEqual([
    'Maryland8 guns',
    'New Jersey2 guns',
  ]);
});

it('shows in three actions which dealer behind a corridor stands out for what it sold', async () => {
  const page = await open(`?${LAST_12_MONTHS_SHORT}&level=state`);
  const journey = new Journey();
  const { x, y } = await pointAt(page, 'TX>MD');
  await journey.act('click the flow', () => page.mouse.click(x, y));
  await journey.act('open its dealers', () =>
    page.getByRole('button', { name: 'Compare its dealers by what they sold' }).click(),
  );
  await page.getByRole('heading', { level: 1, name: 'Dealers' }).waitFor();
  await page.getByText('They were traced to 2 dealers. Of 2 dealers whose sales are known').waitFor();
  await page
    .getByRole('img', { name: '2 dealers by the guns they sold and the guns traced to them' })
    .waitFor();
  // Alamo Arms has twice as many traces, of fifty times as many sales.
  const first = page.getByRole('table', { name: 'Dealers by rank' }).getByRole('row').nth(1);
  await expect.poll(() => first.textContent()).toMatch(/^Pecos Pawn.*20\.0 \(5\.4 to 51\.2\)/);

  await journey.act('open the first', () => first.getByRole('button').click());
  const card = page.getByRole('region', { name: 'The dealer chosen' });
  await card.getByText('200 guns, 4 of them traced').waitFor();
  expect(journey.actions).toHaveLength(3);
  expect(await card.locator('.top-list li').allTextContents()).toEqual(['Maryland4 guns']);
});
