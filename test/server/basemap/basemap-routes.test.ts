import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BasemapArchive } from '../../../server/basemap/basemap-archive.ts';
import { openBasemapArchive } from '../../../server/basemap/basemap-archive.ts';
import { createBasemapRoutes } from '../../../server/basemap/basemap-routes.ts';
import { decodeTile } from '../../helpers/decode-tile.ts';
import { vectorTile, writeArchive } from '../../helpers/pmtiles-archive.ts';
import { insertRecords } from '../../helpers/records.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { signedInApp } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-basemap-'));
const file = path.join(folder, 'region.pmtiles');
const ROAD: [number, number][][] = [
  [
    [0, 0],
    [4096, 4096],
  ],
];
const bytes = vectorTile({ roads: [{ type: 2, geometry: ROAD, tags: { kind: 'highway', name: 'I-95' } }] });
let archive: BasemapArchive;

beforeAll(async () => {
  await insertRecords(database.current, { agencies: ['A'] });
  writeArchive(file, {
    tiles: [
      { at: [4, 4, 6], bytes },
      { at: [5, 9, 12], bytes },
    ],
  });
  archive = await openBasemapArchive(file);
});
afterAll(async () => {
  await archive.close();
  rmSync(folder, { recursive: true, force: true });
});

const app = (opened: BasemapArchive | null = archive) =>
  signedInApp(database.current, createBasemapRoutes(database.current, opened));

/** The parsed body of a tile is its bytes. */
function tile(at: string, encoding = 'gzip', opened = archive) {
  return request(app(opened))
    .get(`/basemap/${at}`)
    .set('Accept-Encoding', encoding)
    .buffer()
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
}

describe('GET /basemap/{z}/{x}/{y}.mvt', () => {
  it.each([
    ['gzip', 'gzip'],
    ['identity', undefined],
  ])('answers a tile to who takes %s', async (encoding, sent) => {
    const { status, headers, body } = await tile('4/4/6.mvt', encoding);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/vnd.mapbox-vector-tile');
    expect(headers['content-encoding']).toBe(sent);
    expect(headers.vary).toContain('Accept-Encoding');
    expect(decodeTile(body, 'roads')).toEqual([
      { type: 'line', geometry: ROAD, properties: { kind: 'highway', name: 'I-95' } },
    ]);
  });

  it('may be kept for a day by this browser, which asks then whether it is another', async () => {
    const { headers } = await tile('5/9/12.mvt');
    expect(headers['cache-control']).toBe('private, max-age=86400');
    const again = await request(app()).get('/basemap/5/9/12.mvt').set('If-None-Match', String(headers.etag));
    expect(again.status).toBe(304);
  });

  it('is 204 where the archive has no tile', async () => {
    expect((await tile('5/0/0.mvt')).status).toBe(204);
  });

  it.each([
    ['3/1/1.mvt', /^Layer basemap has tiles from zoom 4 to 5, not at "3"\./],
    ['6/1/1.mvt', /not at "6"/],
    ['-1/1/1.mvt', /not at "-1"/],
    ['4/16/1.mvt', /There is no tile 4\/16\/1/],
    ['4/1/-1.mvt', /There is no tile|has tiles/],
    ['4/x/1.mvt', /There is no tile|has tiles/],
    ['4/4/6.mvt?file=/etc/passwd', /There is no parameter "file" here/],
  ])('is 400 at %s', async (at, detail) => {
    const { status, body } = await request(app()).get(`/basemap/${at}`);
    expect(status).toBe(400);
    expect(body.detail).toMatch(detail);
  });

  it.each([
    '4/4/6',
    '4/4/6.png',
    '../../etc/passwd',
    '4/4/..%2f..%2fregion.pmtiles',
    '%2e%2e/%2e%2e/%2e%2e.mvt',
    '4/4/%00.mvt',
    'region.pmtiles',
  ])('gives nothing but tiles at %s', async (at) => {
    const { status, body } = await request(app()).get(`/basemap/${at}`);
    expect([400, 404], at).toContain(status);
    expect(body).toMatchObject({ status });
  });

  it('is for whoever is signed in', async () => {
    const open = routeApp(createBasemapRoutes(database.current, archive));
    expect((await request(open).get('/basemap/4/4/6.mvt')).status).toBe(401);
  });

  it('is 404 where no archive is set', async () => {
    const { status, body } = await request(app(null)).get('/basemap/4/4/6.mvt');
    expect(status).toBe(404);
    expect(body.detail).toContain('BASEMAP_PMTILES');
  });

  it('fails in words where the file was cut off meanwhile', async () => {
    const cut = path.join(folder, 'cut.pmtiles');
    writeArchive(cut, { tiles: [{ at: [4, 4, 6], bytes }] });
    const opened = await openBasemapArchive(cut);
    truncateSync(cut, 127);
    const { status, headers } = await tile('4/4/6.mvt', 'identity', opened);
    expect(status).toBe(500);
    expect(headers['cache-control']).toBe('no-store');
    await opened.close();
  });
});
