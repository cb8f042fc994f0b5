/** Failures brought about on purpose: what is answered, and what is logged. */
import type { Server } from 'node:http';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readAccessSettings } from '../../../server/access/access-settings.ts';
import { createApp } from '../../../server/app.ts';
import type { Database } from '../../../server/database/connection.ts';
import { connect } from '../../../server/database/connection.ts';
import { CurrentGeocoder } from '../../../server/geocoding/current-geocoder.ts';
import { readProviderSettings } from '../../../server/geocoding/providers/provider-settings.ts';
import { createLog } from '../../../server/log.ts';
import { signedInListener } from '../../helpers/sign-in.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

/** A database that nobody answers for, and one whose server says something else. */
let gone: Database;
let strange: Database;
let impostor: net.Server;
const database = useTestDatabase();
let lines: string[] = [];

beforeAll(async () => {
  gone = connect({ url: 'postgres://tracemap:hunter2@127.0.0.1:1/records' });
  impostor = net.createServer((socket) =>
    socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n'),
  );
  await new Promise<void>((resolve) => impostor.listen(0, '127.0.0.1', resolve));
  const address = impostor.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  strange = connect({ url: `postgres://tracemap:hunter2@127.0.0.1:${port}/records` });
});
afterAll(async () => {
  impostor.close();
  await Promise.all([gone.close(), strange.close()]);
});
beforeEach(() => {
  lines = [];
});

function appOn(database: Database): http.RequestListener {
  const kept = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const config = {
    port: 0,
    host: '127.0.0.1',
    databaseUrl: null,
    dataDir: path.join(os.tmpdir(), 'tracemap-failures'),
    demo: false,
    logLevel: 'info',
    access: readAccessSettings({}),
    providers: readProviderSettings({}),
    mail: null,
    basemap: { kind: 'offline' },
  } as const;
  return createApp({
    config,
    database,
    geocoder: new CurrentGeocoder(database),
    log: createLog('info', kept),
  });
}

/** Nothing an attacker could use: statements, places in the program, addresses and names of what stands behind. */
const INSIDE =
  /SELECT|INSERT|FROM |\bat \S+ \(|node_modules|\.ts\b|\/work|\/tmp|hunter2|127\.0\.0\.1:\d|ECONN|postgres|knex/i;

/** Of a session that cannot be looked up. */
const SOMEBODY = `tracemap_session=${'s'.repeat(43)}`;

describe('without its database', () => {
  it.each([
    ['/api/flows'],
    ['/api/summary?manufacturer=Jane+Doe'],
    ['/tiles/recoveries/5/9/12.mvt'],
    ['/api/exports/recoveries.csv'],
    ['/api/geocode?q=12+Elm+St,+Baltimore+MD'],
    ['/api/imports'],
    ['/api/corridors/1'],
  ])('answers %s in words that give nothing away, and logs it without the question', async (address) => {
    for (const database of [gone, strange]) {
      lines = [];
      const { status, type, text } = await request(appOn(database)).get(address).set('Cookie', SOMEBODY);
      expect(status).toBe(500);
      expect(type).toBe('application/problem+json');
      expect(JSON.parse(text)).toEqual({
        type: 'about:blank',
        title: 'Internal error',
        status: 500,
        detail: 'Something went wrong on the server; nothing was changed. Try again.',
      });
      expect(lines).toHaveLength(1);
      expect(lines[0]).not.toMatch(/hunter2|Jane|Elm/);
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({
        method: 'GET',
        path: address.split('?')[0],
        msg: 'request failed',
      });
    }
  });

  it('is up, not ready', async () => {
    const app = appOn(gone);
    expect((await request(app).get('/healthz')).status).toBe(200);
    const { status, text } = await request(app).get('/readyz');
    expect(status).toBe(503);
    expect(text).not.toMatch(INSIDE);
  });
});

describe('what cannot be read', () => {
  const JSON_TYPE = 'application/json';

  it.each<[string, (app: http.RequestListener) => request.Test, number]>([
    [
      'malformed JSON',
      (app) => request(app).post('/api/corridors').type(JSON_TYPE).send('{"name": "Jane'),
      400,
    ],
    [
      'JSON that is too large',
      (app) =>
        request(app)
          .post('/api/review/nearest')
          .type(JSON_TYPE)
          .send(`"${'x'.repeat(20_000)}"`),
      413,
    ],
    [
      'an unknown encoding of the body',
      (app) =>
        request(app).post('/api/corridors').type(JSON_TYPE).set('Content-Encoding', 'bogus').send('{}'),
      415,
    ],
    [
      'a body that is not what it says',
      (app) => request(app).post('/api/corridors').type(JSON_TYPE).set('Content-Encoding', 'gzip').send('{}'),
      400,
    ],
    [
      'a strange charset',
      (app) =>
        request(app)
          .post('/api/corridors')
          .set('Content-Type', 'application/json; charset=latin9')
          .send('{}'),
      415,
    ],
    ['bad percent-encoding in the path', (app) => request(app).get('/api/dealers/%E0%A4%A'), 400],
    ['half a character in the path', (app) => request(app).get('/api/dealers/%C3'), 400],
    ['NUL in the path', (app) => request(app).get('/api/dealers/%00'), 400],
    ['NUL in a tile', (app) => request(app).get('/tiles/flows/3/1/2.mvt?agency=%00'), 400],
    ['NUL in a parameter', (app) => request(app).get('/api/flows?agency=a%00b'), 400],
    ['NUL in the name of a parameter', (app) => request(app).get('/api/flows?%00=1'), 400],
    ['a file outside the page', (app) => request(app).get('/..%2f..%2fpackage.json'), 404],
    ['a file outside the page, backwards', (app) => request(app).get('/..%5c..%5cpackage.json'), 404],
    ['a hidden file of the page', (app) => request(app).get('/.built-from'), 404],
    ['a folder of the page', (app) => request(app).get('/assets/'), 404],
    ['a method nobody knows', (app) => request(app).options('/api/nowhere'), 404],
    ['TRACE', (app) => request(app).trace('/api/session'), 404],
  ])('%s is refused, and nothing is said of the inside', async (_what, ask, status) => {
    // Of somebody who is signed in: who is not is told so, and nothing of it is read.
    const response = await ask(signedInListener(() => database.current, appOn(database.current)));
    expect(response.status).toBe(status);
    expect(response.type).toBe('application/problem+json');
    expect(response.text).not.toMatch(INSIDE);
    expect(response.text).not.toContain('Jane');
    expect(response.headers['x-content-type-options']).toBe('nosniff');
    // The client's own mistakes are not the log's business.
    expect(lines).toEqual([]);
  });

  it('is no HTTP: the connection is closed with nothing but a 400', async () => {
    const server: Server = http.createServer(appOn(gone));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    for (const sent of [
      'nonsense\r\n\r\n',
      // Two lengths, or a length and chunks: which of them counts has been answered differently by proxies.
      'POST /api/corridors HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      'POST /api/corridors HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'GET /api/session HTTP/1.1\r\nHost: x\r\nX: a\nb\r\n\r\n',
      'GET /api/session HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n',
    ]) {
      const answer = await new Promise<string>((resolve) => {
        let text = '';
        const socket = net.connect(port, '127.0.0.1', () => socket.write(sent));
        socket.on('data', (chunk) => {
          text += String(chunk);
        });
        socket.on('close', () => resolve(text));
      });
      expect(answer, JSON.stringify(sent)).toMatch(
        /^HTTP\/1\.1 400 Bad Request\r\nConnection: close\r\n\r\n$/,
      );
    }
    server.closeAllConnections();
    server.close();
  });
});
