/** The same expected features are written here for both engines, so each is compared with the other. */
import { beforeAll, describe, expect, it } from 'vitest';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import type { TraceFilter } from '../../../domain/trace-filter.ts';
import type { TileLayerId } from '../../../tiles/layers.ts';
import type { InsertedRecords } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { tileFeatures } from '../../helpers/tile-features.ts';

const database = useTestDatabase();
let inserted: InsertedRecords;

/** The middle of the world, where degrees and tile units are easily told: the corner of four tiles at every zoom. */
const CENTRE = [0, 0] as const;
/** Half a tile east and south of it at zoom 9, and 8 units (1 pixel) further. */
const NEAR = [0.3515625, -0.3515625] as const;
const NEXT_TO_NEAR = [0.35293, -0.3515625] as const;

beforeAll(async () => {
  inserted = await insertRecords(database.current, {
    agencies: ['A', 'B'],
    areas: [
      { level: 'state', code: 'MD', name: 'Maryland', state: 'MD', at: NEAR, box: [0, -45, 45, 0] },
      { level: 'state', code: 'VA', name: 'Virginia', state: 'VA', at: [-10, 10], box: [-45, 0, 0, 45] },
      { level: 'county', code: '24510', name: 'Baltimore', state: 'MD', at: NEAR, box: [0, -0.7, 0.7, 0] },
      { level: 'zip', code: '21201', name: '21201', state: 'MD', at: NEAR },
    ],
    dealers: [
      { name: 'Listed', listed: true, state: 'MD', zip: '21201' },
      { name: 'Traced by A', state: 'MD', zip: '21201' },
      { name: 'Traced by B', state: 'MD', at: NEAR },
      { name: 'Traced by nobody', state: 'MD', at: NEAR },
    ],
    recoveries: [
      {
        agency: 'A',
        on: '2024-01-10',
        at: NEAR,
        ttc: 50,
        from: { state: 'VA' },
        to: { state: 'MD', county: '24510' },
      },
      { agency: 'A', on: '2024-01-20', at: NEAR, ttc: 1200, dealer: 'Traced by A', to: { state: 'MD' } },
      { agency: 'B', on: '2024-02-10', at: NEXT_TO_NEAR, dealer: 'Traced by B', type: 'rifle' },
      { agency: 'A', on: '2024-02-20', to: { state: 'MD', zip: '21201' }, dealer: 'Traced by A', ttc: 60 },
      { agency: 'A', on: '2024-02-20', at: CENTRE },
    ],
  });
});

async function features(
  layer: TileLayerId,
  [z, x, y]: readonly [number, number, number],
  filter: TraceFilter = {},
  agencies: readonly string[] = ['A', 'B'],
) {
  const scope = scopeOfAllRecords(agencies.map((code) => inserted.agencies[code] ?? 0));
  return tileFeatures(database.current, { layer, tile: { z, x, y }, filter, scope });
}

const point = (x: number, y: number, properties: Record<string, string | number | boolean>) => ({
  type: 'point',
  geometry: [[[x, y]]],
  properties,
});

describe('recoveries tiles', () => {
  // Their mean place is 96, 96 of a cell of 512 units: a cluster keeps 192 units away from the next cell.
  it('cluster by cell near their mean place and clear of the next cell, from the rollup', async () => {
    expect(await features('recoveries', [5, 16, 16])).toEqual([
      point(192, 192, { point_count: 4, ttc_0: 1, ttc_5: 1, ttc_unknown: 2 }),
    ]);
  });

  it('cluster the same from records', async () => {
    expect(await features('recoveries', [5, 16, 16], { precisionMin: 'none' })).toEqual([
      point(192, 192, { point_count: 4, ttc_0: 1, ttc_5: 1, ttc_unknown: 2 }),
    ]);
  });

  it('hold a recovery in one tile only, also on the corner of four', async () => {
    const corner = await Promise.all(
      [
        [9, 255, 255],
        [9, 256, 255],
        [9, 255, 256],
        [9, 256, 256],
      ].map(([z = 0, x = 0, y = 0]) => features('recoveries', [z, x, y], { recoveredFrom: '2024-02-15' })),
    );
    expect(corner).toEqual([
      [],
      [],
      [],
      [point(0, 0, { point_count: 1, id: inserted.recoveries[4] ?? 0, ttc_unknown: 1 })],
    ]);
  });

  it('separate points in the streets and name the single one', async () => {
    const [together, apart] = [
      await features('recoveries', [11, 1026, 1026]),
      await features('recoveries', [14, 8208, 8208]),
    ];
    expect(together.map(({ properties }) => properties.point_count)).toEqual([3]);
    expect(apart).toEqual([
      point(0, 0, { point_count: 2, ttc_0: 1, ttc_5: 1 }),
      point(254, 0, { point_count: 1, id: inserted.recoveries[2] ?? 0, ttc_unknown: 1 }),
    ]);
  });

  it.each<[string, TraceFilter, number]>([
    ['whole months', { recoveredFrom: '2024-02-01', recoveredTo: '2024-03-01' }, 2],
    ['a month cut at its end', { recoveredFrom: '2024-01-01', recoveredTo: '2024-01-20' }, 1],
    ['cut months around a whole one', { recoveredFrom: '2023-12-05', recoveredTo: '2024-02-11' }, 3],
    ['bounds on class edges', { ttcMax: 1095 }, 1],
    ['a bound inside a class', { ttcMin: 51 }, 1],
    ['firearm type', { firearmType: ['rifle'] }, 1],
    ['agency', { agency: ['A'] }, 3],
    ['source state, which only records know', { sourceState: ['VA'] }, 1],
  ])('filter by %s at overview and street zooms alike', async (_name, filter, count) => {
    for (const tile of [
      [5, 16, 16],
      [9, 256, 256],
    ] as const) {
      const found = await features('recoveries', tile, filter);
      expect(found.reduce((sum, { properties }) => sum + Number(properties.point_count), 0)).toBe(count);
    }
  });
});

describe('dealers tiles', () => {
  it('cluster by cell with the traces of the filter', async () => {
    expect(await features('dealers', [5, 16, 16])).toEqual([
      point(128, 128, { dealer_count: 3, traces: 3, drawable: false }),
    ]);
    expect(await features('dealers', [5, 16, 16], { ttcMax: 100 })).toEqual([
      point(128, 128, { dealer_count: 3, traces: 1, drawable: false }),
    ]);
  });

  it('show ZIPs as one symbol each and dealers on their own place apart', async () => {
    expect(await features('dealers', [9, 256, 256])).toEqual([
      point(2048, 2048, {
        id: inserted.dealers['Traced by B'] ?? 0,
        name: 'Traced by B',
        dealer_count: 1,
        traces: 1,
        drawable: true,
      }),
      point(2048, 2048, { dealer_count: 2, traces: 2, drawable: false }),
    ]);
  });
});

describe('areas tiles', () => {
  const MARYLAND = { level: 'state', code: 'MD', name: 'Maryland', recoveries: 3, sold: 0 };

  it('hold states clipped to the tile with a margin, counted', async () => {
    const found = await features('areas', [2, 2, 2]);
    expect(found.map(({ properties }) => properties)).toEqual([
      MARYLAND,
      { level: 'state', code: 'VA', name: 'Virginia', recoveries: 0, sold: 1 },
    ]);
    expect(boundsOf(found[0]?.geometry)).toEqual([0, 0, 2048, 2298]);
    expect(boundsOf(found[1]?.geometry)).toEqual([-64, -64, 0, 0]);
  });

  it('turn exterior rings as vector tiles ask for', async () => {
    for (const { geometry } of await features('areas', [2, 2, 2])) {
      for (const ring of geometry) expect(twiceArea(ring)).toBeGreaterThan(0);
    }
  });

  it('hold counties, and ZIPs with what cannot be drawn as points', async () => {
    expect((await features('areas', [6, 32, 32])).map(({ properties }) => properties)).toEqual([
      { level: 'county', code: '24510', name: 'Baltimore', recoveries: 1, sold: 0 },
    ]);
    const [county, zip] = await features('areas', [9, 256, 256]);
    expect(county?.properties.code).toBe('24510');
    expect(zip).toEqual(point(2048, 2048, { level: 'zip', code: '21201', name: '21201', recoveries: 1 }));
  });

  it('count by any filter, areas without recoveries too', async () => {
    const counts = async (filter: TraceFilter) =>
      (await features('areas', [2, 2, 2], filter)).map(({ properties }) => properties.recoveries);
    expect(await counts({ ttcMax: 55 })).toEqual([1, 0]);
    expect(await counts({ caliber: ['9'] })).toEqual([0, 0]);
    expect(await counts({ recoveredFrom: '2024-01-15' })).toEqual([2, 0]);
  });
});

describe('flows tiles', () => {
  it('hold the flows of the level that suits the zoom, cut at the margin of the tile', async () => {
    const [west] = await features('flows', [3, 3, 3]);
    const [east] = await features('flows', [3, 4, 4]);
    expect(west?.properties).toMatchObject({
      id: 'VA>MD',
      origin: 'VA',
      destination: 'MD',
      originName: 'Virginia',
      destinationName: 'Maryland',
      count: 1,
      medianTimeToCrimeDays: 50,
      shortTimeToCrimeShare: 1,
    });
    expect(east?.properties).toEqual(west?.properties);
    // From -10, 10 degrees to where it leaves the tile and its margin.
    const line = west?.geometry[0] ?? [];
    expect(line[0]).toEqual([3186, 3181]);
    for (const [x, y] of line) expect(Math.max(x, y)).toBeLessThanOrEqual(4096 + 64);
    expect(await features('flows', [3, 0, 0])).toEqual([]);
    expect(await features('flows', [9, 256, 256])).toEqual([]);
  });

  it('are of the filter and of the scope', async () => {
    expect(await features('flows', [3, 3, 3], { ttcMax: 40 })).toEqual([]);
    expect(await features('flows', [3, 3, 3], {}, ['A'])).toHaveLength(1);
    expect(await features('flows', [3, 3, 3], {}, ['B'])).toEqual([]);
    expect(await features('flows', [3, 3, 3], {}, [])).toEqual([]);
  });
});

describe('scope of tiles', () => {
  it('shows each agency its own and an outsider nothing but public places', async () => {
    const seen = async (agencies: readonly string[]) => ({
      recoveries: (await features('recoveries', [5, 16, 16], {}, agencies)).map(
        ({ properties }) => properties.point_count,
      ),
      recoveriesNear: (await features('recoveries', [9, 256, 256], {}, agencies)).map(
        ({ properties }) => properties.point_count,
      ),
      dealers: (await features('dealers', [5, 16, 16], {}, agencies)).map(({ properties }) => [
        properties.dealer_count,
        properties.traces,
      ]),
      dealersNear: (await features('dealers', [9, 256, 256], {}, agencies)).map(({ properties }) => [
        properties.dealer_count,
        properties.traces,
      ]),
      states: (await features('areas', [2, 2, 2], {}, agencies)).map(
        ({ properties }) => properties.recoveries,
      ),
      zips: (await features('areas', [9, 256, 256], {}, agencies)).length,
    });
    expect(await seen(['A'])).toEqual({
      recoveries: [3],
      recoveriesNear: [1, 2],
      dealers: [[2, 2]],
      dealersNear: [[2, 2]],
      states: [3, 0],
      zips: 2,
    });
    expect(await seen(['B'])).toEqual({
      recoveries: [1],
      recoveriesNear: [1],
      dealers: [[2, 1]],
      dealersNear: [
        [1, 1],
        [1, 0],
      ],
      states: [0, 0],
      zips: 1,
    });
    expect(await seen([])).toEqual({
      recoveries: [],
      recoveriesNear: [],
      dealers: [[1, 0]],
      dealersNear: [[1, 0]],
      states: [0, 0],
      zips: 1,
    });
  });
});

type Ring = readonly (readonly [number, number])[];

function boundsOf(rings: readonly Ring[] = []): number[] {
  const xs = rings.flat().map(([x]) => x);
  const ys = rings.flat().map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Positive for rings that turn clockwise on the screen. */
function twiceArea(ring: Ring): number {
  return ring.slice(1).reduce((sum, [x, y], index) => {
    const [lastX, lastY] = ring[index] ?? [0, 0];
    return sum + lastX * y - x * lastY;
  }, 0);
}
