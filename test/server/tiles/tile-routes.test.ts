import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { noteChange } from '../../../server/database/data-version.ts';
import { loadReference, removeReference } from '../../../server/reference/sources/load-reference.ts';
import { createTiles } from '../../../server/tiles/tile-routes.ts';
import { decodeTile } from '../../helpers/decode-tile.ts';
import { insertRecords } from '../../helpers/records.ts';
import { signedInApp } from '../../helpers/sign-in.ts';
import { TEST_ENGINE, useTestDatabase } from '../../helpers/test-database.ts';
import { useTextFiles } from '../imports/import-bench.ts';

const database = useTestDatabase();
const textFile = useTextFiles();
const app = () => signedInApp(database.current, createTiles(database.current).routes);

beforeAll(async () => {
  await insertRecords(database.current, {
    agencies: ['A'],
    jurisdictions: { A: ['24510'] },
    // Enough for a tile that is worth compressing.
    areas: [
      ...Array.from({ length: 60 }, (_, index) => ({
        level: 'state' as const,
        code: index === 0 ? 'MD' : `S${index}`,
        name: `State ${index}`,
        state: 'MD',
        at: [-76, 39] as const,
        box: [-76 - index / 10, 38, -75 + index / 10, 40] as const,
      })),
      {
        level: 'county',
        code: '24510',
        name: 'Baltimore',
        state: 'MD',
        at: [-76, 39],
        box: [-77, 39, -76, 40],
      },
    ],
    recoveries: [
      {
        agency: 'A',
        on: '2024-01-10',
        at: [-76.61, 39.29],
        ttc: 50,
        from: { state: 'VA' },
        home: { state: 'MD' },
      },
    ],
  });
});

/** The parsed body of a tile is its bytes. */
function tile(path: string) {
  return request(app())
    .get(path)
    .buffer()
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
}

describe('GET /tiles/{layer}.json', () => {
  it.each(['recoveries', 'dealers', 'purchasers', 'flows', 'hotspots', 'areas', 'jurisdictions'])(
    'describes %s as TileJSON 3.0',
    async (layer) => {
      const { body } = await request(app())
        .get(`/tiles/${layer}.json?ttc_max=100`)
        .set('Host', 'map.example:8080');
      expect(body).toMatchObject({
        tilejson: '3.0.0',
        tiles: [`http://map.example:8080/tiles/${layer}/{z}/{x}/{y}.mvt?ttc_max=100`],
        bounds: [-180, -15, 180, 72],
        minzoom: 0,
      });
      expect(body.vector_layers).toHaveLength(1);
      expect(body.vector_layers[0]).toMatchObject({ id: layer, maxzoom: body.maxzoom });
      expect(Object.keys(body.vector_layers[0].fields).length).toBeGreaterThan(0);
    },
  );

  it('describes streets from the zoom they are drawn at', async () => {
    const { body } = await request(app()).get('/tiles/streets.json');
    expect(body).toMatchObject({ minzoom: 12, maxzoom: 14 });
    expect(body.vector_layers[0]).toMatchObject({ id: 'streets', minzoom: 12, maxzoom: 14 });
    expect(Object.keys(body.vector_layers[0].fields)).toEqual(['class', 'name']);
  });

  it('describes hotspots with their parameters, from the zoom at which such cells are drawn', async () => {
    const path = '/tiles/hotspots.json';
    expect((await request(app()).get(`${path}?of=shortTimeToCrime`)).body).toMatchObject({
      tiles: [expect.stringMatching(/\/tiles\/hotspots\/\{z\}\/\{x\}\/\{y\}\.mvt\?of=shortTimeToCrime$/)],
      minzoom: 0,
      maxzoom: 12,
    });
    const fine = (await request(app()).get(`${path}?resolution=8`)).body;
    expect([fine.minzoom, fine.vector_layers[0].minzoom]).toEqual([10, 10]);
    expect((await request(app()).get(`${path}?rings=9`)).status).toBe(400);
  });

  it('does not know other layers, and refuses an unknown filter', async () => {
    expect((await request(app()).get('/tiles/guns.json')).status).toBe(404);
    expect((await request(app()).get('/tiles/areas.json?colour=red')).status).toBe(400);
  });
});

describe('GET /tiles/{layer}/{z}/{x}/{y}.mvt', () => {
  it('answers bytes of a vector tile', async () => {
    const answer = await tile('/tiles/recoveries/5/9/12.mvt');
    expect(answer.status).toBe(200);
    expect(answer.type).toBe('application/vnd.mapbox-vector-tile');
    expect(answer.headers['cache-control']).toBe('private, no-cache');
    expect(decodeTile(z.instanceof(Buffer).parse(answer.body), 'recoveries')).toHaveLength(1);
  });

  it('answers 204 where there is nothing', async () => {
    expect((await tile('/tiles/recoveries/5/0/0.mvt')).status).toBe(204);
    expect((await tile('/tiles/recoveries/5/9/12.mvt?ttc_min=51')).status).toBe(204);
  });

  it.each([
    ['/tiles/recoveries/5/32/0.mvt', 400, 'There is no tile 5/32/0: columns and rows at zoom 5 are 0 to 31.'],
    ['/tiles/recoveries/15/0/0.mvt', 400, 'Layer recoveries has tiles from zoom 0 to 14, not at "15".'],
    ['/tiles/recoveries/x/0/0.mvt', 400, 'Layer recoveries has tiles from zoom 0 to 14, not at "x".'],
    ['/tiles/recoveries/5/9/-1.mvt', 400, /There is no tile 5\/9\/-1/],
    ['/tiles/recoveries/5/9/12.mvt?ttc_max=soon', 400, 'ttc_max must be a whole number, not "soon".'],
    ['/tiles/recoveries/5/9/12.mvt?zoom=3', 400, /There is no filter "zoom"/],
    [
      '/tiles/guns/5/9/12.mvt',
      404,
      'There is no tile layer "guns". Layers are recoveries, dealers, purchasers, flows, hotspots, areas, streets, jurisdictions.',
    ],
    ['/tiles/hotspots/5/9/12.mvt?of=cars', 400, /of must be one of recoveries/],
    ['/tiles/hotspots/5/9/12.mvt?zoom=3', 400, /There is no filter "zoom"/],
    [
      '/tiles/hotspots/5/9/12.mvt?resolution=9',
      400,
      'Layer hotspots has tiles from zoom 12 to 12, not at "5".',
    ],
    ['/tiles/purchasers/5/9/12.mvt?of=recoveries', 400, /There is no filter "of"/],
    ['/tiles/streets/11/588/779.mvt', 400, 'Layer streets has tiles from zoom 12 to 14, not at "11".'],
    ['/tiles/streets/14/4706/6244.mvt?zoom=3', 400, /There is no filter "zoom"/],
  ])('refuses %s with %i', async (path, status, detail) => {
    const answer = await request(app()).get(path);
    expect(answer.status).toBe(status);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body.detail).toMatch(detail);
  });

  it.each(['recoveries', 'purchasers', 'hotspots', 'jurisdictions'])(
    'answers 304 of %s until the data changes',
    async (layer) => {
      const path = `/tiles/${layer}/5/9/12.mvt`;
      const etag = (await tile(path)).headers.etag ?? '';
      expect((await tile(path).set('If-None-Match', etag)).status).toBe(304);
      await database.current.knex.transaction((trx) => noteChange(trx, 'everyone'));
      expect((await tile(path).set('If-None-Match', etag)).status).toBe(200);
    },
  );

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip, deflate', 'gzip'],
    ['identity', undefined],
  ])('answers a client that accepts %s in %s', async (accepted, encoding) => {
    const path = '/tiles/areas/3/2/3.mvt';
    const answer = await tile(path).set('Accept-Encoding', accepted);
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers.vary).toBe('Accept-Encoding');
    expect(decodeTile(z.instanceof(Buffer).parse(answer.body), 'areas')).toHaveLength(60);
  });

  it('answers 304 of a tile it need not make, and the length of one asked for by HEAD', async () => {
    const path = '/tiles/recoveries/5/9/12.mvt?ttc_max=70';
    const known = await tile(path);
    expect((await tile(path).set('If-None-Match', known.headers.etag ?? '')).status).toBe(304);
    const head = await request(app()).head(path).set('Accept-Encoding', 'identity');
    expect([head.status, head.headers['content-length']]).toEqual([200, String(known.body.length)]);
  });

  it('answers streets whatever the filter, anew when a source is loaded or removed', async () => {
    const path = '/tiles/streets/14/4706/6244.mvt';
    const none = await tile(path);
    expect(none.status).toBe(204);
    const filePath = textFile(
      'town.csv',
      'fullname,l_from,l_to,r_from,r_to,wkt\nOAK ST,1,9,2,8,"LINESTRING(-76.59 39.29, -76.589 39.29)"\n',
    );
    await loadReference(database.current, { kind: 'street-ranges', filePath, state: 'MD' });
    const loaded = await tile(path).set('If-None-Match', none.headers.etag ?? '');
    expect(loaded.status).toBe(200);
    const filtered = await tile(`${path}?ttc_max=1&agency=nobody`);
    expect(filtered.body).toEqual(loaded.body);
    expect((await tile(path).set('If-None-Match', loaded.headers.etag ?? '')).status).toBe(304);
    await removeReference(database.current, 'street-ranges', 'town');
    expect((await tile(path).set('If-None-Match', loaded.headers.etag ?? '')).status).toBe(204);
  });

  // The embedded engine has no statement timeout.
  it.runIf(TEST_ENGINE === 'postgis')('answers 504 over the time limit, naming layer and tile', async () => {
    const impatient = signedInApp(database.current, createTiles(database.current, { timeoutMs: 50 }).routes);
    await database.current.knex.transaction(async (trx) => {
      // Whoever reads recoveries now waits for this transaction, which waits for the answer.
      await trx.raw('LOCK TABLE recovery, cell_rollup IN ACCESS EXCLUSIVE MODE');
      const answer = await request(impatient).get('/tiles/recoveries/5/9/12.mvt');
      expect(answer.status).toBe(504);
      expect(answer.type).toBe('application/problem+json');
      expect(answer.body).toMatchObject({ layer: 'recoveries', tile: '5/9/12' });
      expect(answer.body.detail).toMatch('Tile 5/9/12 of layer recoveries took too long');
      expect(answer.headers.etag).toBeUndefined();
    });
  });
});
