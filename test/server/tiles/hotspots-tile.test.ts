import { cellToBoundary, cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HotspotFeature } from '../../../domain/hotspots.ts';
import { IN_ENGLISH } from '../../../domain/languages/speech.ts';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import { parseTraceFilter } from '../../../domain/trace-filter.ts';
import { readDataVersion } from '../../../server/database/data-version.ts';
import { withScope } from '../../../server/database/with-scope.ts';
import { HOTSPOT_PARAMETERS, hotspotQuestion } from '../../../server/hotspots/hotspot-question.ts';
import { readHotspots } from '../../../server/hotspots/hotspots-read-model.ts';
import { TileService } from '../../../server/tiles/tile-service.ts';
import { inTile, inWorld } from '../../../server/tiles/world-position.ts';
import type { DecodedFeature } from '../../helpers/decode-tile.ts';
import { decodeTile } from '../../helpers/decode-tile.ts';
import type { InsertedRecords, RecoveryRecord } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { tileFeatures } from '../../helpers/tile-features.ts';

const database = useTestDatabase();
let inserted: InsertedRecords;

/** Resolution 8, as drawn at zoom 10: the cell in the middle of a tile, those next to it, and one beside the tile. */
const [Z, X, Y] = [10, 294, 390] as const;
const centre = (x: number, y: number): [number, number] => {
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** Z))) * 180) / Math.PI;
  return [lat, (x / 2 ** Z) * 360 - 180];
};
const MIDDLE = latLngToCell(...centre(X + 0.5, Y + 0.5), 8);
const NEAR = gridDisk(MIDDLE, 1).filter((cell) => cell !== MIDDLE);
/** Its middle is on the tile's eastern edge. */
const EDGE = latLngToCell(...centre(X + 1, Y + 0.5), 8);
/** Far away: the more there are like them, the more the middle stands out. */
const LONELY = Array.from({ length: 10 }, (_, index) => latLngToCell(30 + index / 10, -90, 8));

const at = (cell: string): [number, number] => {
  const [lat, lon] = cellToLatLng(cell);
  return [lon, lat];
};
const times = (count: number, record: RecoveryRecord) => Array.from({ length: count }, () => record);

beforeAll(async () => {
  inserted = await insertRecords(database.current, {
    agencies: ['A', 'B'],
    recoveries: [
      ...times(20, { agency: 'A', on: '2024-03-10', at: at(MIDDLE), ttc: 100 }),
      ...times(5, { agency: 'A', on: '2024-03-10', at: at(MIDDLE), ttc: 2000 }),
      ...NEAR.flatMap((cell) => times(2, { agency: 'A', on: '2025-03-10', at: at(cell), ttc: 100 })),
      { agency: 'A', at: at(EDGE) },
      ...LONELY.map((cell) => ({ agency: 'A', at: at(cell) })),
      ...times(3, { agency: 'B', at: at(EDGE) }),
      { agency: 'B', to: { zip: '21202' } },
    ],
  });
});

const scopeOf = (agencies: readonly string[]) =>
  scopeOfAllRecords(agencies.map((code) => inserted.agencies[code] ?? 0));

function features(
  [z, x, y]: readonly [number, number, number],
  text = '',
  agencies: readonly string[] = ['A', 'B'],
): Promise<DecodedFeature[]> {
  const query = new URLSearchParams(text);
  const filter = parseTraceFilter(query, HOTSPOT_PARAMETERS);
  const parameters = new URLSearchParams(
    HOTSPOT_PARAMETERS.flatMap((name) => (query.has(name) ? [[name, query.get(name) ?? '']] : [])),
  );
  const scope = scopeOf(agencies);
  return tileFeatures(database.current, { layer: 'hotspots', tile: { z, x, y }, filter, parameters, scope });
}

async function answered(text: string, agencies: readonly string[] = ['A', 'B']): Promise<HotspotFeature[]> {
  const query = new URLSearchParams(text);
  const filter = parseTraceFilter(query, HOTSPOT_PARAMETERS);
  const found = await withScope(database.current, scopeOf(agencies), {}, (read) =>
    readHotspots(read, filter, hotspotQuestion(query), IN_ENGLISH),
  );
  return found.features;
}

const counts = (found: readonly DecodedFeature[]) =>
  Object.fromEntries(found.map(({ properties }) => [properties.cell, properties.count]));
const NEAR_COUNTS = Object.fromEntries(NEAR.map((cell) => [cell, 2]));
const HERE = [Z, X, Y] as const;

describe('hotspots tiles', () => {
  it('hold each cell with what is counted in it', async () => {
    const found = await features(HERE);
    expect(counts(found)).toMatchObject({ [MIDDLE]: 25, ...NEAR_COUNTS, [EDGE]: 4 });
    expect(found.reduce((sum, { properties }) => sum + Number(properties.count), 0)).toBe(25 + 6 * 2 + 4);
    expect(found.find(({ properties }) => properties.cell === MIDDLE)?.properties.class).toBe('hot99');
  });

  it('say what /api/hotspots says at the zoom, in its order', async () => {
    const said = new Map((await answered('zoom=10')).map(({ id, properties }) => [id, properties]));
    const found = await features(HERE);
    for (const { properties } of found) {
      const { cell, class: of, count, z, p, adjustedP } = said.get(String(properties.cell)) ?? {};
      expect(properties).toEqual({ cell, class: of, count, z, p, adjustedP });
    }
    const order = [...said.keys()].filter((cell) => found.some(({ properties }) => properties.cell === cell));
    expect(found.map(({ properties }) => properties.cell)).toEqual(order);
    expect(await features(HERE)).toEqual(found);
  });

  it('draw a cell as its hexagon, turned as vector tiles ask for', async () => {
    const middle = (await features(HERE)).find(({ properties }) => properties.cell === MIDDLE);
    const outline = cellToBoundary(MIDDLE, true).map(([lon = 0, lat = 0]) => inWorld(lon, lat));
    const expected = inTile({ z: Z, x: X, y: Y }, outline, 0).reverse();
    expect(middle?.type).toBe('polygon');
    const [ring = []] = middle?.geometry ?? [];
    expect(ring).toHaveLength(7);
    for (const [index, [x, y]] of ring.entries()) {
      // A unit is 10 m; the answer knows corners to a metre.
      expect(x).toBeCloseTo(expected[index]?.[0] ?? 0, -0.5);
      expect(y).toBeCloseTo(expected[index]?.[1] ?? 0, -0.5);
    }
  });

  it('cut a cell at the margin, and hold it in both tiles it lies in', async () => {
    const [west, east] = [await features(HERE), await features([Z, X + 1, Y])];
    const of = (found: readonly DecodedFeature[]) => found.find(({ properties }) => properties.cell === EDGE);
    expect(of(east)?.properties).toEqual(of(west)?.properties);
    const xs = (found: DecodedFeature | undefined) => found?.geometry.flat().map(([x]) => x) ?? [];
    expect(Math.max(...xs(of(west)))).toBe(4096 + 64);
    expect(Math.min(...xs(of(east)))).toBe(Math.min(...xs(of(west))) - 4096);
    expect(counts(east)[MIDDLE]).toBeUndefined();
  });

  it.each([
    ['of=shortTimeToCrime', { [MIDDLE]: 20, ...NEAR_COUNTS }],
    ['ttc_max=1095', { [MIDDLE]: 20, ...NEAR_COUNTS }],
    ['recovered_from=2025-01-01', NEAR_COUNTS],
  ])('count by %s', async (text, expected) => {
    const found = (await features(HERE, text)).filter(({ properties }) => Number(properties.count) > 0);
    expect(counts(found)).toEqual(expected);
  });

  it('have the cells that are asked for, and rates and courses where those are', async () => {
    const [coarse] = await features(HERE, 'resolution=4');
    expect(coarse?.properties.count).toBe(25 + 6 * 2 + 4);
    const rates = await features(HERE, 'of=shortTimeToCrime&rate=recoveries');
    expect(rates.find(({ properties }) => properties.cell === MIDDLE)?.properties).toMatchObject({
      count: 20,
      rate: 0.8,
    });
    const courses = await features(HERE, 'periods=months');
    const said = (await answered('zoom=10&periods=months')).filter(({ properties }) => properties.emerging);
    expect(said.length).toBeGreaterThan(0);
    for (const { id, properties } of said) {
      const { side, course } = courses.find((found) => found.properties.cell === id)?.properties ?? {};
      expect({ side, course }).toEqual(properties.emerging);
    }
  });

  it('show the owner its own, a partner both, and an outsider nothing', async () => {
    expect(counts(await features(HERE, '', ['A']))).toMatchObject({ [MIDDLE]: 25, [EDGE]: 1 });
    expect(counts(await features(HERE, '', ['B']))).toEqual({ [EDGE]: 3 });
    expect(counts(await features(HERE, '', ['A', 'B']))).toMatchObject({ [MIDDLE]: 25, [EDGE]: 4 });
    expect(await features(HERE, '', [])).toEqual([]);
  });

  it('are worked out once for all tiles of a filter', async () => {
    const service = new TileService(database.current);
    const dataVersion = await readDataVersion(database.current, scopeOf(['A']));
    const tile = async (x: number) => {
      const asked = {
        layer: 'hotspots',
        tile: { z: Z, x, y: Y },
        filter: {},
        scope: scopeOf(['A']),
      } as const;
      const { content } = await service.tile({ ...asked, dataVersion }, new AbortController().signal);
      return decodeTile(content.bytes, 'hotspots').length;
    };
    expect(await tile(X)).toBeGreaterThan(0);
    const statements: string[] = [];
    const listen = ({ sql }: { sql: string }) => statements.push(sql);
    database.current.knex.on('query', listen);
    expect(await tile(X + 1)).toBeGreaterThan(0);
    database.current.knex.off('query', listen);
    expect(statements).toEqual([]);
  });
});
