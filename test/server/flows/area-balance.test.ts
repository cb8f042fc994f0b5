import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BalanceLevel } from '../../../domain/area-balance.ts';
import { areaBalanceSchema } from '../../../domain/responses.ts';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import type { TraceFilter } from '../../../domain/trace-filter.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../../domain/vocabulary.ts';
import { withScope } from '../../../server/database/with-scope.ts';
import { readAreaBalance } from '../../../server/flows/area-balance-read-model.ts';
import { createFlowsRoutes } from '../../../server/flows/flows-routes.ts';
import type { InsertedRecords, RecoveryRecord } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { signedInApp } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let inserted: InsertedRecords;

const times = (count: number, record: RecoveryRecord) => Array.from({ length: count }, () => record);
const county = (code: string, name: string, state: string, population: number) =>
  ({ level: 'county', code, name, state, at: [-77, 39], population }) as const;
const state = (code: string, name: string, population?: number) =>
  ({
    level: 'state',
    code,
    name,
    state: code,
    at: [-77, 39],
    ...(population === undefined ? {} : { population }),
  }) as const;

/**
 *   sold  recovered  guns  agency  times-to-crime
 *   VA    MD           20  BPD     12 of 100 days, 3 of 1,095, 3 of 1,096, 2 unknown
 *   MD    MD            7  BPD
 *   MD    VA            5  NPD     all 50 days
 *   GU    MD            1  NPD     unknown; Guam has no area here
 *   PR    VA            1  NPD     unknown; Puerto Rico's population is unknown here
 *   MD    ?, ? MD       2  NPD     unplaced
 *   not traced          1  BPD
 *
 *   Of CPD, by county: Fairfax, VA to Baltimore city 3 (50 days), within Baltimore city 2, Anne Arundel to it 4, it to Anne Arundel 1;
 *   1 sold in Virginia, no county known.
 */
beforeAll(async () => {
  const [MD, VA] = [{ state: 'MD' }, { state: 'VA' }];
  const BALTIMORE = { state: 'MD', county: '24510' };
  const ARUNDEL = { state: 'MD', county: '24003' };
  const FAIRFAX = { state: 'VA', county: '51059' };
  inserted = await insertRecords(database.current, {
    agencies: ['BPD', 'NPD', 'CPD'],
    areas: [
      county('24510', 'Baltimore city', 'MD', 585_708),
      county('24003', 'Anne Arundel County', 'MD', 588_261),
      state('MD', 'Maryland', 6_000_000),
      state('VA', 'Virginia', 8_000_000),
      state('PR', 'Puerto Rico'),
    ],
    recoveries: [
      ...times(12, { agency: 'BPD', on: '2024-01-10', from: VA, to: MD, ttc: 100, type: 'pistol' }),
      ...times(3, { agency: 'BPD', on: '2024-02-10', from: VA, to: MD, ttc: 1095, type: 'rifle' }),
      ...times(3, { agency: 'BPD', on: '2024-02-11', from: VA, to: MD, ttc: 1096, caliber: '9' }),
      ...times(2, { agency: 'BPD', from: VA, to: MD }),
      ...times(7, { agency: 'BPD', on: '2024-03-10', from: MD, to: MD, ttc: 10 }),
      ...times(5, { agency: 'NPD', on: '2024-03-11', from: MD, to: VA, ttc: 50 }),
      { agency: 'NPD', on: '2024-03-12', from: { state: 'GU' }, to: MD },
      { agency: 'NPD', on: '2024-03-12', from: { state: 'PR' }, to: VA },
      { agency: 'NPD', on: '2024-03-13', from: MD },
      { agency: 'NPD', on: '2024-03-14', outcome: 'dealer', to: MD },
      { agency: 'BPD', on: '2024-03-15', to: MD },
      ...times(3, { agency: 'CPD', from: FAIRFAX, to: BALTIMORE, ttc: 50 }),
      ...times(2, { agency: 'CPD', from: BALTIMORE, to: BALTIMORE }),
      ...times(4, { agency: 'CPD', from: ARUNDEL, to: BALTIMORE }),
      { agency: 'CPD', from: BALTIMORE, to: ARUNDEL },
      { agency: 'CPD', from: VA, to: BALTIMORE },
    ],
  });
});

async function balance(
  filter: TraceFilter = {},
  agencies: readonly string[] = ['BPD', 'NPD'],
  level: BalanceLevel = 'state',
) {
  const scope = scopeOfAllRecords(agencies.map((code) => inserted.agencies[code] ?? 0));
  return withScope(database.current, scope, {}, (read) => readAreaBalance(read, filter, level));
}

type Balance = Awaited<ReturnType<typeof balance>>;
const counts = ({ items }: Balance) =>
  Object.fromEntries(
    items.map(({ code, exported, imported, stayed }) => [code, [exported, imported, stayed]]),
  );
const itemOf = ({ items }: Balance, code: string) => items.find((item) => item.code === code);

describe('by county', () => {
  it('a gun is exported that leaves its county, in the same state too', async () => {
    const found = await balance({}, ['CPD'], 'county');
    expect(found.items.map(({ code, name }) => [code, name])).toEqual([
      ['24003', 'Anne Arundel County, MD'],
      ['51059', '51059'],
      ['24510', 'Baltimore city, MD'],
    ]);
    expect(counts(found)).toEqual({ 24003: [4, 1, 0], 51059: [3, 0, 0], 24510: [1, 7, 2] });
    expect(found.totals).toEqual({ traced: 11, exported: 8, imported: 8, stayed: 2, unplaced: 1 });
    const arundel = itemOf(found, '24003');
    expect(arundel?.exportedPer100000?.value).toBeCloseTo((4 * 100_000) / 588_261, 9);
    expect(itemOf(found, '51059')).toMatchObject({ population: null, shortShare: { value: 1, known: 3 } });
  });

  it('shows an owner its own, a partner both, an outsider nothing', async () => {
    expect(counts(await balance({}, ['BPD'], 'county'))).toEqual({});
    expect(counts(await balance({}, ['BPD', 'CPD'], 'county'))['24510']).toEqual([1, 7, 2]);
    expect((await balance({}, [], 'county')).totals.traced).toBe(0);
  });
});

describe('by state', () => {
  it('counts each gun between states in both, and each at home in one, most exported first', async () => {
    const found = await balance();
    expect(found.items.map(({ code, name, population }) => [code, name, population])).toEqual([
      ['VA', 'Virginia', 8_000_000],
      ['MD', 'Maryland', 6_000_000],
      ['GU', 'Guam', null],
      ['PR', 'Puerto Rico', null],
    ]);
    expect(counts(found)).toEqual({
      VA: [20, 6, 0],
      MD: [5, 21, 7],
      GU: [1, 0, 0],
      PR: [1, 0, 0],
    });
  });

  it('adds up: exported is imported, and every traced gun is in the totals once', async () => {
    const { totals, items } = await balance();
    expect(totals).toEqual({ traced: 36, exported: 27, imported: 27, stayed: 7, unplaced: 2 });
    expect(totals.exported + totals.stayed + totals.unplaced).toBe(totals.traced);
    for (const side of ['exported', 'imported', 'stayed'] as const) {
      expect(items.reduce((sum, item) => sum + item[side], 0)).toBe(totals[side]);
    }
  });

  it('tells rates with exact intervals, by the inhabitants of the 2020 census', async () => {
    const found = await balance();
    const virginia = itemOf(found, 'VA');
    // 20 guns: 12.2165 to 30.8884 (Garwood), over 80 times 100,000 inhabitants.
    expect(virginia?.exportedPer100000).toMatchObject({ value: 0.25, few: false });
    expect(virginia?.exportedPer100000?.low).toBeCloseTo(12.2165 / 80, 5);
    expect(virginia?.exportedPer100000?.high).toBeCloseTo(30.8884 / 80, 5);
    expect(virginia?.importedPer100000).toMatchObject({ value: 6 / 80, few: true });
    expect(found.per).toBe('per 100,000 inhabitants of the 2020 census');
    expect(found.notice).toBe(NOT_A_RANDOM_SAMPLE);
  });

  it('tells the ratio, weak where one side is few, and the short share with what it rests on', async () => {
    const virginia = itemOf(await balance(), 'VA');
    expect(virginia?.ratio).toMatchObject({ value: 20 / 6, few: true });
    // 20 of 26: 0.5635 to 0.9103 (Clopper and Pearson).
    expect(virginia?.ratio?.low).toBeCloseTo(0.5635 / 0.4365, 2);
    expect(virginia?.ratio?.high).toBeCloseTo(0.9103 / 0.0897, 1);
    // 1,095 days are within 3 years, 1,096 are not; two of the twenty are unknown.
    expect(virginia?.shortShare).toMatchObject({ value: 15 / 18, known: 18, few: true });
  });

  it('claims nothing of imports where no gun was recovered: that is not zero', async () => {
    const virginia = itemOf(await balance({ recoveryState: ['MD'] }), 'VA');
    expect(virginia).toMatchObject({
      exported: 20,
      imported: 0,
      stayed: 0,
      importedPer100000: null,
      ratio: null,
    });
    expect(virginia?.exportedPer100000?.value).toBe(0.25);
  });

  it('leaves out what cannot be said', async () => {
    const found = await balance();
    expect(itemOf(found, 'PR')).toMatchObject({
      population: null,
      location: [-77, 39],
      exportedPer100000: null,
      importedPer100000: null,
      ratio: null,
      shortShare: null,
    });
    expect(itemOf(found, 'GU')).toMatchObject({ location: null, exported: 1 });
  });

  it.each<[string, TraceFilter, Record<string, number[]>]>([
    ['a firearm type', { firearmType: ['rifle'] }, { VA: [3, 0, 0], MD: [0, 3, 0] }],
    ['dates', { recoveredFrom: '2024-03-01', recoveredTo: '2024-03-11' }, { MD: [0, 0, 7] }],
    ['a state of sale', { sourceState: ['GU'] }, { GU: [1, 0, 0], MD: [0, 1, 0] }],
    ['what only records know', { caliber: ['9'] }, { VA: [3, 0, 0], MD: [0, 3, 0] }],
  ])('filters by %s', async (_name, filter, expected) => {
    expect(counts(await balance(filter))).toEqual(expected);
  });

  it('shows an owner its own, another agency its own, nobody nothing', async () => {
    expect(counts(await balance({}, ['BPD']))).toEqual({ VA: [20, 0, 0], MD: [0, 20, 7] });
    expect(counts(await balance({}, ['NPD']))).toEqual({
      MD: [5, 1, 0],
      GU: [1, 0, 0],
      PR: [1, 0, 0],
      VA: [0, 6, 0],
    });
    expect(await balance({}, [])).toMatchObject({
      items: [],
      totals: { traced: 0, exported: 0, imported: 0, stayed: 0, unplaced: 0 },
    });
  });
});

describe('GET /api/area-balance', () => {
  const app = () => signedInApp(database.current, createFlowsRoutes(database.current));

  it('tells counties where they are asked for, by the level of the map too', async () => {
    const counties = await request(app()).get('/api/area-balance?level=county');
    expect(areaBalanceSchema.parse(counties.body).items.map(({ code }) => code)).toContain('24510');
    expect((await request(app()).get('/api/area-balance?level=auto&zoom=7')).body).toEqual(counties.body);
  });

  it('answers the promised shape, and 304 until the data changes', async () => {
    const { body, status, headers } = await request(app()).get('/api/area-balance');
    expect(status).toBe(200);
    expect(areaBalanceSchema.parse(body)).toEqual(body);
    const again = await request(app())
      .get('/api/area-balance')
      .set('If-None-Match', headers.etag ?? '');
    expect(again.status).toBe(304);
  });

  it.each([
    ['colour=red', 'colour', /There is no filter "colour"/],
    ['level=zip', 'level', /by state or county, not by zip/],
    ['ttc_max=soon', 'ttc_max', /ttc_max must be a whole number/],
  ])('refuses %s and names it', async (query, parameter, detail) => {
    const { body, status } = await request(app()).get(`/api/area-balance?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ parameter });
    expect(body.detail).toMatch(detail);
  });
});
