import { beforeAll, describe, expect, it } from 'vitest';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import type { TraceFilter } from '../../../domain/trace-filter.ts';
import type { InsertedRecords, RecoveryRecord } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { tileFeatures } from '../../helpers/tile-features.ts';

const database = useTestDatabase();
let inserted: InsertedRecords;

/** Inside tile 9/256/256 and the wider ones around it: a quarter, a half and three quarters of its side. */
const QUARTER = 360 / 2 ** 9 / 4;
const ZIP_AT = [QUARTER, -QUARTER] as const;
const COUNTY_AT = [2 * QUARTER, -2 * QUARTER] as const;
const STATE_AT = [3 * QUARTER, -3 * QUARTER] as const;
/** Where one of the buyers lives, known to the house. */
const HOME = [3.5 * QUARTER, -QUARTER] as const;

const ZIP_HOME = { state: 'MD', county: '24510', zip: '21201' };
const bought = (agency: string, home: RecoveryRecord['home'], more: Partial<RecoveryRecord> = {}) => ({
  agency,
  on: '2024-01-10',
  from: { state: 'VA' },
  ...(home === undefined ? {} : { home }),
  ...more,
});

beforeAll(async () => {
  inserted = await insertRecords(database.current, {
    agencies: ['A', 'B'],
    areas: [
      { level: 'state', code: 'MD', name: 'Maryland', state: 'MD', at: STATE_AT },
      { level: 'county', code: '24510', name: 'Baltimore', state: 'MD', at: COUNTY_AT },
      { level: 'zip', code: '21201', name: '21201', state: 'MD', at: ZIP_AT },
    ],
    recoveries: [
      bought('A', ZIP_HOME, { homeAt: HOME, ttc: 50 }),
      bought('A', ZIP_HOME, { ttc: 2000, type: 'rifle' }),
      bought('B', ZIP_HOME, { ttc: 60, caliber: '9' }),
      // Known no closer, or in a ZIP that no list has.
      bought('A', { state: 'MD', county: '24510' }),
      bought('A', { state: 'MD', county: '24510', zip: '99999' }),
      bought('B', { state: 'MD' }),
      // Nobody knows where; traced no further than the dealer; not traced.
      bought('A', {}),
      bought('A', undefined, { outcome: 'dealer' }),
      { agency: 'A', on: '2024-01-10' },
    ],
  });
});

function features(
  [z, x, y]: readonly [number, number, number],
  filter: TraceFilter = {},
  agencies: readonly string[] = ['A', 'B'],
) {
  const scope = scopeOfAllRecords(agencies.map((code) => inserted.agencies[code] ?? 0));
  return tileFeatures(database.current, { layer: 'purchasers', tile: { z, x, y }, filter, scope });
}

const NEAR = [9, 256, 256] as const;
const at = (side: number, properties: Record<string, string | number>) => ({
  type: 'point',
  geometry: [[[side, expect.closeTo(side, -1)]]],
  properties,
});
const inMaryland = { level: 'state', code: 'MD', name: 'Maryland' };
const inBaltimore = { level: 'county', code: '24510', name: 'Baltimore, MD' };
const inZip = { level: 'zip', code: '21201', name: '21201, MD' };

describe('purchasers tiles', () => {
  it('count homes by state, each known one once', async () => {
    expect(await features([5, 16, 16])).toEqual([at(192, { ...inMaryland, point_count: 6 })]);
  });

  it('count homes by county, and by state what is known no closer', async () => {
    expect(await features([8, 128, 128])).toEqual([
      at(1536, { ...inMaryland, point_count: 1 }),
      at(1024, { ...inBaltimore, point_count: 5 }),
    ]);
  });

  it('count homes by ZIP from zoom 9, never nearer: an exact home stands at the label of its ZIP', async () => {
    const expected = [
      { ...inMaryland, point_count: 1 },
      { ...inBaltimore, point_count: 2 },
      { ...inZip, point_count: 3 },
    ];
    expect(await features(NEAR)).toEqual([
      at(3072, expected[0] ?? {}),
      at(2048, expected[1] ?? {}),
      at(1024, expected[2] ?? {}),
    ]);
    // At zoom 12, tile of the ZIP's label, and that of the house.
    expect((await features([12, 2050, 2050])).map(({ properties }) => properties)).toEqual([expected[2]]);
    expect(await features([12, 2055, 2050])).toEqual([]);
  });

  it.each<[string, TraceFilter, number]>([
    ['time-to-crime', { ttcMax: 1095 }, 2],
    ['firearm type', { firearmType: ['rifle'] }, 1],
    ['agency', { agency: ['B'] }, 2],
    ['dates', { recoveredFrom: '2024-01-11' }, 0],
    ['caliber, which only records know', { caliber: ['9'] }, 1],
    ['where the purchaser lived', { purchaserZip: ['21201'] }, 3],
  ])('count by %s', async (_name, filter, count) => {
    const [overview, near] = [await features([5, 16, 16], filter), await features(NEAR, filter)];
    for (const found of [overview, near]) {
      expect(found.reduce((sum, { properties }) => sum + Number(properties.point_count), 0)).toBe(count);
    }
  });

  it('show the owner its own, a partner both, and an outsider nothing', async () => {
    const seen = async (agencies: readonly string[]) =>
      (await features(NEAR, {}, agencies)).map(({ properties }) => [
        properties.level,
        properties.point_count,
      ]);
    expect(await seen(['A'])).toEqual([
      ['county', 2],
      ['zip', 2],
    ]);
    expect(await seen(['B'])).toEqual([
      ['state', 1],
      ['zip', 1],
    ]);
    expect(await seen(['A', 'B'])).toEqual([
      ['state', 1],
      ['county', 2],
      ['zip', 3],
    ]);
    expect(await seen([])).toEqual([]);
  });
});
