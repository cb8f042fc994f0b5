import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { fromMercator } from '../../domain/geography/world-grid.ts';
import { selectRows } from '../../server/database/connection.ts';
import { useBrowser } from '../helpers/browser.ts';
import { decodeTile } from '../helpers/decode-tile.ts';
import { mapDrawn, pixelOf } from '../helpers/map-page.ts';
import { insertRecords } from '../helpers/records.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer([]);
const browser = useBrowser();

/** A buyer's house, at which nothing may be drawn. */
const HOME = [-76.7, 39.25] as const;
const ZIP_HOME = { state: 'MD', county: '24510', zip: '21201' };
const bought = { agency: 'A', on: '2024-01-10', from: { state: 'VA' }, ttc: 50 };

beforeAll(async () => {
  await insertRecords(server.database, {
    agencies: ['A'],
    recoveries: [
      { ...bought, home: ZIP_HOME, homeAt: HOME },
      { ...bought, home: ZIP_HOME },
      { ...bought, home: ZIP_HOME },
      { ...bought, home: { state: 'MD', county: '24510' } },
    ],
  });
});

/** Where an area is labelled. */
async function labelOf(level: 'county' | 'zip', code: string): Promise<readonly [number, number]> {
  const [place] = await selectRows(
    server.database.knex,
    z.object({ x: z.number(), y: z.number() }),
    'SELECT ST_X(point_3857) AS x, ST_Y(point_3857) AS y FROM area WHERE level = ? AND code = ?',
    [level, code],
  );
  if (place === undefined) throw new Error(`There is no ${level} ${code}.`);
  const { lon, lat } = fromMercator(place.x, place.y);
  return [lon, lat];
}

it('shows where buyers lived as numbers of areas, never at a home, when it is switched on in the legend', async () => {
  const page = await browser.openPage({ baseURL: server.url, viewport: { width: 1200, height: 720 } });
  await page.goto('/?at=-76.6,39.3,11&layers=areas');
  await mapDrawn(page);
  const tiles: { level: unknown; guns: number }[] = [];
  page.on('response', async (response) => {
    if (!response.url().includes('/tiles/purchasers/') || response.status() !== 200) return;
    for (const { properties } of decodeTile(await response.body(), 'purchasers')) {
      tiles.push({ level: properties.level, guns: Number(properties.point_count) });
    }
  });
  await page.getByRole('checkbox', { name: 'Where buyers lived' }).check();
  await page.getByText('Guns by their buyer’s state, county or ZIP').waitFor();
  await expect
    .poll(() => tiles.toSorted((a, b) => b.guns - a.guns))
    .toEqual([
      { level: 'zip', guns: 3 },
      { level: 'county', guns: 1 },
    ]);
  await mapDrawn(page);
  expect(new URL(page.url()).searchParams.get('layers')).toBe('purchasers,areas');

  const pointAt = async ([lon, lat]: readonly [number, number]) => {
    const { x, y } = await pixelOf(page, lon, lat);
    await page.mouse.move(x, y);
  };
  const tooltip = page.getByRole('tooltip');
  await pointAt(await labelOf('zip', '21201'));
  await tooltip.getByText('3 guns bought by residents of ZIP 21201').waitFor();
  await pointAt(await labelOf('county', '24510'));
  await tooltip.getByText(/^1 gun bought by residents of Baltimore/).waitFor();
  await pointAt(HOME);
  await tooltip.waitFor({ state: 'detached' });
});
