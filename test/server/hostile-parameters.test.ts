/** Text made to leave its place in a statement, in every parameter of every route. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readAccessSettings } from '../../server/access/access-settings.ts';
import type { Routes } from '../../server/app.ts';
import { createRoutes } from '../../server/app.ts';
import { selectRows } from '../../server/database/connection.ts';
import { CurrentGeocoder } from '../../server/geocoding/current-geocoder.ts';
import { readProviderSettings } from '../../server/geocoding/providers/provider-settings.ts';
import { createLog } from '../../server/log.ts';
import type { KnownRoute } from '../helpers/all-routes.ts';
import { allRoutes } from '../helpers/all-routes.ts';
import { insertRecords } from '../helpers/records.ts';
import { cookieOfPartner, signedInListener } from '../helpers/sign-in.ts';
import { TEST_ENGINE, useTestDatabase } from '../helpers/test-database.ts';

const database = useTestDatabase();
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'tracemap-hostile-'));
let routes: Routes;
let server: Server;
let url = '';

beforeAll(async () => {
  await insertRecords(database.current, {
    agencies: ['BPD'],
    dealers: [{ name: 'Arms', listed: true, state: 'VA', at: [-77.4, 37.5] }],
    recoveries: [{ agency: 'BPD', on: '2024-01-10', at: [-76.61, 39.29], ttc: 50, to: { state: 'MD' } }],
  });
  await cookieOfPartner(database.current);
  // As every import leaves them.
  await database.current.knex.transaction((trx) => trx.raw(`UPDATE recovery SET street_lookup = 'none'`));
  const config = {
    port: 0,
    host: '127.0.0.1',
    databaseUrl: null,
    dataDir,
    demo: false,
    logLevel: 'silent',
    access: readAccessSettings({}),
    providers: readProviderSettings({}),
    mail: null,
    basemap: { kind: 'offline' },
  } as const;
  routes = createRoutes({
    config,
    database: database.current,
    geocoder: new CurrentGeocoder(database.current),
    log: createLog('silent'),
    // So many questions in so short a time would be refused, which is no answer to any of them.
    web: { trustedProxies: 0, rateLimits: false },
  });
  server = http.createServer(signedInListener(() => database.current, routes.listener));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const PAYLOADS = [
  "'",
  "' OR '1'='1",
  '1; DROP TABLE recovery; --',
  "'; DELETE FROM agency; --",
  '1) OR pg_sleep(600) IS NULL --',
  "'||(SELECT pg_sleep(600))||'",
  '" OR 1=1 /*',
  '\\',
  '$1',
  '?',
  ':name',
  '\0',
  'ʼ OR ʼ1ʼ=ʼ1',
  '＇ OR 1=1',
  '\uD800',
  '{"$ne": null}',
  '-1',
  '99999999999999999999',
  '1e309',
  'x'.repeat(5000),
];

const SOMEWHERE = {
  level: 'polygon',
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [-77, 39],
        [-76, 39],
        [-76, 40],
        [-77, 40],
        [-77, 39],
      ],
    ],
  },
};

/** The longest first: some are part of others. */
const LONGEST_FIRST = [...PAYLOADS].sort((a, b) => b.length - a.length);

/** What stands wherever something goes wrong inside. */
const INSIDE = /syntax error|SELECT |INSERT |at \w+ \(|node_modules|\.ts:\d|pg_|relation "|column "|\/work\//;

/** Asks, and looks at the answer: refused in words, or an answer, but never a failure. */
async function ask(method: string, address: string, body?: string): Promise<Response> {
  const response = await fetch(`${url}${address}`, {
    method,
    ...(body === undefined ? {} : { body, headers: { 'Content-Type': 'application/json' } }),
  });
  const where = `${method} ${address.slice(0, 200)} ${body ?? ''}`;
  expect(response.status, where).toBeLessThan(500);
  if (response.status >= 400) {
    const said = await wordsOf(response.clone());
    // What was sent may be repeated; nothing else of a statement is.
    expect(
      LONGEST_FIRST.reduce((text, payload) => text.replaceAll(payload, ''), said),
      where,
    ).not.toMatch(INSIDE);
  }
  return response;
}

/** What a refusal says: a problem in JSON, but for the page that stands in a frame of another site. */
async function wordsOf(response: Response): Promise<string> {
  if (
    new URL(response.url).pathname.startsWith('/embed/') &&
    response.headers.get('Content-Type')?.startsWith('text/html')
  ) {
    return response.text();
  }
  return z.object({ title: z.string(), detail: z.string() }).parse(await response.json()).detail;
}

const tableRow = z.object({ name: z.string() });
const countRow = z.object({ count: z.number() });

/** What grows by being asked: who signed in or tried to, and what was done. */
const GROWING = [
  'account_session',
  'audit_event',
  'passkey_challenge',
  'recovery_code',
  'sign_in_failure',
  'single_sign_on',
];

/** How many rows each other table has. */
async function countAll(): Promise<Record<string, number>> {
  const { knex } = database.current;
  const tables = await selectRows(
    knex,
    tableRow,
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables.filter((table) => !GROWING.includes(table.name))) {
    const [row] = await selectRows(knex, countRow, 'SELECT count(*)::int AS count FROM ??', [name]);
    counts[name] = row?.count ?? -1;
  }
  return counts;
}

/** A hundred at a time would wait for each other's connections. */
async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}

/** Totals of an answer, whatever it is of. */
const totals = z.object({
  numberMatched: z.number().optional(),
  total: z.number().optional(),
  totals: z.object({ count: z.number() }).optional(),
  funnel: z.object({ recovered: z.number() }).optional(),
});

/** Filters that take any text: a text nobody has finds nothing. */
const TEXT_FILTERS = ['agency', 'caliber', 'manufacturer', 'crime_code'];
/** Parameters that take any text, whose value gets as far as a statement or a decoder. */
const ANY_TEXT = [...TEXT_FILTERS, 'q', 'after', 'code', 'dealer', 'bbox'];

/** All where a text gets far; some where it is compared with a list or a pattern, and for further layers of a route. */
function payloadsFor(name: string, isFirstPath: boolean): readonly string[] {
  if (!isFirstPath) return PAYLOADS.slice(1, 2);
  const every = ANY_TEXT.includes(name) ? 2 : 7;
  return PAYLOADS.filter((_payload, index) => index % every === 0);
}

/** It is of all dealers or corridors, whoever traced what to them. */
const OF_ALL = [
  '/api/dealers',
  '/ogc/collections/dealers',
  '/api/corridors',
  '/api/areas',
  '/api/agencies',
  '/api/imports',
  '/api/review',
];

describe('the routes', () => {
  it('are all found', () => {
    const known = allRoutes(routes.express).map(({ method, pattern }) => `${method} ${pattern}`);
    expect(known.length).toBeGreaterThan(40);
    expect(known).toEqual(
      expect.arrayContaining([
        'GET /healthz',
        'GET /api/flows',
        'GET /tiles/:layer/:z/:x/:y.mvt',
        'PUT /api/corridors/:id',
        'DELETE /api/imports/:id',
        'POST /api/review/:id/decision',
      ]),
    );
  });
});

// On the engine that has what such texts ask for; the statements are the same on the other.
describe.runIf(TEST_ENGINE === 'postgis')('a text made to leave its place', () => {
  it('stays what it is in every query parameter of every route that reads', {
    timeout: 600_000,
  }, async () => {
    const before = await countAll();
    const reads = allRoutes(routes.express).filter(({ method }) => method === 'GET');
    const questions = reads.flatMap((route) =>
      route.paths.flatMap((one) => route.parameters.map((name) => ({ route, one, name }))),
    );
    await inTurns(questions, async ({ route, one, name }) => {
      // A parameter the route does not know is refused before its value is looked at: one is enough.
      const unknown = await ask('GET', `${one}?${new URLSearchParams({ [name]: 'x' })}`);
      const { detail } = z.object({ detail: z.string() }).safeParse(await jsonOf(unknown)).data ?? {
        detail: '',
      };
      if (unknown.status === 400 && /^There is no (filter|parameter)/.test(detail)) return;
      for (const payload of payloadsFor(name, one === route.paths[0])) {
        const response = await ask('GET', `${one}?${new URLSearchParams({ [name]: payload })}`);
        if (response.status !== 200 || !TEXT_FILTERS.includes(name) || payload.length > 100) continue;
        if (OF_ALL.some((start) => one.startsWith(start))) continue;
        const told = totals.safeParse(await jsonOf(response)).data ?? {};
        const found = [told.numberMatched, told.total, told.totals?.count, told.funnel?.recovered];
        expect(
          found.filter((count) => count !== undefined && count !== 0),
          `${one} ${name}=${payload}`,
        ).toEqual([]);
      }
    });
    expect(await countAll()).toEqual(before);
  });

  it('stays what it is as the name of a parameter, and in paths', { timeout: 300_000 }, async () => {
    const before = await countAll();
    await inTurns(allRoutes(routes.express), async (route) => {
      for (const payload of PAYLOADS) {
        const [first = route.pattern] = route.paths;
        // Nothing that exists is changed: writes get paths that name nothing.
        if (route.method === 'GET') await ask('GET', `${first}?${new URLSearchParams({ [payload]: '1' })}`);
        for (const address of hostilePaths(route, payload)) await ask(route.method, address);
      }
    });
    expect(await countAll()).toEqual(before);
  });

  it('stays what it is in the body of every route that writes', { timeout: 300_000 }, async () => {
    const before = await countAll();
    const writes = allRoutes(routes.express).filter(({ method }) => method === 'POST' || method === 'PUT');
    await inTurns(writes, async ({ method, pattern }) => {
      const address = pattern.replaceAll(/:\w+/g, '999999');
      for (const payload of PAYLOADS) {
        const fields = [
          'name',
          'note',
          'kind',
          'candidate',
          'mapping',
          'accept',
          'email',
          'password',
          'code',
          'lon',
          'lat',
        ];
        for (const body of [
          payload,
          [payload],
          Object.fromEntries(fields.map((field) => [field, payload])),
        ]) {
          await ask(method, address, JSON.stringify(body));
        }
      }
      for (const broken of [
        '{',
        '{"a":',
        '[1,]',
        '\0',
        '{"__proto__":{"admin":true}}',
        '[['.repeat(20_000),
      ]) {
        await ask(method, address, broken);
      }
    });
    expect(await countAll()).toEqual(before);
  });

  it('is kept as it is where text is kept, but for NUL and half a character, which are refused', async () => {
    for (const payload of PAYLOADS.filter((text) => text.length < 100 && text.trim() !== '')) {
      const draft = {
        name: `Name ${payload}`,
        note: payload,
        origins: [SOMEWHERE],
        destinations: [SOMEWHERE],
      };
      const response = await ask('POST', '/api/corridors', JSON.stringify(draft));
      if (payload === '\0' || payload === '\uD800') {
        expect(response.status).toBe(400);
        continue;
      }
      expect(response.status, payload).toBe(201);
      const told = z
        .object({ id: z.number(), name: z.string(), note: z.string() })
        .parse(await response.json());
      expect(told.note).toBe(payload);
      await ask('DELETE', `/api/corridors/${told.id}`);
    }
  });
});

async function jsonOf(response: Response): Promise<unknown> {
  return response.headers.get('content-type')?.includes('json') ? response.json() : null;
}

/** The payload in place of each name of the path in turn, encoded and as it is sent by tools that do not. */
function hostilePaths({ pattern, pathNames }: KnownRoute, payload: string): string[] {
  return pathNames.flatMap((name) => {
    const others = pattern.replaceAll(/:(\w+)/g, (whole, one) => (one === name ? whole : '1'));
    return [
      encodeURIComponent(Buffer.from(payload).toString()),
      '%zz',
      '%c0%ae',
      '..%2f..%2fetc%2fpasswd',
    ].map((value) => others.replace(`:${name}`, () => value));
  });
}
