import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { summarySchema } from '../../../domain/responses.ts';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import type { TraceFilter } from '../../../domain/trace-filter.ts';
import { withScope } from '../../../server/database/with-scope.ts';
import { readSummary } from '../../../server/traces/summary-read-model.ts';
import { createSummaryRoutes } from '../../../server/traces/summary-routes.ts';
import type { InsertedRecords } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { signedInApp } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let inserted: InsertedRecords;

const CITY_HALL = [-76.61, 39.29] as const;

beforeAll(async () => {
  inserted = await insertRecords(database.current, {
    agencies: ['BPD', 'NPD'],
    recoveries: [
      { agency: 'BPD', on: '2024-01-05', from: { state: 'VA' }, to: { state: 'MD' }, ttc: 90, at: CITY_HALL },
      { agency: 'BPD', on: '2024-01-25', from: { state: 'VA' }, to: { state: 'MD' }, ttc: 91, at: CITY_HALL },
      {
        agency: 'BPD',
        on: '2024-02-05',
        from: { state: 'MD' },
        to: { state: 'MD' },
        ttc: 1095,
        outcome: 'dealer',
        type: 'rifle',
      },
      { agency: 'BPD', on: '2024-02-06', to: { state: 'MD' }, outcome: 'not_submitted', type: 'shotgun' },
      {
        agency: 'NPD',
        on: '2024-03-05',
        from: { state: 'VA' },
        to: { state: 'NJ' },
        ttc: 1096,
        at: CITY_HALL,
      },
      { agency: 'NPD', to: { state: 'NJ' } },
    ],
  });
});

function summary(filter: TraceFilter = {}, agencies: readonly string[] = ['BPD', 'NPD']) {
  const scope = scopeOfAllRecords(agencies.map((code) => inserted.agencies[code] ?? 0));
  return withScope(database.current, scope, {}, (read) => readSummary(read, filter));
}

describe('summary', () => {
  it('counts the funnel, months, times, types and states of all records', async () => {
    const found = await summary();
    expect(found.funnel).toEqual({ recovered: 6, submitted: 5, tracedToDealer: 4, tracedToPurchaser: 3 });
    expect(found.unknownDate).toBe(1);
    expect(found.months).toEqual([
      { month: '2024-01', recovered: 2, tracedToDealer: 2 },
      { month: '2024-02', recovered: 2, tracedToDealer: 1 },
      { month: '2024-03', recovered: 1, tracedToDealer: 1 },
    ]);
    expect(found.timeToCrime.buckets.map(({ count }) => count)).toEqual([1, 1, 0, 0, 1, 1]);
    expect(found.timeToCrime).toMatchObject({ unknown: 2, medianDays: (91 + 1095) / 2, shortShare: 3 / 4 });
    expect(found.firearmTypes.filter(({ count }) => count > 0)).toEqual([
      { type: 'pistol', count: 4 },
      { type: 'rifle', count: 1 },
      { type: 'shotgun', count: 1 },
    ]);
    expect(found.sourceStates).toEqual([
      { code: 'VA', name: 'Virginia', count: 3 },
      { code: 'MD', name: 'Maryland', count: 1 },
    ]);
    expect(found.recoveryStates).toEqual([
      { code: 'MD', name: 'Maryland', count: 4 },
      { code: 'NJ', name: 'New Jersey', count: 2 },
    ]);
    expect(found.drawable).toBe(3);
  });

  it.each<[string, TraceFilter, number, number]>([
    ['a month cut at both ends', { recoveredFrom: '2024-01-06', recoveredTo: '2024-02-06' }, 2, 1],
    ['whole months between cut ones', { recoveredFrom: '2024-01-25', recoveredTo: '2024-03-06' }, 4, 2],
    ['a bound inside a class', { ttcMax: 90 }, 1, 1],
    ['bounds on class edges', { ttcMin: 91, ttcMax: 1095 }, 2, 1],
    ['a state, which cell counts do not know', { recoveryState: ['NJ'] }, 2, 1],
    ['what only records know', { indicator: ['shortTimeToCrime'] }, 3, 2],
  ])('filters by %s', async (_name, filter, recovered, drawable) => {
    const found = await summary(filter);
    expect(found.funnel.recovered).toBe(recovered);
    expect(found.drawable).toBe(drawable);
  });

  it('shows an owner its own, an outsider nothing', async () => {
    expect((await summary({}, ['BPD'])).funnel.recovered).toBe(4);
    expect((await summary({}, ['NPD'])).funnel.recovered).toBe(2);
    const nothing = await summary({}, []);
    expect(nothing.funnel.recovered).toBe(0);
    expect(nothing.drawable).toBe(0);
    expect(nothing.timeToCrime).toMatchObject({ medianDays: null, shortShare: null, unknown: 0 });
  });
});

describe('GET /api/summary', () => {
  it('answers the promised shape, and names what it does not know', async () => {
    const app = signedInApp(database.current, createSummaryRoutes(database.current));
    const { body } = await request(app).get('/api/summary?recovered_from=2024-01-01');
    expect(summarySchema.parse(body)).toEqual(body);
    const refused = await request(app).get('/api/summary?limit=1');
    expect(refused.status).toBe(400);
    expect(refused.body.parameter).toBe('limit');
  });
});
