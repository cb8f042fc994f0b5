import { check } from '@placemarkio/check-geojson';
import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { flowsSchema } from '../../../domain/responses.ts';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import type { TraceFilter } from '../../../domain/trace-filter.ts';
import type { FlowLevel } from '../../../domain/vocabulary.ts';
import { noteChange } from '../../../server/database/data-version.ts';
import { withScope } from '../../../server/database/with-scope.ts';
import { readFlows } from '../../../server/flows/flows-read-model.ts';
import { createFlowsRoutes } from '../../../server/flows/flows-routes.ts';
import type { InsertedRecords } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { signedInApp } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let inserted: InsertedRecords;

const BALTIMORE = { state: 'MD', county: '24510', zip: '21202' };
const RICHMOND = { state: 'VA', county: '51760', zip: '23220' };
const PHILADELPHIA = { state: 'PA', county: '42101' };

beforeAll(async () => {
  inserted = await insertRecords(database.current, {
    agencies: ['BPD', 'NPD'],
    areas: [
      { level: 'state', code: 'MD', name: 'Maryland', state: 'MD', at: [-76.7, 39.05] },
      { level: 'state', code: 'VA', name: 'Virginia', state: 'VA', at: [-78.6, 37.5] },
      { level: 'state', code: 'PA', name: 'Pennsylvania', state: 'PA', at: [-77.8, 40.9] },
      { level: 'county', code: '24510', name: 'Baltimore', state: 'MD', at: [-76.61, 39.3] },
      { level: 'county', code: '51760', name: 'Richmond', state: 'VA', at: [-77.46, 37.53] },
      { level: 'county', code: '42101', name: 'Philadelphia', state: 'PA', at: [-75.13, 40] },
    ],
    recoveries: [
      // Virginia to Maryland: four guns, times-to-crime 100, 200, 2000 and unknown.
      { agency: 'BPD', on: '2024-01-10', from: RICHMOND, to: BALTIMORE, ttc: 100, type: 'pistol' },
      { agency: 'BPD', on: '2024-01-20', from: RICHMOND, to: BALTIMORE, ttc: 200, type: 'rifle' },
      { agency: 'BPD', on: '2024-02-10', from: RICHMOND, to: BALTIMORE, ttc: 2000, caliber: '9' },
      { agency: 'BPD', on: '2024-02-20', from: { state: 'VA' }, to: BALTIMORE },
      // Pennsylvania to Maryland: one; to itself: two, one of unknown date.
      { agency: 'BPD', on: '2024-03-31', from: PHILADELPHIA, to: BALTIMORE, ttc: 500 },
      { agency: 'NPD', on: '2024-03-01', from: PHILADELPHIA, to: PHILADELPHIA, ttc: 50, outcome: 'dealer' },
      { agency: 'NPD', from: PHILADELPHIA, to: PHILADELPHIA, ttc: 60 },
      // Sold in a place no area is known for, and recovered nobody knows where.
      { agency: 'NPD', on: '2024-03-02', from: { state: 'GU' }, to: PHILADELPHIA, ttc: 70 },
      { agency: 'NPD', on: '2024-03-03', from: PHILADELPHIA, ttc: 80 },
      // Not traced to a dealer: in no flow.
      { agency: 'NPD', on: '2024-03-04', to: PHILADELPHIA },
      { agency: 'BPD', on: '2024-03-05', to: BALTIMORE, outcome: 'not_submitted' },
    ],
  });
});

async function flows(
  filter: TraceFilter = {},
  level: FlowLevel = 'state',
  agencies: readonly string[] = ['BPD', 'NPD'],
  limit = 1000,
) {
  const scope = scopeOfAllRecords(agencies.map((code) => inserted.agencies[code] ?? 0));
  return withScope(database.current, scope, {}, (read) => readFlows(read, filter, { level, limit }));
}

const counts = (found: Awaited<ReturnType<typeof flows>>) =>
  Object.fromEntries(found.features.map(({ id, properties }) => [id, properties.count]));

describe('flows', () => {
  it('counts pairs of states, and every traced gun once in the totals', async () => {
    const found = await flows();
    expect(counts(found)).toEqual({ 'VA>MD': 4, 'PA>MD': 1 });
    expect(found.totals).toEqual({
      count: 9,
      withinArea: 2,
      withinCluster: 0,
      drawn: 5,
      notDrawn: 0,
      unplaced: 2,
      suppressed: 0,
    });
  });

  it('tells names, share, exact median and short share of the known times', async () => {
    const [flow] = (await flows()).features;
    expect(flow?.properties).toEqual({
      origin: 'VA',
      destination: 'MD',
      originName: 'Virginia',
      destinationName: 'Maryland',
      count: 4,
      share: 4 / 9,
      medianTimeToCrimeDays: 200,
      shortTimeToCrimeShare: 2 / 3,
      knownTimeToCrime: 3,
      distanceKm: 239.2,
    });
  });

  it('gives each node what was sold, recovered and stayed there', async () => {
    const { nodes } = await flows();
    expect(nodes.map(({ properties }) => properties)).toEqual([
      { code: 'MD', name: 'Maryland', areas: 1, sold: 0, recovered: 5, stayed: 0 },
      { code: 'PA', name: 'Pennsylvania', areas: 1, sold: 3, recovered: 2, stayed: 2 },
      { code: 'VA', name: 'Virginia', areas: 1, sold: 4, recovered: 0, stayed: 0 },
    ]);
  });

  it('counts counties, those unknown as unplaced', async () => {
    const found = await flows({}, 'county');
    expect(counts(found)).toEqual({ '51760>24510': 3, '42101>24510': 1 });
    expect(found.features[0]?.properties.originName).toBe('Richmond, VA');
    expect(found.totals).toMatchObject({ count: 9, withinArea: 2, drawn: 4, unplaced: 3 });
  });

  it('draws the largest and counts the others', async () => {
    const found = await flows({}, 'state', ['BPD', 'NPD'], 1);
    expect(counts(found)).toEqual({ 'VA>MD': 4 });
    expect(found.totals).toMatchObject({ drawn: 4, notDrawn: 1 });
  });

  it.each<[string, TraceFilter, number]>([
    ['whole months', { recoveredFrom: '2024-01-01', recoveredTo: '2024-03-01' }, 4],
    ['a month cut at both ends', { recoveredFrom: '2024-01-11', recoveredTo: '2024-01-21' }, 1],
    ['the last day is left out', { recoveredFrom: '2024-01-10', recoveredTo: '2024-01-20' }, 1],
    ['cut months around whole ones', { recoveredFrom: '2024-01-20', recoveredTo: '2024-03-03' }, 5],
    ['open to the front', { recoveredTo: '2024-02-10' }, 2],
    ['open to the back, which leaves out unknown dates', { recoveredFrom: '2024-03-31' }, 1],
    ['an empty stretch', { recoveredFrom: '2024-02-11', recoveredTo: '2024-02-11' }, 0],
    ['at most so many days, unknown times left out', { ttcMax: 200 }, 6],
    ['a bound inside a class', { ttcMin: 61, ttcMax: 199 }, 3],
    ['at least no days: all known times', { ttcMin: 0 }, 8],
    ['a firearm type', { firearmType: ['rifle'] }, 1],
    ['an agency', { agency: ['NPD'] }, 4],
    ['a source state', { sourceState: ['VA', 'GU'] }, 5],
    ['a recovery state', { recoveryState: ['PA'] }, 3],
    ['a county of sale', { sourceCounty: ['51760', '01001'] }, 3],
    ['a county of recovery', { recoveryCounty: ['42101'] }, 3],
    ['a ZIP of sale', { sourceZip: ['23220'] }, 3],
    ['a ZIP of recovery, with dates', { recoveryZip: ['21202'], recoveredFrom: '2024-02-01' }, 3],
    ['what only records know', { caliber: ['9'] }, 1],
    ['what only records know, with dates and times', { caliber: ['9'], recoveredTo: '2024-02-10' }, 0],
    ['an indicator', { indicator: ['shortTimeToCrime'] }, 7],
  ])('filters by %s', async (_name, filter, count) => {
    expect((await flows(filter)).totals.count).toBe(count);
  });

  it('shows an owner its own, a partner both, an outsider nothing', async () => {
    expect((await flows({}, 'state', ['BPD'])).totals.count).toBe(5);
    expect((await flows({}, 'state', ['NPD'])).totals.count).toBe(4);
    expect((await flows({}, 'state', ['BPD', 'NPD'])).totals.count).toBe(9);
    expect((await flows({ caliber: ['9'] }, 'state', ['NPD'])).totals.count).toBe(0);
    expect((await flows({ recoveryCounty: ['24510'] }, 'state', ['NPD'])).totals.count).toBe(0);
    expect(await flows({}, 'state', [])).toMatchObject({ features: [], nodes: [], totals: { count: 0 } });
  });
});

describe('GET /api/flows', () => {
  const app = () => signedInApp(database.current, createFlowsRoutes(database.current));

  it('answers GeoJSON of the promised shape', async () => {
    const { body, status } = await request(app()).get('/api/flows?level=state');
    expect(status).toBe(200);
    expect(flowsSchema.parse(body)).toEqual(body);
    expect(check(JSON.stringify(body))).toMatchObject({ type: 'FeatureCollection' });
  });

  it.each([
    ['', 'state'],
    ['?zoom=5.9', 'state'],
    ['?level=auto&zoom=6', 'county'],
    ['?zoom=8.99', 'county'],
    ['?zoom=9', 'zip'],
    ['?zoom=13', 'cell'],
    ['?level=state&zoom=9', 'state'],
  ])('chooses the level: "%s" is %s', async (query, level) => {
    const { body } = await request(app()).get(`/api/flows${query}`);
    expect(body.level).toBe(level);
  });

  it.each([
    ['level=town', 'level', 'level must be one of auto, state, county, zip, cell, not "town".'],
    ['origin=recovery', 'origin', 'origin must be one of dealer, purchaser, theft, debrief, not "recovery".'],
    [
      'origin=purchaser&destination=purchaser',
      'destination',
      'A flow from purchaser to purchaser says nothing: choose two ends.',
    ],
    ['cluster=zoom', 'cluster', 'cluster=zoom needs the zoom of the map: add zoom=8, for example.'],
    ['view=-77,39,-76', 'view', /^view must be west,south,east,north in degrees/],
    ['view=-77,40,-76,39', 'view', /^view must be west,south,east,north in degrees/],
    ['view=-77,,-76,39', 'view', /^view must be west,south,east,north in degrees/],
    ['limit=0', 'limit', 'limit must be a whole number from 1 to 1000, not "0".'],
    ['zoom=near', 'zoom', 'zoom must be a number like 5 or 5.5, not "near".'],
    ['colour=red', 'colour', /There is no filter "colour"/],
  ])('refuses %s and names it', async (query, parameter, detail) => {
    const { body, status, type } = await request(app()).get(`/api/flows?${query}`);
    expect(status).toBe(400);
    expect(type).toBe('application/problem+json');
    expect(body).toMatchObject({ status: 400, parameter });
    expect(body.detail).toMatch(detail);
  });

  it('answers 304 until the data changes', async () => {
    const first = await request(app()).get('/api/flows');
    const etag = first.headers.etag ?? '';
    const again = await request(app()).get('/api/flows').set('If-None-Match', etag);
    expect(again.status).toBe(304);
    const other = await request(app()).get('/api/flows?ttc_max=100').set('If-None-Match', etag);
    expect(other.status).toBe(200);
    await database.current.knex.transaction((trx) => noteChange(trx, 'everyone'));
    const changed = await request(app()).get('/api/flows').set('If-None-Match', etag);
    expect(changed.status).toBe(200);
  });
});
