/** The API as the programs read it that it is for: GDAL, and QGIS without a screen. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { OGC_COLLECTIONS } from '../../../server/ogc/ogc-collections.ts';
import { createOgcRoutes } from '../../../server/ogc/ogc-routes.ts';
import { createTiles } from '../../../server/tiles/tile-routes.ts';
import { addAccount, tokenOf } from '../../helpers/access.ts';
import { OGRINFO } from '../../helpers/read-exported.ts';
import { insertRecords } from '../../helpers/records.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

/** Debian's Python, which its QGIS is for. */
const PYTHON = '/usr/bin/python3';
/** A home of its own: whoever runs the tests may have a QGIS with sign-ins under another password. */
const home = mkdtempSync(path.join(os.tmpdir(), 'tracemap-qgis-'));
const OFFSCREEN = { ...process.env, QT_QPA_PLATFORM: 'offscreen', HOME: home, XDG_RUNTIME_DIR: home };
const HAS_QGIS = spawnSync(PYTHON, ['-c', 'import qgis.core'], { env: OFFSCREEN }).status === 0;

const run = promisify(execFile);
const database = useTestDatabase();
let token = '';
let server: Server;
let root: string;

const MOST_OF_A_PAGE = 3;

/** Seven guns, five of them placed; two dealers, one of them placed; one flow. */
beforeAll(async () => {
  const gun = { agency: 'BPD', on: '2024-01-10', to: { state: 'MD', county: '24510' } } as const;
  await insertRecords(database.current, {
    agencies: ['BPD'],
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
      { level: 'county', code: '24510', name: 'Baltimore city', state: 'MD', at: [-76.61, 39.3] },
    ],
    dealers: [
      { name: 'River City Arms', state: 'VA', at: [-77.43, 37.54] },
      { name: 'Harbor Guns', state: 'MD' },
    ],
    recoveries: [
      { ...gun, caliber: '9', dealer: 'River City Arms', from: { state: 'VA' }, at: [-76.61, 39.29] },
      { ...gun, caliber: '9', dealer: 'Harbor Guns', from: { state: 'MD' }, at: [-76.62, 39.3] },
      { ...gun, caliber: '38', at: [-76.6, 39.31] },
      { ...gun, caliber: '38', at: [-76.63, 39.28] },
      { ...gun, caliber: '45', at: [-76.64, 39.27] },
      gun,
      gun,
    ],
  });
  const accountId = await addAccount(database.current, {
    email: 'gis@bpd.example',
    role: 'analyst',
    agency: 'BPD',
  });
  token = await tokenOf(database.current, accountId, ['view', 'records']);
  server = http.createServer(
    routeApp(createOgcRoutes(database.current, createTiles(database.current).answer)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = z.object({ port: z.number() }).parse(server.address());
  root = `http://127.0.0.1:${address.port}/ogc`;
}, 60_000);
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(home, { recursive: true, force: true });
});

/** How many features each collection has. */
const COUNTS: Readonly<Record<string, number>> = {
  recoveries: 7,
  dealers: 2,
  flows: 1,
  hotspots: 5,
  'area-balance': 2,
  released: 0,
  areas: 2,
  places: 1,
  streets: 0,
};

it('is read whole: every collection is known here', () => {
  expect(Object.keys(COUNTS)).toEqual(OGC_COLLECTIONS.map(({ id }) => id));
});

describe.runIf(OGRINFO !== null)('GDAL', () => {
  const ogr = async (program: string, ...words: string[]) => {
    const env = { ...process.env, GDAL_HTTP_AUTH: 'BASIC', GDAL_HTTP_USERPWD: `anybody:${token}` };
    return (await run(program, words, { env, encoding: 'utf8' })).stdout;
  };

  it('counts the features of every collection, page after page', async () => {
    for (const [id, count] of Object.entries(COUNTS)) {
      const told = await ogr(
        'ogrinfo',
        '-ro',
        '-al',
        '-so',
        '-oo',
        `PAGE_SIZE=${MOST_OF_A_PAGE}`,
        `OAPIF:${root}`,
        id,
      );
      expect([id, /Feature Count: (\d+)/.exec(told)?.[1]]).toEqual([id, String(count)]);
    }
  });

  it('takes what it filters for, with its geometry and the types of its columns', async () => {
    const words = ['-f', 'GeoJSON', '/vsistdout/', '-oo', `PAGE_SIZE=${MOST_OF_A_PAGE}`];
    const taken = await ogr('ogr2ogr', ...words, '-where', "caliber = '38'", `OAPIF:${root}`, 'recoveries');
    const { features } = z
      .object({ features: z.array(z.looseObject({ properties: z.record(z.string(), z.unknown()) })) })
      .parse(JSON.parse(taken));
    expect(features.map(({ properties }) => properties.caliber)).toEqual(['38', '38']);
    const inBox = await ogr(
      'ogrinfo',
      '-ro',
      '-al',
      '-so',
      '-spat',
      '-76.615',
      '39.285',
      '-76.605',
      '39.295',
      `OAPIF:${root}`,
      'recoveries',
    );
    expect(inBox).toMatch(/Feature Count: 1/);
    expect(inBox).toMatch(/Geometry: Point/);
  });
});

const toldByQgis = z.object({
  collections: z.record(
    z.string(),
    z.object({ features: z.number(), placed: z.number(), fields: z.array(z.string()) }).nullable(),
  ),
  pixels: z.number().nullable(),
});

describe.runIf(HAS_QGIS)('QGIS', () => {
  it('loads collections and tiles', async () => {
    // It tells the type of a layer by its first features: of none it can tell nothing.
    const loaded = Object.entries(COUNTS).filter(([, count]) => count > 0);
    const script = path.resolve(import.meta.dirname, '../../fixtures/qgis/count-features.py');
    const words = [script, root, token, String(MOST_OF_A_PAGE), ...loaded.map(([id]) => id)];
    const { stdout } = await run(PYTHON, words, { env: OFFSCREEN, encoding: 'utf8' });
    const told = toldByQgis.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
    for (const [id, count] of loaded) expect([id, told.collections[id]?.features]).toEqual([id, count]);
    expect(told.collections.recoveries?.placed).toBe(5);
    expect(told.collections.recoveries?.fields).toEqual(expect.arrayContaining(['caliber', 'recoveredOn']));
    expect(told.pixels).toBeGreaterThan(0);
  }, 120_000);
});
