import { beforeAll, describe, expect, it } from 'vitest';
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
  const scope = { agencyIds: agencies.map((code) => inserted.agencies[code] ?? 0), label: '' };
  return tileFeatures(database.current, { layer: 'jurisdictions', tile: { z, x, y }, filter, scope });
}

const WIDE = [2, 2, 2] as const;
const A = { agency: 'A', name: 'A', state: 'MD' };
const B = { agency: 'B', name: 'B', state: 'MD' };
/** Tile units from the middle of the world. */
const units = (degrees: number, zoom = 2) => Math.round((degrees / 360) * 2 ** zoom * 4096);
const span = (rings: readonly (readonly (readonly [number, number])[])[]) => {
  const xs = rings.flat().map(([x]) => x);
  return [Math.min(...xs), Math.max(...xs)];
};

describe('jurisdictions tiles', () => {
  it('hold a polygon for each agency, its counties joined where they touch', async () => {
    const found = await features(WIDE, ['A', 'B', 'C']);
    expect(found.map(({ type, properties }) => [type, properties])).toEqual([
      ['polygon', A],
      ['polygon', B],
    ]);
    const [ofA, ofB] = found.map(({ geometry }) => geometry);
    expect(ofA).toHaveLength(1);
    expect(span(ofA ?? [])).toEqual([units(5), units(15)]);
    expect(ofB).toHaveLength(2);
    expect(span(ofB ?? [])).toEqual([units(10), units(35)]);
  });

  it('are cut at the margin of the tile', async () => {
    const [found] = await features([5, 16, 16], ['A']);
    // The tile ends at 11.25 degrees.
    expect(span(found?.geometry ?? [])).toEqual([units(5, 5), 4096 + 64]);
    expect(await features([5, 20, 16], ['A', 'B'])).toEqual([]);
  });

  it('show those whose agencies are in scope, and an outsider none', async () => {
    const seen = async (agencies: readonly string[]) =>
      (await features(WIDE, agencies)).map(({ properties }) => properties.agency);
    expect(await seen(['A'])).toEqual(['A']);
    expect(await seen(['B', 'C'])).toEqual(['B']);
    expect(await seen(['A', 'B'])).toEqual(['A', 'B']);
    expect(await seen(['C'])).toEqual([]);
    expect(await seen([])).toEqual([]);
  });

  it('follow the agencies of the filter and nothing else of it', async () => {
    const seen = async (filter: TraceFilter) =>
      (await features(WIDE, ['A', 'B'], filter)).map(({ properties }) => properties.agency);
    expect(await seen({ agency: ['B'] })).toEqual(['B']);
    expect(await seen({ agency: ['C'] })).toEqual([]);
    expect(await seen({ ttcMax: 1, recoveryState: ['WA'] })).toEqual(['A', 'B']);
  });
});
