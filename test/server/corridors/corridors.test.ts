import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CorridorDraft } from '../../../domain/corridor.ts';
import {
  areaOutlinesSchema,
  corridorPageSchema,
  corridorSchema,
  corridorsSchema,
  suggestedCorridorsSchema,
} from '../../../domain/corridor.ts';
import { IN_ENGLISH } from '../../../domain/languages/speech.ts';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import { createAreasRoutes } from '../../../server/areas/areas-routes.ts';
import { countCorridors } from '../../../server/corridors/corridor-counts.ts';
import { readCorridorPage } from '../../../server/corridors/corridor-page-read-model.ts';
import { readCorridors } from '../../../server/corridors/corridors-read-model.ts';
import { createCorridorsRoutes } from '../../../server/corridors/corridors-routes.ts';
import { readSuggestedCorridors } from '../../../server/corridors/suggested-corridors-read-model.ts';
import { withScope } from '../../../server/database/with-scope.ts';
import { createDealersRoutes } from '../../../server/dealers/dealers-routes.ts';
import { createExportsRoutes } from '../../../server/exports/exports-routes.ts';
import { createFlowsRoutes } from '../../../server/flows/flows-routes.ts';
import { createTiles } from '../../../server/tiles/tile-routes.ts';
import { countRecoveries } from '../../../server/traces/recoveries-read-model.ts';
import { createRecoveriesRoutes } from '../../../server/traces/recoveries-routes.ts';
import { resolveCorridors } from '../../../server/traces/resolve-corridors.ts';
import { createSummaryRoutes } from '../../../server/traces/summary-routes.ts';
import { decodeTile } from '../../helpers/decode-tile.ts';
import type { AreaRecord, InsertedRecords, RecoveryRecord } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { signedInApp, signedInAppOf } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let inserted: InsertedRecords;

const times = (count: number, record: RecoveryRecord) => Array.from({ length: count }, () => record);
const area = (
  level: AreaRecord['level'],
  code: string,
  name: string,
  state: string,
  at: AreaRecord['at'],
): AreaRecord => ({
  level,
  code,
  name,
  state,
  at,
  box: [at[0] - 0.05, at[1] - 0.05, at[0] + 0.05, at[1] + 0.05],
});

const RICHMOND = { state: 'VA', county: '51760' };
const FAIRFAX = { state: 'VA', county: '51059' };
const BALTIMORE = { state: 'MD', county: '24510' };
const BETHESDA = { state: 'MD', county: '24031' };

/**
 *   dealer, where                recovered                guns  month     type     time-to-crime
 *   River City, Richmond point   Baltimore, at -76.61        6  2024-01   pistol   100
 *   River City, Richmond point   Baltimore, at -76.55        2  2024-03   rifle    2000
 *   River City, Richmond point   Bethesda, no point          3  2024-03   pistol   unknown
 *   Ashland, ZIP 23005 only      Baltimore, at -76.61        1  no date   pistol   50
 *   Fairfax Arms, Fairfax point  Baltimore, at -76.61        4  2024-01   pistol   500
 *   unnamed, Virginia            Maryland                    1  2024-02   pistol   10
 *   not traced                   Baltimore, at -76.61        5  2024-01
 *
 * The last two kinds belong to NPD, the others to BPD.
 */
beforeAll(async () => {
  const on = (point: readonly [number, number]) => ({ at: point, to: BALTIMORE });
  const [west, east] = [[-76.61, 39.29] as const, [-76.55, 39.29] as const];
  const river = { agency: 'BPD', dealer: 'River City', from: RICHMOND };
  inserted = await insertRecords(database.current, {
    agencies: ['BPD', 'NPD'],
    areas: [
      area('state', 'VA', 'Virginia', 'VA', [-78.5, 37.5]),
      area('state', 'MD', 'Maryland', 'MD', [-76.8, 39]),
      area('county', '51760', 'Richmond city', 'VA', [-77.43, 37.54]),
      area('county', '51059', 'Fairfax', 'VA', [-77.3, 38.85]),
      area('county', '24510', 'Baltimore city', 'MD', [-76.61, 39.29]),
      area('county', '24031', 'Montgomery', 'MD', [-77.1, 39.1]),
      area('zip', '23005', '23005', 'VA', [-77.48, 37.75]),
    ],
    dealers: [
      {
        name: 'River City',
        state: 'VA',
        county: '51760',
        zip: '23220',
        city: 'Richmond',
        at: [-77.46, 37.55],
      },
      { name: 'Ashland', state: 'VA', county: '51085', zip: '23005', city: 'Ashland' },
      { name: 'Fairfax Arms', state: 'VA', county: '51059', city: 'Fairfax', at: [-77.3, 38.85] },
    ],
    recoveries: [
      ...times(6, { ...river, on: '2024-01-05', ttc: 100, ...on(west) }),
      ...times(2, { ...river, on: '2024-03-05', ttc: 2000, type: 'rifle', ...on(east) }),
      ...times(3, { ...river, on: '2024-03-06', to: BETHESDA }),
      { agency: 'BPD', dealer: 'Ashland', from: { state: 'VA', county: '51085' }, ttc: 50, ...on(west) },
      ...times(4, {
        agency: 'BPD',
        dealer: 'Fairfax Arms',
        from: FAIRFAX,
        on: '2024-01-09',
        ttc: 500,
        ...on(west),
      }),
      { agency: 'NPD', from: { state: 'VA' }, to: { state: 'MD' }, on: '2024-02-01', ttc: 10 },
      ...times(5, { agency: 'NPD', on: '2024-01-20', ...on(west) }),
    ],
  });
});

beforeEach(async () => {
  await database.current.knex.raw('DELETE FROM corridor');
});

const app = () =>
  signedInApp(
    database.current,
    createAreasRoutes(database.current),
    createCorridorsRoutes(database.current),
    createFlowsRoutes(database.current),
    createSummaryRoutes(database.current),
    createRecoveriesRoutes(database.current),
    createDealersRoutes(database.current),
    createTiles(database.current).routes,
    createExportsRoutes(database.current),
  );

const state = (code: string) => ({ level: 'state', code }) as const;
const county = (code: string) => ({ level: 'county', code }) as const;
const box = (west: number, south: number, east: number, north: number) =>
  ({
    level: 'polygon',
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [west, south],
          [east, south],
          [east, north],
          [west, north],
          [west, south],
        ],
      ],
    },
  }) satisfies CorridorDraft['origins'][number];

const VIRGINIA_TO_MARYLAND = {
  name: 'Virginia to Maryland',
  note: '',
  origins: [state('VA')],
  destinations: [state('MD')],
};
/** Richmond with Ashland, but not Fairfax. */
const AROUND_RICHMOND = box(-78, 37.3, -77, 38);
/** The west of Baltimore: -76.61, but not -76.55. */
const WEST_BALTIMORE = box(-76.7, 39.2, -76.58, 39.4);

async function save(draft: Partial<CorridorDraft>): Promise<number> {
  const { body, status } = await request(app())
    .post('/api/corridors')
    .send({ ...VIRGINIA_TO_MARYLAND, ...draft });
  expect(status, JSON.stringify(body)).toBe(201);
  return corridorSchema.parse(body).id;
}

/** Guns that the whole world's tile of a layer shows. */
async function drawn(layer: 'recoveries' | 'dealers', query: string): Promise<number> {
  const { body } = await request(app())
    .get(`/tiles/${layer}/3/2/3.mvt?${query}`)
    .buffer()
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
  const name = layer === 'recoveries' ? 'point_count' : 'traces';
  return decodeTile(z.instanceof(Buffer).parse(body), layer).reduce(
    (sum, { properties }) => sum + Number(properties[name] ?? 0),
    0,
  );
}

async function recovered(query: string): Promise<number> {
  const { body } = await request(app()).get(`/api/summary?${query}`);
  return body.funnel.recovered;
}

describe('guns under a corridor', () => {
  it.each<[string, CorridorDraft['origins'], CorridorDraft['destinations'], number]>([
    ['states', [state('VA')], [state('MD')], 17],
    ['counties', [county('51760')], [county('24510')], 8],
    ['a state and a county', [state('VA')], [county('24031')], 3],
    ['a county or another', [county('51760'), county('51059')], [county('24510')], 12],
    ['nowhere anything went', [state('MD')], [state('VA')], 0],
    ['a drawn origin', [AROUND_RICHMOND], [state('MD')], 12],
    ['a drawn destination', [state('VA')], [WEST_BALTIMORE], 11],
    ['drawn ends', [AROUND_RICHMOND], [WEST_BALTIMORE], 7],
    ['two drawn origins that overlap', [AROUND_RICHMOND, box(-77.6, 37, -77, 39)], [state('MD')], 16],
    ['a drawn origin or a county', [AROUND_RICHMOND, county('51059')], [WEST_BALTIMORE], 11],
    ['a drawn destination or a county', [county('51760')], [WEST_BALTIMORE, county('24031')], 9],
  ])('are those between %s', async (_words, origins, destinations, count) => {
    const id = await save({ origins, destinations });
    expect(await recovered(`corridor=${id}`)).toBe(count);
    const { body } = await request(app()).get('/api/corridors');
    expect(corridorsSchema.parse(body)).toMatchObject({ items: [{ id, count }], traced: 17 });
  });

  it('are those of any of several, each counted once', async () => {
    const one = await save({ name: 'One', origins: [county('51760')], destinations: [state('MD')] });
    const two = await save({ name: 'Two', origins: [AROUND_RICHMOND], destinations: [WEST_BALTIMORE] });
    expect(await recovered(`corridor=${one}`)).toBe(11);
    expect(await recovered(`corridor=${one},${two}`)).toBe(12);
  });

  it('are the same in every table, list, file and tile', async () => {
    const id = await save({ origins: [AROUND_RICHMOND], destinations: [WEST_BALTIMORE] });
    const get = async (path: string) => (await request(app()).get(path)).body;
    expect((await get(`/api/flows?level=state&corridor=${id}`)).totals).toMatchObject({ count: 7, drawn: 7 });
    expect((await get(`/api/recoveries?corridor=${id}`)).numberMatched).toBe(7);
    const dealers = (await get(`/api/dealers?corridor=${id}`)).items;
    expect(dealers.map(({ name, traces }: { name: string; traces: number }) => [name, traces])).toEqual(
      expect.arrayContaining([
        ['River City', 6],
        ['Ashland', 1],
      ]),
    );
    expect((await get(`/api/area-balance?corridor=${id}`)).totals.exported).toBe(7);
    expect((await get(`/api/exports/recoveries.geojson?corridor=${id}`)).features).toHaveLength(7);
    expect(await drawn('recoveries', `corridor=${id}`)).toBe(7);
    expect(await drawn('dealers', `corridor=${id}`)).toBe(7);
  });

  it('are narrowed by the rest of the filter', async () => {
    const id = await save({ origins: [AROUND_RICHMOND], destinations: [state('MD')] });
    expect(await recovered(`corridor=${id}&firearm_type=rifle`)).toBe(2);
    expect(await recovered(`corridor=${id}&recovered_from=2024-03-01`)).toBe(5);
    expect(await recovered(`corridor=${id}&agency=NPD`)).toBe(0);
  });

  it.each([
    '/api/summary',
    '/api/flows',
    '/api/corridors',
    '/tiles/recoveries/5/9/12.mvt',
    '/api/exports/dealers.csv',
  ])('are not none where %s is asked for a corridor that is not there: that is said', async (path) => {
    const { body, status } = await request(app()).get(`${path}?corridor=999`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ parameter: 'corridor' });
    expect(body.detail).toBe('There is no corridor 999. It may have been deleted; take it off the filter.');
  });
});

describe('corridors', () => {
  it('are kept, changed and deleted, and each change is in the audit log', async () => {
    const id = await save({
      name: '  Richmond to   Baltimore ',
      origins: [county('51760'), AROUND_RICHMOND],
    });
    const one = await request(app()).get(`/api/corridors/${id}`);
    expect(one.body).toMatchObject({
      name: 'Richmond to Baltimore',
      origins: [
        { level: 'county', code: '51760', name: 'Richmond city, VA' },
        { ...AROUND_RICHMOND, name: 'Drawn area' },
      ],
      destinations: [{ level: 'state', code: 'MD', name: 'Maryland' }],
    });
    const changed = await request(app())
      .put(`/api/corridors/${id}`)
      .send({ ...VIRGINIA_TO_MARYLAND, note: 'As of May' });
    expect(changed.body).toMatchObject({ id, name: 'Virginia to Maryland', note: 'As of May' });
    expect(changed.body.origins).toHaveLength(1);
    expect((await request(app()).delete(`/api/corridors/${id}`)).status).toBe(204);
    expect((await request(app()).get(`/api/corridors/${id}`)).status).toBe(404);
    const events = await database.current
      .knex('audit_event')
      .select('action', 'subject')
      .where('subject', `corridor ${id}`)
      .orderBy('id');
    expect(events.map(({ action }) => action)).toEqual([
      'corridor.created',
      'corridor.changed',
      'corridor.deleted',
    ]);
  });

  it('may keep their own name when they are changed', async () => {
    const id = await save({});
    const { status } = await request(app()).put(`/api/corridors/${id}`).send(VIRGINIA_TO_MARYLAND);
    expect(status).toBe(200);
  });

  it('make what was read before their change stale', async () => {
    const id = await save({ origins: [county('51760')] });
    const first = await request(app()).get(`/api/summary?corridor=${id}`);
    expect(await drawn('recoveries', `corridor=${id}`)).toBe(8);
    const etag = first.headers.etag ?? '';
    const again = await request(app()).get(`/api/summary?corridor=${id}`).set('If-None-Match', etag);
    expect(again.status).toBe(304);
    await request(app())
      .put(`/api/corridors/${id}`)
      .send({ ...VIRGINIA_TO_MARYLAND, origins: [county('51059')] });
    const later = await request(app()).get(`/api/summary?corridor=${id}`).set('If-None-Match', etag);
    expect(later.status).toBe(200);
    expect([first.body.funnel.recovered, later.body.funnel.recovered]).toEqual([11, 4]);
    expect(await drawn('recoveries', `corridor=${id}`)).toBe(4);
    expect(await drawn('dealers', `corridor=${id}`)).toBe(4);
  });

  const crossing = {
    level: 'polygon',
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [-77, 39],
          [-76, 40],
          [-76, 39],
          [-77, 40],
          [-77, 39],
        ],
      ],
    },
  };
  const line = {
    level: 'polygon',
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [-77, 39],
          [-76, 39],
          [-75, 39],
          [-77, 39],
        ],
      ],
    },
  };
  const ring = (...corners: number[][]) => ({
    level: 'polygon',
    geometry: { type: 'Polygon', coordinates: [corners] },
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['no name', { name: '  ' }, /^Give the corridor a name/],
    ['a long name', { name: 'x'.repeat(101) }, /longer than 100 characters/],
    ['a long note', { note: 'x'.repeat(2001) }, /note is longer than 2000/],
    ['no origin', { origins: [] }, /needs at least one origin: where its guns were sold/],
    ['no destination', { destinations: [] }, /needs at least one destination: where they were recovered/],
    ['an unknown state', { origins: [state('XX')] }, /There is no state "XX"\. States have two letters/],
    ['an unknown county', { origins: [county('99999')] }, /There is no county "99999"\. Counties have five/],
    ['an outline that crosses itself', { origins: [crossing] }, /crosses itself\. Draw it again/],
    ['an outline without an inside', { origins: [line] }, /lie on one line/],
    ['two corners', { origins: [ring([-77, 39], [-76, 39], [-77, 39])] }, /at least three corners/],
    [
      'an open outline',
      { origins: [ring([-77, 39], [-76, 39], [-76, 40], [-77, 40])] },
      /end where it begins/,
    ],
    [
      'a corner off the world',
      { origins: [ring([-190, 39], [-76, 39], [-76, 40], [-190, 39])] },
      /lies at -190, 39/,
    ],
    [
      'an outline across the 180th meridian',
      { origins: [ring([179, 50], [-179, 50], [-179, 52], [179, 50])] },
      /180th meridian/,
    ],
    [
      'no outline',
      { origins: [{ level: 'polygon', geometry: { type: 'Polygon', coordinates: [] } }] },
      /no outline/,
    ],
    [
      'a level there is not',
      { origins: [{ level: 'zip', code: '21215' }] },
      /origins\.0\.level is not like that/,
    ],
    ['something else', { origins: 'VA' }, /Send \{"name"/],
  ])('are refused with %s, in words', async (_words, change, detail) => {
    const { body, status } = await request(app())
      .post('/api/corridors')
      .send({ ...VIRGINIA_TO_MARYLAND, ...change });
    expect(status).toBe(400);
    expect(body.detail).toMatch(detail);
    expect((await request(app()).get('/api/corridors')).body.items).toEqual([]);
  });

  it('have names of their own, whatever the letters', async () => {
    await save({});
    const { body, status } = await request(app())
      .post('/api/corridors')
      .send({ ...VIRGINIA_TO_MARYLAND, name: 'VIRGINIA TO MARYLAND' });
    expect(status).toBe(409);
    expect(body.detail).toMatch(/There is a corridor "VIRGINIA TO MARYLAND" already/);
  });

  it.each([
    ['get', '/api/corridors/77'],
    ['get', '/api/corridors/77/page'],
    ['get', '/api/corridors/none'],
    ['put', '/api/corridors/77'],
    ['delete', '/api/corridors/77'],
  ] as const)('answer 404 in words where there is none: %s %s', async (method, path) => {
    const { body, status } = await request(app())[method](path).send(VIRGINIA_TO_MARYLAND);
    expect(status).toBe(404);
    expect(body.detail).toMatch(/There is no corridor/);
  });
});

describe('outlines of areas', () => {
  it('are given for those there are, and only for codes', async () => {
    const { body } = await request(app()).get('/api/areas/outlines?code=MD,24510,99999');
    expect(areaOutlinesSchema.parse(body).features.map(({ id }) => id)).toEqual(['24510', 'MD']);
    const wrong = await request(app()).get('/api/areas/outlines?code=Maryland');
    expect(wrong.status).toBe(400);
    expect(wrong.body.detail).toMatch(/states \(MD\) and counties \(24510\)/);
  });
});

describe('what a caller may see', () => {
  const saveForRegion = async (draft: Parameters<typeof save>[0]) => {
    const id = await save(draft);
    await database.current.knex('corridor').update({ agency_id: null }).where({ id });
    return id;
  };

  it('is the corridors of its agency and of the region, and no others', async () => {
    const id = await save({ origins: [state('VA')], destinations: [state('MD')] });
    const seenBy = (agency: string | null) =>
      withScope(
        database.current,
        scopeOfAllRecords(agency === null ? [] : [inserted.agencies[agency] ?? 0]),
        {},
        async ({ trx }) => ({
          corridors: (await readCorridors(trx, id)).length,
          filter: await resolveCorridors(trx, { corridor: [id] }).then(
            () => 'answered',
            () => 'refused',
          ),
        }),
      );
    expect(await seenBy('BPD')).toEqual({ corridors: 1, filter: 'answered' });
    expect(await seenBy('NPD')).toEqual({ corridors: 0, filter: 'refused' });
    expect(await seenBy(null)).toEqual({ corridors: 0, filter: 'refused' });
    // Nor may another agency change it, nor tell whether it is there.
    const other = signedInAppOf(database.current, 'NPD', createCorridorsRoutes(database.current));
    await request(other).delete(`/api/corridors/${id}`).expect(404);
    await request(other).get(`/api/corridors/${id}`).expect(404);
    await request(app()).get(`/api/corridors/${id}`).expect(200);
  });

  it('is its own: the definition is the region’s, the figures are of the records in scope', async () => {
    const id = await saveForRegion({ origins: [state('VA')], destinations: [state('MD')] });
    const figures = async (agencies: readonly string[]) => {
      const scope = scopeOfAllRecords(agencies.map((code) => inserted.agencies[code] ?? 0));
      return withScope(database.current, scope, {}, async (read) => {
        const [corridor] = await readCorridors(read.trx, id);
        if (corridor === undefined) throw new Error('The corridor is gone.');
        const { is, rest, dealers } = await readCorridorPage(read, corridor, {});
        const { counts, traced } = await countCorridors(read, {}, [corridor]);
        const suggested = await readSuggestedCorridors(read, {}, IN_ENGLISH);
        return [is.count, rest.count, dealers.length, counts, traced, suggested.model.guns];
      });
    };
    expect(await figures(['BPD', 'NPD'])).toEqual([17, 0, 3, [17], 17, 17]);
    expect(await figures(['BPD'])).toEqual([16, 0, 3, [16], 16, 16]);
    expect(await figures(['NPD'])).toEqual([1, 0, 0, [1], 1, 1]);
    expect(await figures([])).toEqual([0, 0, 0, [0], 0, 0]);
  });

  it('is its own under a drawn corridor too', async () => {
    const id = await saveForRegion({ origins: [AROUND_RICHMOND], destinations: [WEST_BALTIMORE] });
    const count = (agencies: readonly string[]) =>
      withScope(
        database.current,
        scopeOfAllRecords(agencies.map((code) => inserted.agencies[code] ?? 0)),
        {},
        async (read) => {
          const filter = await resolveCorridors(read.trx, { corridor: [id] });
          return countRecoveries(read, filter);
        },
      );
    expect(await Promise.all([count(['BPD', 'NPD']), count(['BPD']), count(['NPD']), count([])])).toEqual([
      7, 7, 0, 0,
    ]);
  });
});

describe('suggested corridors', () => {
  it('are none where there are too few flows for a model, and say so', async () => {
    const { body } = await request(app()).get('/api/corridors/suggested');
    expect(suggestedCorridorsSchema.parse(body)).toMatchObject({
      items: [],
      model: { fit: null, pairs: 1, guns: 17 },
    });
  });
});

describe('the page of a corridor', () => {
  async function pageOf(id: number, query = '') {
    const { body, status } = await request(app()).get(`/api/corridors/${id}/page?${query}`);
    expect(status, JSON.stringify(body)).toBe(200);
    return corridorPageSchema.parse(body);
  }

  it('tells its guns and all others apart, by month, time, distance and type', async () => {
    const id = await save({ origins: [AROUND_RICHMOND], destinations: [state('MD')] });
    const { is, rest, months, undated } = await pageOf(id);
    expect(is).toMatchObject({
      count: 12,
      timeToCrime: [1, 6, 0, 0, 0, 2],
      unknownTimeToCrime: 3,
      medianTimeToCrimeDays: 100,
      shortShare: { value: 7 / 9, known: 9 },
      // Ashland's county has no area here.
      distances: [0, 0, 0, 11, 0, 0, 0],
      unknownDistance: 1,
      firearmTypes: [10, 0, 2, 0, 0, 0],
    });
    // 7 of 9: 0.3999 to 0.9719 (Clopper and Pearson).
    expect(is.shortShare?.low).toBeCloseTo(0.39991, 4);
    expect(is.shortShare?.high).toBeCloseTo(0.97186, 4);
    expect(rest).toMatchObject({
      count: 5,
      timeToCrime: [1, 0, 0, 4, 0, 0],
      medianTimeToCrimeDays: 500,
      distances: [0, 0, 4, 0, 0, 0, 0],
      unknownDistance: 1,
      firearmTypes: [5, 0, 0, 0, 0, 0],
    });
    expect(months).toEqual([
      { month: '2024-01', count: 6, all: 10 },
      { month: '2024-02', count: 0, all: 1 },
      { month: '2024-03', count: 5, all: 5 },
    ]);
    expect(undated).toBe(1);
  });

  it('tells its leading dealers beside all their guns', async () => {
    const id = await save({ origins: [state('VA')], destinations: [WEST_BALTIMORE] });
    const { dealers, dealerCount } = await pageOf(id);
    expect(dealers.map(({ name, count, all }) => [name, count, all])).toEqual([
      ['River City', 6, 11],
      ['Fairfax Arms', 4, 4],
      ['Ashland', 1, 1],
    ]);
    expect(dealerCount).toBe(3);
  });

  it('is of the filter, but whatever that says of corridors: the rest is all else', async () => {
    const id = await save({ origins: [AROUND_RICHMOND] });
    const other = await save({ name: 'Other', origins: [county('51059')] });
    const { is, rest } = await pageOf(id, `firearm_type=pistol&corridor=${other}`);
    expect([is.count, rest.count]).toEqual([10, 5]);
  });

  it('is empty, not broken, where no gun went along it', async () => {
    const id = await save({ origins: [state('MD')], destinations: [state('VA')] });
    const { is, rest, dealers } = await pageOf(id);
    expect(is).toMatchObject({
      count: 0,
      shortShare: null,
      medianTimeToCrimeDays: null,
      medianDistanceKm: null,
    });
    expect(rest.count).toBe(17);
    expect(dealers).toEqual([]);
  });
});
