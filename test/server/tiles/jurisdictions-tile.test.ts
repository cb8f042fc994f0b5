import { beforeAll, describe, expect, it } from 'vitest';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import type { TraceFilter } from '../../../domain/trace-filter.ts';
import type { InsertedRecords } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { tileFeatures } from '../../helpers/tile-features.ts';

const database = useTestDatabase();
let inserted: InsertedRecords;

const county = (code: string, west: number, east: number) => ({
  level: 'county' as const,
  code,
  name: code,
  state: 'MD',
  at: [(west + east) / 2, -10] as const,
  box: [west, -20, east, -5] as const,
});

beforeAll(async () => {
  inserted = await insertRecords(database.current, {
    agencies: ['A', 'B', 'C'],
    areas: [county('24001', 5, 10), county('24003', 10, 15), county('24005', 30, 35)],
    // A's counties touch; nothing is said of C.
    jurisdictions: { A: ['24001', '24003'], B: ['24003', '24005'] },
  });
});

async function features(
  [z, x, y]: readonly [number, number, number],
  agencies: readonly string[],
  filter: TraceFilter = {},
) {
  const scope = scopeOfAllRecords(agencies.map((code) => inserted.agencies[code] ?? 0));
  const found = await tileFeatures(database.current, {
    layer: 'jurisdictions',
    tile: { z, x, y },
    filter,
    scope,
  });
  return {
    polygons: found.filter(({ type }) => type === 'polygon'),
    names: found.filter(({ type }) => type === 'point'),
  };
}

const WIDE = [2, 2, 2] as const;
const A = { agency: 'A', name: 'A', state: 'MD' };
const B = { agency: 'B', name: 'B', state: 'MD' };
/** Tile units from the middle of the world. */
const units = (degrees: number, zoom = 2) => Math.round((degrees / 360) * 2 ** zoom * 4096);
/** The same of the polygons and of the names. */
function agenciesOf({ polygons, names }: Awaited<ReturnType<typeof features>>) {
  const [drawn, named] = [polygons, names].map((found) => found.map(({ properties }) => properties.agency));
  expect(named).toEqual(drawn);
  return drawn;
}
const span = (rings: readonly (readonly (readonly [number, number])[])[]) => {
  const xs = rings.flat().map(([x]) => x);
  return [Math.min(...xs), Math.max(...xs)];
};

describe('jurisdictions tiles', () => {
  it('hold a polygon for each agency, its counties joined where they touch', async () => {
    const { polygons } = await features(WIDE, ['A', 'B', 'C']);
    expect(polygons.map(({ properties }) => properties)).toEqual([A, B]);
    const [ofA, ofB] = polygons.map(({ geometry }) => geometry);
    expect(ofA).toHaveLength(1);
    expect(span(ofA ?? [])).toEqual([units(5), units(15)]);
    expect(ofB).toHaveLength(2);
    expect(span(ofB ?? [])).toEqual([units(10), units(35)]);
  });

  it('are cut at the margin of the tile', async () => {
    const [found] = (await features([5, 16, 16], ['A'])).polygons;
    // The tile ends at 11.25 degrees.
    expect(span(found?.geometry ?? [])).toEqual([units(5, 5), 4096 + 64]);
    expect(await features([5, 20, 16], ['A', 'B'])).toEqual({ polygons: [], names: [] });
  });

  it('name each agency once, in its first county', async () => {
    const { names } = await features(WIDE, ['A', 'B', 'C']);
    expect(names.map(({ geometry, properties }) => [geometry[0]?.[0]?.[0], properties])).toEqual([
      [Math.floor((7.5 / 90) * 4096), A],
      [Math.floor((12.5 / 90) * 4096), B],
    ]);
    // A's second county, and the part of it that lies in the tile; its name is in the tile before.
    const next = await features([5, 17, 16], ['A']);
    expect([next.polygons.length, next.names.length]).toEqual([1, 0]);
  });

  it('show those whose agencies are in scope, and an outsider none', async () => {
    const seen = async (agencies: readonly string[]) => agenciesOf(await features(WIDE, agencies));
    expect(await seen(['A'])).toEqual(['A']);
    expect(await seen(['B', 'C'])).toEqual(['B']);
    expect(await seen(['A', 'B'])).toEqual(['A', 'B']);
    expect(await seen(['C'])).toEqual([]);
    expect(await seen([])).toEqual([]);
  });

  it('follow the agencies of the filter and nothing else of it', async () => {
    const seen = async (filter: TraceFilter) => agenciesOf(await features(WIDE, ['A', 'B'], filter));
    expect(await seen({ agency: ['B'] })).toEqual(['B']);
    expect(await seen({ agency: ['C'] })).toEqual([]);
    expect(await seen({ ttcMax: 1, recoveryState: ['WA'] })).toEqual(['A', 'B']);
  });
});
