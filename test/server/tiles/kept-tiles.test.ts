import type { RequestListener } from 'node:http';
import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noteChange } from '../../../server/database/data-version.ts';
import { createTiles } from '../../../server/tiles/tile-routes.ts';
import { insertRecords } from '../../helpers/records.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { signedInListener } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();

const PATH = '/tiles/recoveries/5/9/12.mvt?ttc_max=70';

const recovery = (agency: string) =>
  ({ agency, on: '2024-01-10', at: [-76.61, 39.29], ttc: 50, to: { state: 'MD' } }) as const;

beforeAll(() => insertRecords(database.current, { agencies: ['A'], recoveries: [recovery('A')] }));

/** The tiles before an application that counts what reaches it. */
let server: RequestListener;
let reachedApp = 0;
beforeEach(() => {
  const { routes, kept } = createTiles(database.current);
  const app = routeApp(routes);
  reachedApp = 0;
  server = signedInListener(
    () => database.current,
    kept.before((incoming, response) => {
      reachedApp += 1;
      app(incoming, response);
    }),
  );
});

const get = (path = PATH, headers: Record<string, string> = {}) =>
  request(server)
    .get(path)
    .set(headers)
    .buffer()
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });

const raiseVersion = () => database.current.knex.transaction((trx) => noteChange(trx, 'everyone'));

describe('kept tiles', () => {
  it('answer the second request as the first, without the application', async () => {
    const first = await get();
    const second = await get();
    expect(reachedApp).toBe(1);
    expect(second.status).toBe(200);
    expect(second.body).toEqual(first.body);
    const { date, 'x-powered-by': framework, ...headers } = first.headers;
    expect(second.headers).toMatchObject(headers);
  });

  it('answer an empty tile, and 304 to whoever has it', async () => {
    const { headers } = await get();
    expect((await get(PATH, { 'If-None-Match': headers.etag ?? '' })).status).toBe(304);
    expect((await get(PATH, { 'If-None-Match': 'W/"other"' })).status).toBe(200);
    await get('/tiles/recoveries/5/0/0.mvt');
    expect((await get('/tiles/recoveries/5/0/0.mvt')).status).toBe(204);
    expect(reachedApp).toBe(2);
  });

  it('leave the rest to the application: other ways to ask, other addresses, what is wrong', async () => {
    await get();
    await request(server).head(PATH);
    await get('/tiles/recoveries.json');
    expect((await get('/tiles/recoveries/5/9/12.mvt?ttc_max=soon')).status).toBe(400);
    expect((await get('/tiles/recoveries/5/9/12.mvt?ttc_max=soon')).status).toBe(400);
    expect(reachedApp).toBe(5);
  });

  it('are made anew when the data changes', async () => {
    const { headers } = await get();
    await raiseVersion();
    const after = await get(PATH, { 'If-None-Match': headers.etag ?? '' });
    expect(after.status).toBe(200);
    expect(after.headers.etag).not.toBe(headers.etag);
    expect(reachedApp).toBe(2);
  });

  it('reach nobody of another scope', async () => {
    const { headers, body } = await get();
    // Who may see more asks: the data version is the same, the agencies are not.
    await database.current.knex.transaction((trx) =>
      trx.raw(`INSERT INTO agency (code, name, state_code) VALUES ('B', 'B', 'MD')`),
    );
    const wider = await get(PATH, { 'If-None-Match': headers.etag ?? '' });
    expect(wider.status).toBe(200);
    expect(wider.headers.etag).not.toBe(headers.etag);
    expect(wider.body).toEqual(body);
    expect(reachedApp).toBe(2);
  });
});
