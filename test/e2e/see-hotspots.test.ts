import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { check } from '@placemarkio/check-geojson';
import { parse } from 'csv-parse/sync';
import { cellToLatLng, cellToParent, gridDisk, latLngToCell } from 'h3-js';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { hotspotsSchema } from '../../domain/hotspots.ts';
import { selectRows } from '../../server/database/connection.ts';
import { loadReference } from '../../server/reference/sources/load-reference.ts';
import { useBrowser } from '../helpers/browser.ts';
import { mapDrawn, pixelOf } from '../helpers/map-page.ts';
import type { RecoveryRecord } from '../helpers/records.ts';
import { insertRecords } from '../helpers/records.ts';
import { useTestServer } from '../helpers/server.ts';
import { takeExport } from '../helpers/take-export.ts';

const server = useTestServer([]);
const browser = useBrowser();

/** Cells of this resolution are drawn from zoom 10 on. */
const RESOLUTION = 8;
const MIDDLE = latLngToCell(39.29, -76.61, RESOLUTION);
const ELSEWHERE = Array.from({ length: 12 }, (_, index) => latLngToCell(39 + index / 20, -76.1, RESOLUTION));
const placeOf = (cell: string): [lon: number, lat: number] => {
  const [lat, lon] = cellToLatLng(cell);
  return [lon, lat];
};

/**
 *   where                             guns  month
 *   the middle cell                     20  2025-01
 *   the middle cell                     10  2025-03
 *   each of its six neighbours           2  2025-02
 *   each of twelve cells elsewhere       1  no date
 *   known by ZIP only                    3  2025-02
 */
beforeAll(async () => {
  const times = (count: number, record: RecoveryRecord) => Array.from({ length: count }, () => record);
  const gun = { agency: 'BPD', to: { state: 'MD', county: '24510' } };
  await insertRecords(server.database, {
    agencies: ['BPD'],
    recoveries: [
      ...times(20, { ...gun, at: placeOf(MIDDLE), on: '2025-01-15' }),
      ...times(10, { ...gun, at: placeOf(MIDDLE), on: '2025-03-15' }),
      ...gridDisk(MIDDLE, 1).flatMap((cell) =>
        times(cell === MIDDLE ? 0 : 2, { ...gun, at: placeOf(cell), on: '2025-02-15' }),
      ),
      ...ELSEWHERE.map((cell) => ({ ...gun, at: placeOf(cell) })),
      ...times(3, { ...gun, on: '2025-02-20' }),
    ],
  });
});

/** Recoveries by cell, as the database has them. */
async function countInSql(): Promise<ReadonlyMap<string, number>> {
  const rows = await server.database.knex.transaction((trx) =>
    selectRows(
      trx,
      z.object({ cell: z.string(), count: z.number() }),
      `SELECT to_hex(h3_cell) AS cell, count(*)::int AS count FROM recovery
       WHERE h3_cell IS NOT NULL GROUP BY h3_cell`,
    ),
  );
  const counts = new Map<string, number>();
  for (const { cell, count } of rows) {
    const parent = cellToParent(cell, RESOLUTION);
    counts.set(parent, (counts.get(parent) ?? 0) + count);
  }
  return counts;
}

/** Hotspots as the page asks for them at zoom 10. */
async function hotspotsInApi() {
  const response = await fetch(`${server.url}/api/hotspots?of=recoveries&rings=2&zoom=10`);
  return hotspotsSchema.parse(await response.json());
}

async function open(query: string): Promise<Page> {
  const page = await browser.openPage({ baseURL: server.url, viewport: { width: 1200, height: 720 } });
  await page.goto(`/?at=-76.61,39.29,10&${query}`);
  await page.getByRole('heading', { level: 1, name: '57 guns recovered', exact: true }).waitFor();
  await mapDrawn(page);
  return page;
}

const kilometres = (metres: number) => `${Number((metres / 1000).toPrecision(2))} km`;

it('switches hotspots on in the legend, which says how they were come by, and opens the cell clicked', async () => {
  const page = await open('layers=none');
  const legend = page.getByRole('region', { name: 'Legend' });
  await legend.getByRole('checkbox', { name: 'Hotspots' }).check();
  const { method, features } = await hotspotsInApi();
  const note = legend.getByText(method.test);
  await note.waitFor();
  const words = await note.textContent();
  expect(words).toContain(kilometres(method.bandwidthMetres));
  expect(words).toContain(method.correction);
  expect(words).toMatch(new RegExp(`\\b${method.n.toLocaleString('en-US')} cells`));
  const surest = features.filter((feature) => feature.properties.class === 'hot99').length;
  expect(surest).toBeGreaterThan(0);
  expect(await legend.getByRole('button', { name: /Hotspot, 99 % sure/ }).textContent()).toMatch(
    new RegExp(`${surest}$`),
  );

  await mapDrawn(page);
  const { x, y } = await pixelOf(page, ...placeOf(MIDDLE));
  await page.mouse.click(x, y);
  const detail = page.getByRole('region', { name: 'Detail' });
  await detail.getByRole('heading', { level: 2, name: /Hotspot, 99 % sure/ }).waitFor();
  await detail.getByText('30 guns recovered', { exact: true }).waitFor();
  await detail.getByRole('img', { name: 'By month: Jan 2025 20, Mar 2025 10' }).waitFor();
  expect(new URL(page.url()).searchParams.get('select')).toBe(`hotspot:${MIDDLE}`);
  await detail.getByText(method.test).waitFor();
});

it('lists the cells with the counts of the database, and opens the one picked', async () => {
  const page = await open('layers=hotspots&table=hotspots');
  const { features } = await hotspotsInApi();
  const inSql = await countInSql();
  expect(inSql.get(MIDDLE)).toBe(30);
  expect([...inSql.values()].reduce((sum, count) => sum + count, 0)).toBe(54);
  const at = (cell: string) => inSql.get(cell) ?? 0;
  const expected = features.map(({ id }) => [
    at(id),
    gridDisk(id, 2).reduce((sum, near) => sum + at(near), 0),
  ]);
  const table = page.getByRole('table', { name: /^Cells by how far/ });
  const rows = table.locator('tbody tr');
  await rows.first().waitFor();
  const shown = await rows.evaluateAll((list) =>
    list.map((row) => [2, 3].map((column) => Number(row.querySelectorAll('td')[column]?.textContent))),
  );
  const inOrder = (pairs: readonly (readonly number[])[]) =>
    pairs.map((pair) => pair.join(' ')).sort((a, b) => a.localeCompare(b));
  expect(inOrder(shown)).toEqual(inOrder(expected));
  // No cell with a recovery is missing.
  const listed = new Set(features.map(({ id }) => id));
  expect([...inSql.keys()].filter((cell) => !listed.has(cell))).toEqual([]);

  await page.getByRole('button', { name: 'In the cell', exact: true }).click();
  await rows
    .first()
    .getByRole('button', { name: /, 30 in the cell$/ })
    .click();
  const detail = page.getByRole('region', { name: 'Detail' });
  await detail.getByText('30 guns recovered', { exact: true }).waitFor();
  expect(new URL(page.url()).searchParams.get('select')).toBe(`hotspot:${MIDDLE}`);
});

it('exports the cells listed, with the counts of the database', async () => {
  const page = await open('layers=hotspots&table=hotspots');
  const rows = page.getByRole('table', { name: /^Cells by how far/ }).locator('tbody tr');
  await rows.first().waitFor();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const geojson = check(await takeExport(page, 'Hotspots', 'GeoJSON'));
  const cells = 'features' in geojson ? geojson.features : [];
  const table: Record<string, string>[] = parse(await takeExport(page, 'Hotspots', 'CSV'), { columns: true });
  expect(cells).toHaveLength(await rows.count());

  const inSql = await countInSql();
  const expected = cells.map(({ id }) => [String(id), inSql.get(String(id)) ?? 0]);
  expect(cells.map(({ id, properties }) => [id, properties?.count])).toEqual(expected);
  expect(table.map(({ cell, count }) => [cell, Number(count)])).toEqual(expected);
  expect(cells.reduce((sum, { properties }) => sum + Number(properties?.count), 0)).toBe(54);
  const middle = cells.find(({ id }) => id === MIDDLE);
  expect(middle?.properties).toMatchObject({ class: 'hot99', count: 30 });
  expect(middle?.geometry?.type).toBe('Polygon');
});

it('tells hotspots by inhabitant: first what is missing, then the rates', async () => {
  const page = await open('layers=hotspots');
  const legend = page.getByRole('region', { name: 'Legend' });
  await legend.getByLabel('Told as').selectOption('Per inhabitant');
  await legend.getByText(/Nobody has loaded where people live/).waitFor();
  expect(new URL(page.url()).searchParams.get('hotspots')).toBe('perInhabitant');

  const folder = await mkdtemp(path.join(os.tmpdir(), 'tracemap-people-'));
  const filePath = path.join(folder, 'census.csv');
  const inhabited = new Set([...gridDisk(MIDDLE, 3), ...ELSEWHERE.flatMap((cell) => gridDisk(cell, 2))]);
  const places = [...inhabited].map((cell) => [1000, ...placeOf(cell)].join(','));
  await writeFile(filePath, ['population,lon,lat', ...places, ''].join('\n'));
  await loadReference(server.database, { kind: 'population', filePath });
  await rm(folder, { recursive: true });
  await page.goto(`${page.url()}&table=hotspots`);

  // As sure as by counts, since as many live in every cell; the rate of few is drawn towards that of all.
  const table = page.getByRole('region', { name: 'Table' });
  await table.getByText('Inhabitants are those of census.').waitFor();
  const middle = table.locator('tbody tr', { hasText: '(30 of 1,000)' });
  expect(await middle.textContent()).toMatch(/Hotspot, 99 % sure2,8\d\d \(30 of 1,000\)/);
});
