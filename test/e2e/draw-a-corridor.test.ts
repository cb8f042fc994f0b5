import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { toMercator } from '../../domain/geography/world-grid.ts';
import { flowsSchema } from '../../domain/responses.ts';
import { selectRows } from '../../server/database/connection.ts';
import { useBrowser } from '../helpers/browser.ts';
import { tabTo } from '../helpers/keyboard.ts';
import { mapDrawn, pixelOf } from '../helpers/map-page.ts';
import type { RecoveryRecord } from '../helpers/records.ts';
import { insertRecords } from '../helpers/records.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer([]);
const browser = useBrowser();

type LonLat = readonly [lon: number, lat: number];

/** Around Richmond and Hampton, with a notch in its north-east that a box around it would not have. */
const ORIGIN: readonly LonLat[] = [
  [-78.2, 36.9],
  [-76.6, 36.9],
  [-76.6, 37.3],
  [-77.2, 37.3],
  [-77.2, 38.2],
  [-78.2, 38.2],
];
/** Around Baltimore, without Crofton. */
const DESTINATION: readonly LonLat[] = [
  [-76.95, 39.15],
  [-76.35, 39.05],
  [-76.3, 39.55],
  [-76.9, 39.6],
];

const BALTIMORE = { at: [-76.61, 39.29], to: { state: 'MD', county: '24510' } } as const;
const CROFTON = { at: [-76.69, 38.8], to: { state: 'MD', county: '24003' } } as const;
const RIVER_CITY = { agency: 'BPD', dealer: 'River City', from: { state: 'VA', county: '51760' } } as const;

const times = (count: number, record: RecoveryRecord) => Array.from({ length: count }, () => record);

/**
 *   dealer, where                   recovered             guns  month     time-to-crime
 *   River City, in the origin       Baltimore               12  2025-01   100
 *   River City, in the origin       Baltimore                5  2025-03   2000
 *   River City, in the origin       Baltimore                3  2025-04   unknown
 *   River City, in the origin       Baltimore                2  no date   500
 *   River City, in the origin       Baltimore, no point      3  2025-01   100
 *   River City, in the origin       Crofton                  6  2025-02   100
 *   Hampton, in the origin          Baltimore                4  2025-04   300
 *   Notch, outside                  Baltimore                7  2025-01   800
 *   Ashland, by ZIP in the origin   Baltimore                2  2025-05   50
 *   Lancaster, Pennsylvania         Baltimore                8  2025-06   1500
 *   Peachtree, Georgia              Baltimore                4  2025-02   3000
 *   not traced                      Baltimore                9  2025-01
 *
 * Drawn, the corridor has 28 guns of 56.
 */
beforeAll(async () => {
  await insertRecords(server.database, {
    agencies: ['BPD', 'NPD'],
    dealers: [
      { name: 'River City', state: 'VA', county: '51760', city: 'Richmond', at: [-77.46, 37.55] },
      { name: 'Hampton', state: 'VA', county: '51650', city: 'Hampton', at: [-76.8, 37.1] },
      { name: 'Notch', state: 'VA', county: '51133', city: 'Heathsville', at: [-76.8, 37.9] },
      { name: 'Ashland', state: 'VA', county: '51085', zip: '23005', city: 'Ashland' },
      { name: 'Lancaster', state: 'PA', county: '42071', city: 'Lancaster', at: [-76.31, 40.04] },
      { name: 'Peachtree', state: 'GA', county: '13121', city: 'Atlanta', at: [-84.39, 33.76] },
    ],
    recoveries: [
      ...times(12, { ...RIVER_CITY, ...BALTIMORE, on: '2025-01-05', ttc: 100 }),
      ...times(5, { ...RIVER_CITY, ...BALTIMORE, on: '2025-03-05', ttc: 2000, type: 'rifle' }),
      ...times(3, { ...RIVER_CITY, ...BALTIMORE, on: '2025-04-30' }),
      ...times(2, { ...RIVER_CITY, ...BALTIMORE, ttc: 500 }),
      ...times(3, { ...RIVER_CITY, to: BALTIMORE.to, on: '2025-01-31', ttc: 100 }),
      ...times(6, { ...RIVER_CITY, ...CROFTON, on: '2025-02-01', ttc: 100 }),
      ...sold('Hampton', 'VA', '51650', 4, { on: '2025-04-01', ttc: 300, agency: 'NPD' }),
      ...sold('Notch', 'VA', '51133', 7, { on: '2025-01-09', ttc: 800 }),
      ...sold('Ashland', 'VA', '51085', 2, { on: '2025-05-09', ttc: 50 }),
      ...sold('Lancaster', 'PA', '42071', 8, { on: '2025-06-09', ttc: 1500 }),
      ...sold('Peachtree', 'GA', '13121', 4, { on: '2025-02-09', ttc: 3000 }),
      ...times(9, { agency: 'BPD', ...BALTIMORE, on: '2025-01-20' }),
    ],
  });
});

const sold = (dealer: string, state: string, county: string, count: number, more: Partial<RecoveryRecord>) =>
  times(count, { agency: 'BPD', dealer, from: { state, county }, ...BALTIMORE, ...more });

async function open(query: string): Promise<Page> {
  const page = await browser.openPage({ baseURL: server.url, viewport: { width: 1200, height: 720 } });
  await page.goto(`/${query}`);
  return page;
}

const MONTH_NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'];

/** A condition on a recovery `r`, its dealer `d` and the ZIP `z` of that, with the values bound to it. */
interface Condition {
  readonly sql: string;
  readonly bindings: Readonly<Record<string, string>>;
}

const outline = (corners: readonly LonLat[]) =>
  `POLYGON((${[...corners, ...corners.slice(0, 1)]
    .map(([lon, lat]) => toMercator(lon, lat))
    .map(({ x, y }) => `${x} ${y}`)
    .join(', ')}))`;

const DRAWN: Condition = {
  sql: `ST_Covers(ST_GeomFromText(:origin, 3857), coalesce(d.geom_3857, z.point_3857))
    AND ST_Covers(ST_GeomFromText(:destination, 3857), r.geom_3857)`,
  bindings: { origin: outline(ORIGIN), destination: outline(DESTINATION) },
};

const TRACED = `FROM recovery r JOIN dealer d ON d.id = r.dealer_id
  LEFT JOIN area z ON z.level = 'zip' AND z.code = d.area_zip`;

const totalsRow = z.object({
  guns: z.number(),
  all: z.number(),
  undated: z.number(),
  known: z.number(),
  short: z.number(),
});
const monthRow = z.object({ month: z.string(), guns: z.number(), all: z.number() });

/** What the database has of a corridor, as its page must write it. */
async function countInSql({ sql, bindings }: Condition) {
  return server.database.knex.transaction(async (trx) => {
    const [totals] = await selectRows(
      trx,
      totalsRow,
      `SELECT count(*) FILTER (WHERE ${sql})::int AS guns, count(*)::int AS "all",
         count(*) FILTER (WHERE ${sql} AND r.recovered_on IS NULL)::int AS undated,
         count(r.time_to_crime_days) FILTER (WHERE ${sql})::int AS known,
         count(*) FILTER (WHERE ${sql} AND r.time_to_crime_days <= 1095)::int AS short
       ${TRACED}`,
      bindings,
    );
    if (totals === undefined) throw new Error('The database counted nothing.');
    const months = await selectRows(
      trx,
      monthRow,
      `SELECT to_char(r.recovered_on, 'YYYY-MM') AS month, count(*) FILTER (WHERE ${sql})::int AS guns,
         count(*)::int AS "all"
       ${TRACED}
       WHERE r.recovered_on IS NOT NULL GROUP BY 1 ORDER BY 1`,
      bindings,
    );
    return {
      guns: totals.guns,
      figures: {
        headline: `${totals.guns} guns: ${percent(totals.guns, totals.all)} of ${totals.all} traced to a dealer`,
        guns: [String(totals.guns), String(totals.all - totals.guns)],
        short: `${percent(totals.short, totals.known)} of ${totals.known}`,
        months: months.map(({ month, guns, all }) => [
          `${MONTH_NAMES[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`,
          String(guns),
          String(all),
          percent(guns, all),
        ]),
        undated: totals.undated === 0 ? null : `${totals.undated} guns more have no date of recovery.`,
      },
    };
  });
}

const percent = (part: number, all: number) => `${Math.round((100 * part) / all)} %`;

/** What the page of a corridor says. */
async function readCorridorPage(page: Page, name: string) {
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  await page.getByText('The months as a table').click();
  const months = page.getByRole('table', { name: 'Guns of the corridor by month of recovery' });
  await months.waitFor();
  const cells = (row: string) =>
    page
      .getByRole('row', { name: new RegExp(`^${row}`) })
      .getByRole('cell')
      .allTextContents();
  const [short = ''] = await cells('Sold within 3 years');
  const undated = page.getByText(/more have no date of recovery/);
  const rows = await months.locator('tbody tr').all();
  return {
    headline: ((await page.locator('.corridors-view .headline').textContent()) ?? '').trim(),
    guns: await cells('Guns'),
    short: short.replace(/ \(.*/, ''),
    months: await Promise.all(rows.map((row) => row.locator('th, td').allTextContents())),
    undated: (await undated.count()) === 0 ? null : await undated.textContent(),
  };
}

/** Where the drawn corridor has room below the bar that says how to draw. */
const ROOM_TO_DRAW = 'at=-76.6,38.93,5.5&rail=0';

/** Presses "Draw an area" of a side and clicks its corners, the last one twice where that is to close it. */
async function draw(
  page: Page,
  side: 'Sold in' | 'Recovered in',
  corners: readonly LonLat[],
  close: 'Enter' | 'double click',
): Promise<void> {
  const group = page.getByRole('group', { name: side });
  await group.getByRole('button', { name: 'Draw an area on the map' }).click();
  await page.getByText('Click the corners of the area').waitFor();
  await mapDrawn(page);
  for (const [index, [lon, lat]] of corners.entries()) {
    const { x, y } = await pixelOf(page, lon, lat);
    if (close === 'double click' && index === corners.length - 1) await page.mouse.dblclick(x, y);
    else await page.mouse.click(x, y);
  }
  if (close === 'Enter') await page.keyboard.press('Enter');
  await group.getByRole('listitem').filter({ hasText: 'Drawn area' }).waitFor();
}

async function save(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Save the corridor' }).click();
}

it('counts the guns of a corridor drawn on the map as the database does', async () => {
  const page = await open(`?view=corridors&${ROOM_TO_DRAW}`);
  await page.getByRole('button', { name: 'Draw a corridor' }).click();
  await mapDrawn(page);
  await draw(page, 'Sold in', ORIGIN, 'Enter');
  await draw(page, 'Recovered in', DESTINATION, 'double click');
  await save(page, 'Richmond to Baltimore');

  const inSql = await countInSql(DRAWN);
  expect(inSql.guns).toBe(28);
  expect(await readCorridorPage(page, 'Richmond to Baltimore')).toEqual(inSql.figures);

  await page.getByRole('button', { name: 'Show on the map' }).click();
  await page
    .getByRole('heading', { level: 1, name: '28 guns recovered, along Richmond to Baltimore', exact: true })
    .waitFor();
});

it('takes back a corner, and closes an area at its first corner', async () => {
  const page = await open(`?draft=new&${ROOM_TO_DRAW}`);
  await mapDrawn(page);
  await page
    .getByRole('group', { name: 'Sold in' })
    .getByRole('button', { name: 'Draw an area on the map' })
    .click();
  const close = page.getByRole('button', { name: 'Close the area' });
  await close.waitFor();
  await mapDrawn(page);
  const click = async ([lon, lat]: LonLat) => {
    const { x, y } = await pixelOf(page, lon, lat);
    await page.mouse.click(x, y);
  };
  const [first = [0, 0], second = [0, 0], , , fifth = [0, 0], last = [0, 0]] = ORIGIN;
  await click(first);
  await click(second);
  expect(await close.isDisabled()).toBe(true);
  await click(fifth);
  await page.keyboard.press('Backspace');
  await page.locator('button:disabled', { hasText: 'Close the area' }).waitFor();
  await click(fifth);
  await click(last);
  await click(first);
  await page.getByRole('listitem').filter({ hasText: 'Drawn area' }).waitFor();
  const corners = new URL(page.url()).searchParams.get('draft')?.split('_').length ?? 0;
  expect(corners / 2).toBe(4);
});

/** Clicks the middle of a flow between states, once the pointer there names it. */
async function clickFlow(page: Page, id: string, sentence: string): Promise<void> {
  const answer = await fetch(`${server.url}/api/flows?level=state`);
  const { features } = flowsSchema.parse(await answer.json());
  const path = features.find((flow) => flow.id === id)?.geometry.coordinates ?? [];
  const [lon = 0, lat = 0] = path[Math.floor(path.length / 2)] ?? [];
  const { x, y } = await pixelOf(page, lon, lat);
  await page.mouse.move(x, y);
  await page.getByRole('tooltip').getByText(sentence).waitFor();
  await page.mouse.click(x, y);
}

it('makes a corridor of the flows clicked on the map', async () => {
  const page = await open('?level=state&at=-79,38.5,5&rail=0');
  await mapDrawn(page);
  const detail = page.getByRole('region', { name: 'Detail' });
  await clickFlow(page, 'VA>MD', '44 guns sold in Virginia and recovered in Maryland');
  await detail.getByText('44 guns sold in Virginia').waitFor();
  await mapDrawn(page);
  await page.keyboard.down('Shift');
  await clickFlow(page, 'PA>MD', '8 guns sold in Pennsylvania and recovered in Maryland');
  await page.keyboard.up('Shift');
  await detail.getByText('2 selected, 52 guns on the flows among them').waitFor();
  await detail.getByRole('button', { name: 'Save these flows as a corridor' }).click();
  await save(page, 'Virginia and Pennsylvania to Maryland');

  const inSql = await countInSql({
    sql: 'r.source_state IN (:virginia, :pennsylvania) AND r.recovery_state = :maryland',
    bindings: { virginia: 'VA', pennsylvania: 'PA', maryland: 'MD' },
  });
  expect(inSql.guns).toBe(52);
  expect(await readCorridorPage(page, 'Virginia and Pennsylvania to Maryland')).toEqual(inSql.figures);
});

it('makes a corridor without a mouse', async () => {
  const page = await open('?rail=0');
  await page.getByRole('heading', { level: 1, name: '65 guns recovered' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await tabTo(page, page.getByRole('button', { name: 'Draw a corridor' }));
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Corridor' }).and(page.locator(':focus')).waitFor();

  const add = async (side: 'sold' | 'recovered', text: string, option: string) => {
    const field = page.getByRole('combobox', { name: `Add a state or county where guns were ${side}` });
    await tabTo(page, field);
    await page.keyboard.type(text);
    const wanted = page.getByRole('option', { name: option, exact: true });
    await wanted.waitFor();
    for (let tries = 0; (await wanted.getAttribute('aria-selected')) !== 'true'; tries += 1) {
      if (tries > 8) throw new Error(`The arrow key did not reach ${option}.`);
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
  };
  await add('sold', 'Virginia', 'Virginia state');
  await add('sold', 'Lancaster', 'Lancaster, PA county');
  await add('recovered', 'Anne', 'Anne Arundel, MD county');
  await add('recovered', 'Baltimore', 'Baltimore city, MD county');
  await tabTo(page, page.getByRole('textbox', { name: 'Name' }));
  await page.keyboard.type('South to the bay');
  await page.keyboard.press('Enter');

  const inSql = await countInSql({
    sql: `(r.source_state = :virginia OR r.source_county = :lancaster)
      AND r.recovery_county IN (:anneArundel, :baltimore)`,
    bindings: { virginia: 'VA', lancaster: '42071', anneArundel: '24003', baltimore: '24510' },
  });
  expect(inSql.guns).toBe(52);
  expect(await readCorridorPage(page, 'South to the bay')).toEqual(inSql.figures);
});
