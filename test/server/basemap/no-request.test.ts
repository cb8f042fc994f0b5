import http from 'node:http';
import { pino } from 'pino';
import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../../server/app.ts';
import { openBasemap } from '../../../server/basemap/open-basemap.ts';
import { readConfig } from '../../../server/config.ts';
import { CurrentGeocoder } from '../../../server/geocoding/current-geocoder.ts';
import { insertRecords } from '../../helpers/records.ts';
import { cookieOfPartner } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let asked = 0;
const host = http.createServer((_request, response) => {
  asked += 1;
  response.end('{}');
});
host.on('connection', () => {
  asked += 1;
});

beforeAll(async () => {
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  await insertRecords(database.current, { agencies: ['A'] });
});
afterAll(() => void host.close());

it('hands the address of a style to the page and never asks it', async () => {
  const address = host.address();
  const port = typeof address === 'object' ? address?.port : null;
  const url = `http://127.0.0.1:${port}/{theme}/style.json?key=k`;
  const config = readConfig({ BASEMAP_STYLE_URL: url, LOG_LEVEL: 'silent' });
  const app = createApp({
    config,
    database: database.current,
    geocoder: new CurrentGeocoder(database.current),
    log: pino({ level: 'silent' }),
    basemap: await openBasemap(config.basemap),
  });
  const cookie = await cookieOfPartner(database.current);
  const { body } = await request(app).get('/api/session').set('Cookie', cookie).expect(200);
  expect(body.basemap).toEqual({ kind: 'style', url });
  // Nobody learns it, and with it a key, before signing in.
  expect(JSON.stringify((await request(app).get('/api/session')).body)).not.toContain('style.json');
  for (const path of ['/', '/healthz', '/tiles/areas/5/9/12.mvt', '/basemap/5/9/12.mvt']) {
    await request(app).get(path).set('Cookie', cookie);
  }
  expect(asked).toBe(0);
});
