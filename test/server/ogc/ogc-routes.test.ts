import { check } from '@placemarkio/check-geojson';
import type { Test } from 'supertest';
import request from 'supertest';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { newToken } from '../../../server/access/request-token.ts';
import { OGC_COLLECTIONS } from '../../../server/ogc/ogc-collections.ts';
import { createOgcRoutes } from '../../../server/ogc/ogc-routes.ts';
import { createTiles } from '../../../server/tiles/tile-routes.ts';
import { addAccount, auditOf, tokenOf } from '../../helpers/access.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import { decodeTile } from '../../helpers/decode-tile.ts';
import type { InsertedRecords } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let inserted: InsertedRecords;

/** Baltimore, Norfolk; four guns of BPD in order of their ids, one of NPD. */
beforeAll(async () => {
  inserted = await insertRecords(database.current, {
    agencies: ['BPD', 'NPD'],
    areas: [
      {
        level: 'state',
        code: 'MD',
        name: 'Maryland',
        state: 'MD',
        at: [-76.7, 39.05],
        box: [-79, 38, -75, 39.7],
      },
      {
        level: 'state',
        code: 'VA',
        name: 'Virginia',
        state: 'VA',
        at: [-78.7, 37.5],
        box: [-83, 36.5, -75, 38],
      },
      {
        level: 'county',
        code: '24510',
        name: 'Baltimore city',
        state: 'MD',
        at: [-76.61, 39.3],
        population: 585_708,
      },
      { level: 'county', code: '51760', name: 'Richmond city', state: 'VA', at: [-77.43, 37.54] },
    ],
    dealers: [
      { name: 'River City Arms', state: 'VA', county: '51760', at: [-77.43, 37.54] },
      { name: "O'Neill Sporting", state: 'MD', county: '24510', at: [-76.61, 39.29] },
    ],
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
        type: 'pistol',
      },
      {
        agency: 'BPD',
        on: '2024-03-10',
        ttc: 1500,
        at: [-76.5, 39.2],
        dealer: "O'Neill Sporting",
        from: { state: 'MD', county: '24510' },
        to: { state: 'MD', county: '24510', zip: '21202' },
        manufacturer: 'SMITH & WESSON',
        caliber: '38',
        type: 'revolver',
        multipleSale: true,
      },
      { agency: 'BPD', on: '2024-02-10', to: { state: 'MD' }, caliber: '9', type: 'pistol' },
      { agency: 'BPD', to: { state: 'MD' }, manufacturer: "O'NEILL_1%", type: 'rifle' },
      { agency: 'NPD', on: '2024-02-01', at: [-76.28, 36.85], to: { state: 'VA' } },
    ],
  });
}, 60_000);

const app = () => routeApp(createOgcRoutes(database.current, createTiles(database.current).answer));

/** Asks as somebody of an agency. */
async function ask(
  path: string,
  role: 'analyst' | 'briefing' = 'analyst',
  agency = 'BPD',
): Promise<Awaited<Test>> {
  return request(app())
    .get(path)
    .set('Cookie', await accountCookie(database.current, agency, role));
}

const collectionShape = z.object({
  numberMatched: z.number(),
  numberReturned: z.number(),
  features: z.array(z.looseObject({ id: z.union([z.number(), z.string()]) })),
  links: z.array(z.object({ rel: z.string(), href: z.string() })),
});

/** Which of the recoveries that were put in a filter gives. */
async function recoveries(query: Readonly<Record<string, string>>): Promise<number[]> {
  const { status, body } = await ask(`/ogc/collections/recoveries/items?${new URLSearchParams(query)}`);
  expect(body.detail, `status ${status}`).toBeUndefined();
  const { features, numberMatched } = collectionShape.parse(body);
  expect(numberMatched).toBe(features.length);
  return features.map(({ id }) => inserted.recoveries.indexOf(Number(id)));
}

describe('a filter of recoveries', () => {
  it.each([
    ["caliber = '9'", [0, 2]],
    ["caliber <> '9'", [1]],
    ["manufacturer LIKE 'SMITH%'", [1]],
    ["manufacturer LIKE 'O''NEILL\\_1\\%'", [3]],
    ["manufacturer LIKE 'O''NEILL\\__'", []],
    ["manufacturer NOT LIKE '%GLOCK%'", [1, 3]],
    ["firearmType IN ('pistol', 'revolver')", [0, 1, 2]],
    ["firearmType NOT IN ('pistol', 'unknown')", [1, 3]],
    ['timeToCrimeDays BETWEEN 300 AND 1499.5', [0]],
    ['timeToCrimeDays NOT BETWEEN 300 AND 1499', [1]],
    ['timeToCrimeDays IS NULL', [2, 3]],
    ['multipleSale = TRUE', [1]],
    ["recoveredOn >= DATE('2024-02-10')", [1, 2]],
    ["recoveredOn < TIMESTAMP('2024-02-10T00:00:01Z')", [0, 2]],
    ["recoveredOn BETWEEN DATE('2024-01-10') AND DATE('2024-02-10')", [0, 2]],
    ["agency = 'BPD' AND recoveredOn IS NULL", [3]],
    ["NOT (caliber = '9' OR multipleSale = true)", []],
    ["NOT (firearmType = 'pistol' OR multipleSale = true)", [3]],
    ['recoveryState = sourceState', [1]],
    ['1095 >= timeToCrimeDays', [0]],
    ['TRUE', [0, 1, 2, 3]],
    ['FALSE', []],
    ['geometry IS NULL', [2, 3]],
    ['S_INTERSECTS(geometry, BBOX(-76.7,39.25,-76.6,39.3))', [0]],
    ['S_WITHIN(geometry, POLYGON((-77 39, -76 39, -76 39.25, -77 39.25, -77 39)))', [1]],
    ['S_INTERSECTS(POINT(-76.61 39.29), BBOX(-77,39,-76,40))', [0, 1, 2, 3]],
    // A ring that crosses itself is mended, not refused by the database.
    ['S_INTERSECTS(geometry, POLYGON((-77 39, -76 39.3, -77 39.3, -76 39, -77 39)))', [0, 1]],
    ['S_INTERSECTS(geometry, BBOX(-180,-90,180,90))', [0, 1]],
    ['S_DISJOINT(geometry, BBOX(-76.7,39.25,-76.6,39.3))', [1]],
  ])('%s', async (filter, expected) => {
    expect(await recoveries({ filter })).toEqual(expected);
    expect(await recoveries({ filter, 'filter-lang': 'cql2-text' })).toEqual(expected);
  });

  it.each([
    [{ bbox: '-76.7,39.25,-76.6,39.3' }, [0]],
    [{ bbox: '-76.7,39.25,0,-76.6,39.3,100' }, [0]],
    // Over the antimeridian: all but a strip.
    [{ bbox: '-76.55,30,-80,50' }, [1]],
    [{ datetime: '2024-01-10' }, [0]],
    [{ datetime: '2024-02-01T00:00:00Z/..' }, [1, 2]],
    [{ datetime: '../2024-02-10' }, [0, 2]],
    [{ firearmType: 'pistol' }, [0, 2]],
    [{ firearmType: 'pistol', timeToCrimeDays: '300' }, [0]],
    [{ recoveredOn: '2024-03-10' }, [1]],
    [{ multipleSale: 'true' }, [1]],
    // The page's own grammar holds too.
    [{ ttc_max: '1095' }, [0]],
    // More than a page holds is no error.
    [{ limit: '10001', caliber: '9' }, [0, 2]],
    [{ recovered_from: '2024-02-01', filter: "caliber = '9'" }, [2]],
    [{ bbox: '-77,39,-76,40', filter: "caliber = '38'", datetime: '2024-01-01/2024-12-31' }, [1]],
  ] as const)('%j', async (query, expected) => {
    expect(await recoveries(query)).toEqual(expected);
  });

  it.each([
    [{ filter: 'serialNumber = 5' }, 'filter', 'There is no property serialNumber to filter by'],
    [{ filter: 'constructor = 5' }, 'filter', 'There is no property constructor'],
    [{ filter: 'caliber = 9' }, 'filter', "caliber is compared with a text in '…', not with a number"],
    [{ filter: "timeToCrimeDays > 'x'" }, 'filter', 'timeToCrimeDays is compared with a number'],
    [
      { filter: "recoveredOn > '2024'" },
      'filter',
      "recoveredOn is compared with a day like DATE('2025-01-31')",
    ],
    [{ filter: "timeToCrimeDays LIKE '1%'" }, 'filter', 'LIKE takes a text'],
    [{ filter: 'S_WITHIN(place, BBOX(1,1,2,2))' }, 'filter', 'place is no place: the geometry'],
    [{ filter: "caliber = '9'", 'filter-lang': 'cql2-json' }, 'filter-lang', 'must be one of cql2-text'],
    [{ crs: 'http://www.opengis.net/def/crs/EPSG/0/3857' }, 'crs', 'must be one of'],
    [{ bbox: '1,2,3' }, 'bbox', 'must be west,south,east,north'],
    [{ bbox: '1,2,x,4' }, 'bbox', 'must be west,south,east,north'],
    [{ datetime: 'yesterday' }, 'datetime', 'must be a day like'],
    [{ datetime: '../..' }, 'datetime', 'must be a day like'],
    [{ multipleSale: 'yes' }, 'multipleSale', 'must be true or false'],
    [{ limit: '0' }, 'limit', 'must be a whole number from 1'],
    [{ limit: 'all' }, 'limit', 'must be a whole number from 1'],
    [{ after: 'x' }, 'after', 'must come from the `next` link'],
    [{ nonsense: '1' }, 'nonsense', 'There is no parameter "nonsense" here'],
    [{ f: 'xml' }, 'f', 'must be one of'],
  ])('is refused in words: %j', async (query, parameter, why) => {
    const { status, body } = await ask(`/ogc/collections/recoveries/items?${new URLSearchParams(query)}`);
    expect([status, body.parameter]).toEqual([400, parameter]);
    expect(body.detail).toContain(why);
  });

  it('never becomes SQL', async () => {
    for (const value of ["x'; DROP TABLE recovery; --", '" OR 1=1', '$1', ':cql0', '\\', '%']) {
      const quoted = value.replaceAll("'", "''").replaceAll('\\', '\\\\');
      expect(await recoveries({ filter: `caliber = '${quoted}'` })).toEqual([]);
      expect(await recoveries({ caliber: value })).toEqual([]);
    }
    expect(await recoveries({})).toEqual([0, 1, 2, 3]);
  });
});

describe('pages', () => {
  /** Every page of a collection by its next links. */
  async function readAll(
    path: string,
  ): Promise<{ readonly ids: (string | number)[]; readonly matched: number[] }> {
    const ids: (string | number)[] = [];
    const matched: number[] = [];
    for (let next: string | undefined = path; next !== undefined; ) {
      const { body } = await ask(next);
      const page = collectionShape.parse(body);
      expect(page.numberReturned).toBe(page.features.length);
      ids.push(...page.features.map(({ id }) => id));
      matched.push(page.numberMatched);
      const href = page.links.find(({ rel }) => rel === 'next')?.href;
      next = href === undefined ? undefined : href.slice(new URL(href).origin.length);
    }
    return { ids, matched };
  }

  it.each([
    ['recoveries', 4],
    ['dealers', 2],
    ['flows', 1],
    ['areas', 2],
    ['places', 2],
  ])('of %s hold each feature once, and say how many there are in all', async (id, total) => {
    const { ids, matched } = await readAll(`/ogc/collections/${id}/items?limit=1`);
    expect(ids).toHaveLength(total);
    expect(new Set(ids).size).toBe(total);
    expect(matched).toEqual(Array.from({ length: total }, () => total));
  });

  it('keep the filter in their links', async () => {
    const { ids } = await readAll(
      `/ogc/collections/recoveries/items?limit=1&filter=${encodeURIComponent("caliber = '9'")}`,
    );
    expect(ids.map((id) => inserted.recoveries.indexOf(Number(id)))).toEqual([0, 2]);
  });
});

describe('figures', () => {
  const items = async (id: string, query: Readonly<Record<string, string>> = {}) => {
    const { body } = await ask(`/ogc/collections/${id}/items?${new URLSearchParams(query)}`);
    expect(body.detail).toBeUndefined();
    return z
      .object({ features: z.array(z.looseObject({ properties: z.record(z.string(), z.unknown()) })) })
      .parse(body).features;
  };

  it('of dealers are asked of by any of their columns and by place', async () => {
    const names = async (query: Readonly<Record<string, string>>) =>
      (await items('dealers', query)).map(({ properties }) => properties.name);
    expect(await names({})).toEqual(['River City Arms', "O'Neill Sporting"]);
    expect(await names({ filter: "state = 'VA' AND traces >= 1" })).toEqual(['River City Arms']);
    expect(await names({ filter: "name LIKE 'O''%'" })).toEqual(["O'Neill Sporting"]);
    expect(await names({ filter: 'traces > 1' })).toEqual([]);
    expect(await names({ bbox: '-78,37,-77,38' })).toEqual(['River City Arms']);
    expect(await names({ name: "O'Neill Sporting" })).toEqual(["O'Neill Sporting"]);
    expect(await names({ filter: 'S_DISJOINT(geometry, BBOX(-78,37,-77,38))' })).toEqual([
      "O'Neill Sporting",
    ]);
  });

  it('of flows are those of the level that is asked for', async () => {
    const ids = async (query: Readonly<Record<string, string>>) =>
      (await items('flows', query)).map(({ id }) => id);
    expect(await ids({})).toEqual(['VA>MD']);
    expect(await ids({ filter: 'origin = destination' })).toEqual([]);
    expect(await ids({ ttc_max: '1095' })).toEqual(['VA>MD']);
    const { body } = await ask(`/ogc/collections/flows/items/${encodeURIComponent('VA>MD')}`);
    expect(body).toMatchObject({ type: 'Feature', id: 'VA>MD', geometry: { type: 'LineString' } });
    expect(body.properties).toMatchObject({ count: 1, originName: 'Virginia' });
    const page = await ask('/ogc/collections/flows/items?level=county&f=html');
    expect(page.text).toContain('/ogc/collections/flows/items/51760%3E24510?level=county&amp;f=html');
    const county = await ask('/ogc/collections/flows/items/51760%3E24510?level=county');
    expect(county.body).toMatchObject({ properties: { count: 1 } });
  });

  it('are GeoJSON', async () => {
    for (const id of [
      'recoveries',
      'dealers',
      'flows',
      'hotspots',
      'area-balance',
      'released',
      'areas',
      'streets',
    ]) {
      const { status, headers, text } = await ask(`/ogc/collections/${id}/items`);
      expect(status, text).toBe(200);
      expect(headers['content-type']).toContain('application/geo+json');
      expect(check(text)).toMatchObject({ type: 'FeatureCollection' });
    }
  });
});

describe('who sees what', () => {
  it('is what the scope allows: an owner its own, an outsider nothing of it', async () => {
    const count = async (agency: string) =>
      collectionShape.parse((await ask('/ogc/collections/recoveries/items', 'analyst', agency)).body)
        .numberMatched;
    expect([await count('BPD'), await count('NPD')]).toEqual([4, 1]);
    const [id] = inserted.recoveries;
    expect((await ask(`/ogc/collections/recoveries/items/${id}`)).body).toMatchObject({
      id,
      geometry: { type: 'Point', coordinates: [-76.61, 39.29] },
      properties: { agency: 'BPD', caliber: '9' },
    });
    expect((await ask(`/ogc/collections/recoveries/items/${id}`, 'analyst', 'NPD')).status).toBe(404);
    for (const wrong of ['999999', 'x', '1%20OR%201=1', '-1']) {
      expect((await ask(`/ogc/collections/recoveries/items/${wrong}`)).status).toBe(404);
    }
  });

  it('is no record for who sees counts alone, and nothing for who is not signed in', async () => {
    const listed = z
      .object({ collections: z.array(z.object({ id: z.string() })) })
      .parse((await ask('/ogc/collections', 'briefing')).body);
    expect(listed.collections.map(({ id }) => id)).toEqual(['released', 'areas', 'places', 'streets']);
    for (const { id, needs } of OGC_COLLECTIONS) {
      const paths = [id, `${id}/items`, `${id}/items/1`, `${id}/queryables`];
      for (const path of paths) {
        const { status } = await ask(`/ogc/collections/${path}`, 'briefing');
        expect([path, status === 403]).toEqual([path, needs !== 'view']);
        expect([path, (await request(app()).get(`/ogc/collections/${path}`)).status]).toEqual([path, 401]);
      }
    }
    expect((await request(app()).get('/ogc/collections')).status).toBe(401);
  });

  it('is told by an access token too, also as a password', async () => {
    const accountId = await addAccount(database.current, {
      email: 'gis@bpd.example',
      role: 'analyst',
      agency: 'BPD',
    });
    const token = await tokenOf(database.current, accountId, ['view', 'records']);
    const items = () => request(app()).get('/ogc/collections/recoveries/items');
    const bearer = await items().set('Authorization', `Bearer ${token}`);
    const basic = await items().auth('anybody', token);
    expect([bearer.body.numberMatched, basic.body.numberMatched]).toEqual([4, 4]);
    expect((await items().auth('anybody', newToken())).status).toBe(401);
    expect((await items().auth(token, 'anybody')).status).toBe(401);
  });

  it('is noted in the audit log, for the agency whose records they are', async () => {
    await ask('/ogc/collections/recoveries/items', 'analyst', 'NPD');
    await vi.waitFor(
      async () =>
        expect(await auditOf(database.current, 'features.read')).toContainEqual({
          actor: 'analyst@npd.example',
          action: 'features.read',
          detail: {},
        }),
      { timeout: 30_000, interval: 250 },
    );
  });
});

describe('documents', () => {
  it('lead from one to the next', async () => {
    const { body } = await request(app()).get('/ogc');
    const rels = z
      .object({ links: z.array(z.object({ rel: z.string(), href: z.string() })) })
      .parse(body).links;
    expect(rels.map(({ rel }) => rel)).toEqual(
      expect.arrayContaining(['self', 'alternate', 'service-desc', 'service-doc', 'conformance', 'data']),
    );
    for (const { href } of rels) {
      const { status } = await ask(href.slice(new URL(href).origin.length));
      expect([href, status]).toEqual([href, 200]);
    }
  });

  it('say what a filter may ask of', async () => {
    const { body, headers } = await ask('/ogc/collections/recoveries/queryables');
    expect(headers['content-type']).toContain('application/schema+json');
    expect(body.properties).toMatchObject({
      geometry: { format: 'geometry-any' },
      timeToCrimeDays: { type: 'integer' },
      recoveredOn: { type: 'string', format: 'date' },
      multipleSale: { type: 'boolean' },
    });
    expect(body.properties).not.toHaveProperty('place');
  });

  it('are pages for people too, whatever stands in the records', async () => {
    for (const path of [
      '/ogc',
      '/ogc/conformance',
      '/ogc/api',
      '/ogc/collections',
      '/ogc/collections/recoveries',
      '/ogc/collections/recoveries/items',
      `/ogc/collections/recoveries/items/${inserted.recoveries[1]}`,
      '/ogc/collections/hotspots/items',
    ]) {
      const { headers, text } = await request(app())
        .get(path)
        .set('Accept', 'text/html')
        .set('Cookie', await accountCookie(database.current, 'BPD', 'analyst'));
      expect(headers['content-type']).toContain('text/html');
      expect(text).toContain('<h1>');
      expect(text).not.toMatch(/<script|undefined|\[object|SMITH & WESSON/);
    }
  });

  it('describe every route in OpenAPI', async () => {
    const { body, headers } = await request(app()).get('/ogc/api');
    expect(headers['content-type']).toContain('application/vnd.oai.openapi+json');
    const paths = Object.keys(z.object({ paths: z.record(z.string(), z.unknown()) }).parse(body).paths);
    for (const { id } of OGC_COLLECTIONS) expect(paths).toContain(`/collections/${id}/items`);
    for (const path of paths) {
      const real = path
        .replace('{featureId}', '1')
        .replace('{tileMatrix}/{tileRow}/{tileCol}', '13/3150/2352')
        .replace(/\/$/, '');
      const { status } = await ask(`/ogc${real}`);
      expect([path, [200, 204, 400, 404].includes(status)]).toEqual([path, true]);
      expect([path, status === 404]).toEqual([path, status === 404 && path.includes('{featureId}')]);
    }
  });

  it('give a tile by row and column, the same as under /tiles', async () => {
    const tiles = createTiles(database.current);
    const cookie = await accountCookie(database.current, 'BPD', 'analyst');
    const routes = routeApp(createOgcRoutes(database.current, tiles.answer), tiles.routes);
    const read = async (path: string) => {
      const { status, body } = await request(routes).get(path).set('Cookie', cookie).responseType('blob');
      expect(status).toBe(200);
      return z.instanceof(Buffer).parse(body);
    };
    const ours = await read('/tiles/recoveries/9/147/195.mvt');
    expect(await read('/ogc/collections/recoveries/tiles/WebMercatorQuad/9/195/147')).toEqual(ours);
    expect(decodeTile(ours, 'recoveries')).toBeTruthy();
    const { body } = await ask('/ogc/collections/recoveries/tiles/WebMercatorQuad');
    expect(body.links.find(({ rel }: { rel: string }) => rel === 'item').href).toMatch(
      /\/tiles\/WebMercatorQuad\/\{tileMatrix\}\/\{tileRow\}\/\{tileCol\}$/,
    );
    expect((await ask('/ogc/collections/released/tiles')).status).toBe(404);
  });
});
