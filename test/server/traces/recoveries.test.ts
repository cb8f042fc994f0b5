import { check } from '@placemarkio/check-geojson';
import request from 'supertest';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { recoveriesSchema, recoveryFeatureSchema } from '../../../domain/responses.ts';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import { withScope } from '../../../server/database/with-scope.ts';
import { filterCondition } from '../../../server/traces/filter-sql.ts';
import {
  countRecoveries,
  readRecovery,
  readRecoveryPage,
} from '../../../server/traces/recoveries-read-model.ts';
import { createRecoveriesRoutes } from '../../../server/traces/recoveries-routes.ts';
import { viewsOf } from '../../helpers/access.ts';
import type { InsertedRecords } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { PARTNER, signedInApp } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const app = () => signedInApp(database.current, createRecoveriesRoutes(database.current));
let inserted: InsertedRecords;

beforeAll(async () => {
  inserted = await insertRecords(database.current, {
    agencies: ['BPD', 'NPD'],
    areas: [
      { level: 'state', code: 'MD', name: 'Maryland', state: 'MD', at: [-76.7, 39.05] },
      { level: 'county', code: '24510', name: 'Baltimore city', state: 'MD', at: [-76.61, 39.3] },
    ],
    dealers: [{ name: 'River City Arms', state: 'VA', county: '51760' }],
    recoveries: [
      {
        agency: 'BPD',
        on: '2024-01-10',
        ttc: 300,
        at: [-76.61, 39.29],
        dealer: 'River City Arms',
        from: { state: 'VA', county: '51760' },
        to: { state: 'MD', county: '24510', zip: '21202' },
        manufacturer: 'GLOCK',
        caliber: '9',
        traceNumber: 'T-1',
      },
      { agency: 'BPD', on: '2024-03-10', ttc: 100, to: { state: 'MD', zip: '21215', county: '24510' } },
      { agency: 'BPD', on: '2024-02-10', to: { state: 'MD' } },
      { agency: 'NPD', ttc: 200 },
    ],
  });
});

const ids = (body: { features: readonly { id: number }[] }) =>
  body.features.map(({ id }) => inserted.recoveries.indexOf(id));

describe('GET /api/recoveries', () => {
  it('tells all of a recovery, its place in words and the line of its file', async () => {
    const { body } = await request(app()).get('/api/recoveries?manufacturer=GLOCK');
    expect(recoveriesSchema.parse(body)).toEqual(body);
    expect(check(JSON.stringify(body))).toMatchObject({ type: 'FeatureCollection' });
    expect(body).toMatchObject({ numberMatched: 1, next: null, bbox: [-76.61, 39.29, -76.61, 39.29] });
    expect(body.features[0]).toEqual({
      type: 'Feature',
      id: inserted.recoveries[0],
      geometry: { type: 'Point', coordinates: [-76.61, 39.29] },
      properties: {
        agency: 'BPD',
        agencyName: 'BPD',
        recoveredOn: '2024-01-10',
        firearmType: 'pistol',
        manufacturer: 'GLOCK',
        model: null,
        caliber: '9',
        crimeCode: null,
        precision: 'point',
        uncertaintyMetres: null,
        placedBy: null,
        place: '21202, Baltimore city, MD',
        recoveryState: 'MD',
        recoveryCounty: '24510',
        traceOutcome: 'purchaser',
        traceNumber: 'T-1',
        purchasedOn: null,
        timeToCrimeDays: 300,
        dealerId: inserted.dealers['River City Arms'],
        dealerName: 'River City Arms',
        sourceState: 'VA',
        sourceCounty: '51760',
        multipleSale: false,
        source: { file: 'BPD.csv', row: 2, batch: expect.any(Number) },
      },
    });
  });

  it('gives no geometry below street precision, and says how much of the place is known', async () => {
    const { body } = await request(app()).get('/api/recoveries?sort=id');
    expect(body.features.map(({ geometry }: { geometry: unknown }) => geometry !== null)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(
      body.features.map((feature: { properties: { place: string } }) => feature.properties.place),
    ).toEqual(['21202, Baltimore city, MD', '21215, Baltimore city, MD', 'Maryland', 'Place unknown']);
  });

  it.each([
    ['newest', [1, 2, 0, 3]],
    ['oldest', [0, 2, 1, 3]],
    ['shortest', [1, 3, 0, 2]],
    ['longest', [0, 3, 1, 2]],
    ['id', [0, 1, 2, 3]],
  ])('sorts %s first, unknown last, and pages through without gap or repeat', async (sort, order) => {
    const { body: all } = await request(app()).get(`/api/recoveries?sort=${sort}`);
    expect(ids(all)).toEqual(order);
    const paged: number[] = [];
    let after = '';
    for (let page = 0; page < order.length; page++) {
      const { body } = await request(app()).get(`/api/recoveries?sort=${sort}&limit=1${after}`);
      expect(body.numberMatched).toBe(4);
      paged.push(...ids(body));
      after = `&after=${body.next}`;
      if (page === order.length - 1) expect(body.next).toBeNull();
    }
    expect(paged).toEqual(order);
  });

  it.each([
    ['sort=random', 'sort'],
    ['limit=1001', 'limit'],
    ['after=nonsense', 'after'],
    ['page=2', 'page'],
    ['bbox=1,2,3', 'bbox'],
  ])('refuses %s and names it', async (query, parameter) => {
    const { status, body } = await request(app()).get(`/api/recoveries?${query}`);
    expect(status).toBe(400);
    expect(body.parameter).toBe(parameter);
  });

  it('finds what lies in a box', async () => {
    const { body } = await request(app()).get('/api/recoveries?bbox=-77,39,-76,40');
    expect(ids(body)).toEqual([0]);
  });
});

describe('GET /api/recoveries/:id', () => {
  it('tells one recovery', async () => {
    const { body } = await request(app()).get(`/api/recoveries/${inserted.recoveries[1]}`);
    expect(recoveryFeatureSchema.parse(body)).toEqual(body);
    expect(body.properties.recoveredOn).toBe('2024-03-10');
  });

  it('is kept by nobody, and noted as opened whatever the client says it has', async () => {
    const id = inserted.recoveries[2];
    await request(app()).get(`/api/recoveries/${id}`).set('If-None-Match', '*');
    await vi.waitFor(
      async () => expect(await viewsOf(database.current, `recovery ${id}`)).toEqual([{ actor: PARTNER }]),
      { timeout: 30_000, interval: 250 },
    );
    const { headers } = await request(app())
      .get(`/api/recoveries/${id}`)
      .set('If-None-Match', 'W/"known"')
      .expect(200);
    expect([headers['cache-control'], headers.etag]).toEqual(['no-store', undefined]);
  });

  it.each(['999999', 'x', '99999999999'])('does not know %s', async (id) => {
    expect((await request(app()).get(`/api/recoveries/${id}`)).status).toBe(404);
  });
});

it('shows an owner its own, a partner both, an outsider nothing', async () => {
  const seen = (agencies: readonly string[]) =>
    withScope(
      database.current,
      scopeOfAllRecords(agencies.map((code) => inserted.agencies[code] ?? 0)),
      {},
      async (read) => [
        (await readRecoveryPage(read.trx, filterCondition({}), { sort: 'id', limit: 10, after: null }))
          .features.length,
        await countRecoveries(read, {}),
        (await readRecovery(read.trx, inserted.recoveries[0] ?? 0)) !== null,
      ],
    );
  expect(await seen(['BPD'])).toEqual([3, 3, true]);
  expect(await seen(['NPD'])).toEqual([1, 1, false]);
  expect(await seen(['BPD', 'NPD'])).toEqual([4, 4, true]);
  expect(await seen([])).toEqual([0, 0, false]);
});
