/**
 * Who sees what, on real PostgreSQL: every route and tile layer as every role, held against what follows from the fixture
 * alone; and nothing that anybody is told changes with what is not theirs to see.
 */
import type { Server } from 'node:http';
import http from 'node:http';
import os from 'node:os';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { DataKind, Role, Sharing } from '../../../domain/access.ts';
import { ALL_RECORDS, isAtLeast, lesserLevel, sharingOf } from '../../../domain/access.ts';
import {
  dealerComparisonSchema,
  dealerDetailSchema,
  dealersSchema,
} from '../../../domain/dealer-responses.ts';
import type { GunRecordKind } from '../../../domain/guns/gun-life.ts';
import { GUN_RECORD_KINDS, gunLifeSchema } from '../../../domain/guns/gun-life.ts';
import { flowsSchema, incidentsSchema, recoveriesSchema, summarySchema } from '../../../domain/responses.ts';
import type { GunDetail } from '../../../domain/scope.ts';
import { gunDetailOf } from '../../../domain/scope.ts';
import { readAccessSettings } from '../../../server/access/access-settings.ts';
import { createRoutes } from '../../../server/app.ts';
import { closeNotedEvents } from '../../../server/audit/note-audit-event.ts';
import type { Database } from '../../../server/database/connection.ts';
import { connect } from '../../../server/database/connection.ts';
import { noteChange } from '../../../server/database/data-version.ts';
import { CurrentGeocoder } from '../../../server/geocoding/current-geocoder.ts';
import { readProviderSettings } from '../../../server/geocoding/providers/provider-settings.ts';
import { keepGunDetails } from '../../../server/rollups/keep-gun-details.ts';
import { rebuildRollups } from '../../../server/rollups/refresh-rollups.ts';
import type { KnownRoute } from '../../helpers/all-routes.ts';
import { allRoutes } from '../../helpers/all-routes.ts';
import { decodeTile } from '../../helpers/decode-tile.ts';
import type { RecoveryRecord } from '../../helpers/records.ts';
import type { Asker, SharingWorld } from '../../helpers/sharing-world.ts';
import {
  AGENCIES,
  dealerOf,
  GIVING,
  GUNS,
  LISTED_DEALER,
  makeSharingWorld,
  OUTSIDE,
  OWN,
  recordedPlaceOf,
} from '../../helpers/sharing-world.ts';
import { TEST_ENGINE, useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let world: SharingWorld;

interface Running {
  readonly url: string;
  readonly routes: readonly KnownRoute[];
  close(): Promise<void>;
}

const listedAgencies = z.object({
  features: z.array(z.object({ properties: z.object({ agency: z.string() }) })).optional(),
  items: z.array(z.object({ agency: z.string() })).optional(),
  numberMatched: z.number().optional(),
  total: z.number().optional(),
});
const debriefs = z.object({ rows: z.array(z.object({ id: z.number(), agency: z.string() })) });
const databaseName = z.object({ rows: z.array(z.object({ name: z.string() })) });

/** The application as a process that has just started has it: nothing that an earlier one kept. */
async function start(): Promise<Running> {
  const { rows } = databaseName.parse(await database.current.knex.raw('SELECT current_database() AS name'));
  const url = new URL(process.env.TEST_DATABASE_URL ?? '');
  url.pathname = `/${rows[0]?.name}`;
  const own: Database = connect({ url: url.href });
  const { express, listener } = createRoutes({
    config: {
      port: 0,
      host: '127.0.0.1',
      databaseUrl: url.href,
      dataDir: os.tmpdir(),
      demo: false,
      logLevel: 'silent',
      access: readAccessSettings({ SESSION_SECRET: 'k7Qm2xVb9Lr4Tz8Wn1Jc6Hd3Yf5Gp0SaEuBiRoNy' }),
      providers: readProviderSettings({}),
      mail: null,
      basemap: { kind: 'offline' },
    },
    database: own,
    geocoder: new CurrentGeocoder(own),
    log: pino({ level: 'silent' }),
    web: { trustedProxies: 0, rateLimits: false },
  });
  const server: Server = http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no address.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    routes: allRoutes(express),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await closeNotedEvents(own);
      await own.close();
    },
  };
}

const ask = (running: Running, asker: Asker, path: string) =>
  fetch(`${running.url}${path}`, { headers: world.headersOf(asker) });

/** What a role at OWN sees of an agency's data. */
function sharingWith(agency: string, role: Role): Sharing {
  const given = agency === OWN ? ALL_RECORDS : GIVING[agency];
  const ceiling = role === 'briefing' ? 'aggregates' : 'records';
  return sharingOf((kind) => lesserLevel(given?.[kind] ?? 'nothing', ceiling));
}
const detailOf = (agency: string, role: Role): GunDetail | null =>
  gunDetailOf(sharingWith(agency, role), role === 'briefing' ? 'nowhere' : 'in_records');
const detailFor = (gun: RecoveryRecord, role: Role): GunDetail | null => detailOf(gun.agency, role);
const isRow = (detail: GunDetail | null) =>
  detail === 'records' || detail === 'deidentified' || detail === 'untraced';
const tellsTrace = (detail: GunDetail | null) =>
  detail === 'records' || detail === 'deidentified' || detail === 'counted';

const givingAtLeastDeidentified = (role: Role, kind: DataKind): string[] =>
  AGENCIES.filter((agency) => isAtLeast(sharingWith(agency, role)[kind], 'deidentified'));

/** Guns of which a role is told anything. */
const gunsFor = (role: Role) => GUNS.filter((gun) => detailFor(gun, role) !== null);

/** How many guns go each way, by codes of a level. */
function flowsFor(role: Role, level: 'state' | 'county' | 'zip'): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const gun of gunsFor(role)) {
    const detail = detailFor(gun, role);
    const isCounted = detail === 'counted';
    const from = level === 'zip' && isCounted ? undefined : gun.from?.[level];
    const to = gun.to?.[level];
    if (!tellsTrace(detail) || gun.from === undefined || from === undefined || to === undefined) continue;
    counts[`${from} ${to}`] = (counts[`${from} ${to}`] ?? 0) + 1;
  }
  return counts;
}

/** The dealers of guns told in one of these ways, by name, and how many guns of each are. */
function dealersFor(role: Role, details: readonly GunDetail[]): readonly (readonly [string, number])[] {
  const guns = GUNS.filter((gun) => details.some((detail) => detail === detailFor(gun, role)));
  const names = [LISTED_DEALER, ...AGENCIES.map(dealerOf)];
  return names
    .map((name) => [name, guns.filter(({ dealer }) => dealer === name).length] as const)
    .filter(([name, count]) => name === LISTED_DEALER || count > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

async function dealersTold(running: Running, role: Role): Promise<readonly (readonly [string, number])[]> {
  const answer = await ask(running, role, '/api/dealers?limit=1000&sort=name');
  const { items, total } = dealersSchema.parse(await answer.json());
  expect(total).toBe(items.length);
  return items.map(({ name, traces }) => [name, traces] as const);
}

/** What the administrator of the region switches. */
const nameDealersInCounts = (isOn: boolean): Promise<void> =>
  database.current.knex.transaction(async (trx) => {
    await trx.raw('UPDATE region_policy SET names_dealers = ?', [isOn]);
    await keepGunDetails(trx);
  });

const SIGNED_IN = ['steward', 'analyst', 'briefing', 'administrator', 'auditor'] as const;
const AT_RECORDS = ['steward', 'analyst'] as const;
const WHO_SEES = ['steward', 'analyst', 'briefing'] as const;

describe.runIf(TEST_ENGINE === 'postgis')('what each role is told', () => {
  let running: Running;
  beforeAll(async () => {
    world = await makeSharingWorld(database.current);
    running = await start();
  });
  afterAll(() => running.close());

  it.each(AT_RECORDS)('single recoveries, to the %s', async (role) => {
    const body = recoveriesSchema.parse(
      await (await ask(running, role, '/api/recoveries?sort=id&limit=1000')).json(),
    );
    const expected = GUNS.filter((gun) => isRow(detailFor(gun, role))).map((gun) => {
      const traced = tellsTrace(detailFor(gun, role));
      return [
        gun.agency,
        gun.on,
        gun.caliber ?? null,
        traced ? (gun.ttc ?? null) : null,
        traced ? (gun.dealer ?? null) : null,
        traced ? (gun.from?.state ?? null) : null,
        traced ? (gun.traceNumber ?? null) : null,
        traced ? (gun.multipleSale ?? false) : false,
        gun.at !== undefined,
      ];
    });
    expect(
      body.features.map(({ geometry, properties: is }) => [
        is.agency,
        is.recoveredOn,
        is.caliber,
        is.timeToCrimeDays,
        is.dealerName,
        is.sourceState,
        is.traceNumber,
        is.multipleSale,
        geometry !== null,
      ]),
    ).toEqual(expected);
    expect(body.numberMatched).toBe(expected.length);
    const files = new Set(body.features.map(({ properties: { source } }) => source.file));
    expect(files).toEqual(new Set(['OWN.csv', null]));
  });

  it.each(WHO_SEES)('the funnel, to the %s', async (role) => {
    const { funnel, drawable } = summarySchema.parse(await (await ask(running, role, '/api/summary')).json());
    const guns = gunsFor(role);
    const told = guns.filter((gun) => tellsTrace(detailFor(gun, role)));
    const sold = told.filter(({ dealer }) => dealer !== undefined).length;
    expect(funnel).toEqual({
      recovered: guns.length,
      submitted: told.length,
      tracedToDealer: sold,
      tracedToPurchaser: sold,
    });
    expect(drawable).toBe(guns.filter((gun) => gun.at !== undefined && isRow(detailFor(gun, role))).length);
  });

  it.each(
    WHO_SEES.flatMap((role) => (['state', 'county', 'zip'] as const).map((level) => [role, level] as const)),
  )('flows, to the %s by %s', async (role, level) => {
    const { features } = flowsSchema.parse(
      await (await ask(running, role, `/api/flows?level=${level}`)).json(),
    );
    expect(
      Object.fromEntries(
        features.map(({ properties: { origin, destination, count } }) => [`${origin} ${destination}`, count]),
      ),
    ).toEqual(flowsFor(role, level));
  });

  it.each(WHO_SEES)('flows under a filter of areas, to the %s', async (role) => {
    const { features } = flowsSchema.parse(
      await (await ask(running, role, '/api/flows?level=state&recovery_county=24005')).json(),
    );
    const expected = gunsFor(role).filter(
      (gun) => tellsTrace(detailFor(gun, role)) && gun.to?.county === '24005',
    ).length;
    expect(features.map(({ properties: { count } }) => count)).toEqual([expected]);
  });

  it.each(AT_RECORDS)('dealers with their traces, to the %s', async (role) => {
    expect(await dealersTold(running, role)).toEqual(dealersFor(role, ['records', 'deidentified']));
    const { traces, unnamed } = dealerComparisonSchema.parse(
      await (await ask(running, role, '/api/dealers/comparison')).json(),
    );
    const sold = (...details: readonly GunDetail[]) =>
      GUNS.filter(
        (gun) => gun.dealer !== undefined && details.some((detail) => detail === detailFor(gun, role)),
      );
    expect([traces, unnamed]).toEqual([sold('records', 'deidentified').length, sold('counted').length]);
  });

  it('no dealers, to mayor’s staff', async () => {
    expect((await ask(running, 'briefing', '/api/dealers')).status).toBe(403);
  });

  it.each(WHO_SEES)(
    'dealers also of guns that are counted, to the %s where the region says so',
    async (role) => {
      await nameDealersInCounts(true);
      try {
        expect(await dealersTold(running, role)).toEqual(
          dealersFor(role, ['records', 'deidentified', 'counted']),
        );
        const { items } = dealersSchema.parse(
          await (await ask(running, role, '/api/dealers?limit=1000')).json(),
        );
        for (const { id, name } of items) {
          const dealer = dealerDetailSchema.parse(
            await (await ask(running, role, `/api/dealers/${id}`)).json(),
          );
          const told = gunsFor(role).filter((gun) => gun.dealer === name && tellsTrace(detailFor(gun, role)));
          const counties = new Set(told.map(({ to }) => to?.county));
          expect(dealer.destinations.map(({ code }) => code)).toEqual([...counties]);
          // Lines of files are of records.
          const files = told.filter((gun) => isRow(detailFor(gun, role)));
          if (files.length === 0) expect(dealer.sources).toEqual([]);
        }
      } finally {
        await nameDealersInCounts(false);
      }
      expect((await ask(running, 'briefing', '/api/dealers')).status).toBe(403);
    },
  );

  it.each(AT_RECORDS)(
    'licences at the same premises, to the %s where their traces are shared',
    async (role) => {
      const named = AGENCIES.filter((agency) =>
        ['records', 'deidentified'].includes(detailOf(agency, role) ?? ''),
      );
      for (const agency of AGENCIES) {
        const answer = await ask(running, role, `/api/dealers/${world.dealers[dealerOf(agency)]}`);
        const body: unknown = await answer.json();
        expect([agency, answer.status]).toEqual([agency, named.includes(agency) ? 200 : 404]);
        if (!named.includes(agency)) continue;
        const { chain } = dealerDetailSchema.parse(body);
        const others = named.filter((other) => other !== agency).map(dealerOf);
        expect(chain.premises.items.map(({ name }) => name).sort()).toEqual([...others].sort());
        expect([chain.premises.total, chain.traces]).toEqual([others.length, named.length]);
      }
    },
  );

  it.each(AT_RECORDS)('incidents, to the %s', async (role) => {
    const { features } = incidentsSchema.parse(
      await (await ask(running, role, '/api/incidents?limit=1000')).json(),
    );
    const expected = AGENCIES.filter((agency) =>
      isAtLeast(sharingWith(agency, role).ballistics, 'deidentified'),
    );
    expect(features.map(({ properties: { agency } }) => agency).sort()).toEqual([...expected].sort());
  });

  it.each(
    AT_RECORDS.flatMap((role) =>
      (
        [
          ['links', 'ballistics'],
          ['debriefs', 'debriefs'],
          ['thefts', 'sales'],
          ['dealer-sales', 'sales'],
          ['multiple-sales', 'sales'],
          ['inspections', 'sales'],
        ] as const
      ).map(([list, kind]) => [list, role, kind] as const),
    ),
  )('%s, to the %s as %s are shared', async (list, role, kind) => {
    const body: unknown = await (await ask(running, role, `/api/${list}?limit=1000`)).json();
    const told = listedAgencies.parse(body);
    const agencies =
      told.features?.map(({ properties }) => properties.agency) ?? told.items?.map(({ agency }) => agency);
    const expected = AGENCIES.filter((agency) => isAtLeast(sharingWith(agency, role)[kind], 'deidentified'));
    expect([...(agencies ?? [])].sort()).toEqual([...expected].sort());
    expect(told.numberMatched ?? told.total).toBe(expected.length);
    // No name, home, serial number or statement, of one's own neither.
    expect(JSON.stringify(body)).not.toMatch(/BUYER|SERIAL|STATEMENT/);
  });

  it.each(AT_RECORDS)('statements, to the %s where debriefs are shared as they are', async (role) => {
    const { rows } = debriefs.parse(
      await database.current.knex.raw(
        'SELECT d.id, a.code AS agency FROM debrief d JOIN agency a ON a.id = d.agency_id ORDER BY d.id',
      ),
    );
    for (const { id, agency } of rows) {
      const answer = await ask(running, role, `/api/debriefs/${id}`);
      const may = sharingWith(agency, role).debriefs === 'records';
      expect([agency, answer.status, await answer.text()]).toEqual([
        agency,
        may ? 200 : 404,
        may
          ? JSON.stringify({ id, statement: `STATEMENT ${agency}` })
          : expect.not.stringContaining('STATEMENT'),
      ]);
    }
  });

  it.each(AT_RECORDS)('the gun that all have records of, to the %s as each kind is shared', async (role) => {
    const seen: Readonly<Record<GunRecordKind | 'link', readonly string[]>> = {
      recovery: AGENCIES.filter((agency) => isRow(detailOf(agency, role))),
      theft: givingAtLeastDeidentified(role, 'sales'),
      debrief: givingAtLeastDeidentified(role, 'debriefs'),
      multiple_sale: givingAtLeastDeidentified(role, 'sales'),
      link: givingAtLeastDeidentified(role, 'ballistics').filter((agency) => isRow(detailOf(agency, role))),
    };
    for (const kind of GUN_RECORD_KINDS) {
      for (const [agency, id] of Object.entries(world.commonGun[kind])) {
        const answer = await ask(running, role, `/api/guns/${kind}/${id}`);
        const body: unknown = await answer.json();
        if (!seen[kind].includes(agency)) {
          expect([kind, agency, answer.status]).toEqual([kind, agency, 404]);
          continue;
        }
        const { records, links } = gunLifeSchema.parse(body);
        expect(records.every(({ isSure }) => isSure)).toBe(true);
        const told = (of: GunRecordKind) =>
          records.flatMap((one) => {
            if (one.kind !== of) return [];
            return one.kind === 'multiple_sale' ? one.record.agency : one.record.properties.agency;
          });
        for (const of of GUN_RECORD_KINDS) {
          expect([kind, agency, of, told(of).sort()]).toEqual([kind, agency, of, [...seen[of]].sort()]);
        }
        expect(links.map(({ properties }) => properties.agency).sort()).toEqual([...seen.link].sort());
        expect(JSON.stringify(body)).not.toMatch(/BUYER|SERIAL|STATEMENT/);
      }
    }
  });

  it.each(
    AT_RECORDS.flatMap((role) =>
      (['theft', 'debrief'] as const).flatMap((origin) =>
        (['state', 'county', 'zip'] as const).map((level) => [role, origin, level] as const),
      ),
    ),
  )('flows of the gun that all have, to the %s from its %s by %s', async (role, origin, level) => {
    const { features, totals } = flowsSchema.parse(
      await (await ask(running, role, `/api/flows?origin=${origin}&level=${level}`)).json(),
    );
    const recovered = AGENCIES.filter((agency) => isRow(detailOf(agency, role)));
    // The last record that one may see says from where.
    const last = givingAtLeastDeidentified(role, origin === 'theft' ? 'sales' : 'debriefs').at(-1) ?? '';
    expect(
      features.map(({ properties: { origin: from, destination, count } }) => [from, destination, count]),
    ).toEqual([[recordedPlaceOf(last)[level], GUNS[2]?.to?.[level], recovered.length]]);
    expect(totals.count).toBe(recovered.length);
  });

  it.each(WHO_SEES)('recoveries as points, to the %s at every zoom', async (role) => {
    const drawn = GUNS.filter((gun) => gun.at !== undefined && isRow(detailFor(gun, role))).length;
    for (const zoom of [3, 6, 9, 12]) {
      let count = 0;
      for (const [x, y] of tilesOverBaltimore(zoom)) {
        const answer = await ask(running, role, `/tiles/recoveries/${zoom}/${x}/${y}.mvt`);
        if (answer.status === 204) continue;
        const features = decodeTile(Buffer.from(await answer.arrayBuffer()), 'recoveries');
        for (const { properties } of features) count += Number(properties.point_count);
      }
      expect([zoom, count]).toEqual([zoom, drawn]);
    }
  });

  it('nothing of records to those who may not see any', async () => {
    for (const path of [
      '/api/recoveries',
      '/api/recoveries/1',
      '/api/incidents',
      '/api/dealers',
      '/api/dealers/1',
      '/api/guns/recovery/3',
      '/api/guns/theft/1',
      '/api/flows?origin=theft',
      '/api/flows?origin=debrief',
      '/tiles/dealers/5/9/12.mvt',
      '/tiles/purchasers/5/9/12.mvt',
      '/api/exports/recoveries.csv',
      '/api/exports/dealers.geojson',
      '/api/imports',
      '/api/quality',
      '/api/quality/rows?kind=traces&check=records',
      '/api/quality/rows.csv?kind=traces&check=records',
      '/api/review',
      '/api/joins',
      '/api/joins/1',
      '/api/agreements',
      '/api/accounts',
      '/api/region-policy',
      '/api/audit',
    ]) {
      expect([path, (await ask(running, 'briefing', path)).status]).toEqual([path, 403]);
    }
    const { features } = flowsSchema.parse(
      await (await ask(running, 'administrator', '/api/flows?level=state')).json(),
    );
    expect(features).toEqual([]);
    expect((await ask(running, 'auditor', '/api/flows')).status).toBe(403);
  });

  it("a token that may only look, as it is told to mayor's staff, whoever made it", async () => {
    const whose = /^\/api\/(session|account)/;
    const [token, staff] = await Promise.all([
      snapshot(running, 'token', [1]),
      snapshot(running, 'briefing', [1]),
    ]);
    const told = [...token].filter(([path]) => !whose.test(path));
    expect(told.filter(([, answer]) => answer.startsWith('200')).length).toBeGreaterThan(50);
    expect(told.filter(([path, answer]) => staff.get(path) !== answer).map(([path]) => path)).toEqual([]);
  }, 300_000);

  it('nothing at all to somebody who is not signed in: no route is open but those of signing in', async () => {
    const open: string[] = [];
    for (const { method, pattern, paths } of running.routes) {
      const [path = ''] = paths;
      const answer = await fetch(`${running.url}${path}`, { method, redirect: 'manual' });
      await answer.arrayBuffer();
      if (answer.status !== 401) open.push(`${method} ${pattern} ${answer.status}`);
    }
    expect(open.sort()).toEqual(
      [
        'GET /healthz 200',
        'GET /readyz 200',
        'GET /api/session 200',
        // What the OGC API can do, and how its tiles are cut; nothing of what is in it.
        'GET /ogc 200',
        'GET /ogc/api 200',
        'GET /ogc/conformance 200',
        'GET /ogc/style.css 200',
        'GET /ogc/tileMatrixSets 200',
        'GET /ogc/tileMatrixSets/WebMercatorQuad 200',
        // Pages for everybody, of which there is none of that id.
        'GET /embed/:id 404',
        'GET /embed/:id.json 404',
        'GET /embed/:id/picture.png 404',
        'GET /oembed 400',
        // Not set up here, and not for a host without a name.
        'GET /api/session/oidc 404',
        'GET /api/session/oidc/callback 404',
        'POST /api/session/passkey 400',
        'POST /api/session/passkey/options 409',
        'DELETE /api/session 204',
        'POST /api/session 400',
        'POST /api/session/demo 400',
        'POST /api/invitations/accept 400',
        'POST /api/invitations/look 400',
      ].sort(),
    );
  });
});

/** Tiles of a zoom that cover where the guns were recovered. */
function tilesOverBaltimore(zoom: number): readonly (readonly [number, number])[] {
  const column = (lon: number) => Math.floor(((lon + 180) / 360) * 2 ** zoom);
  const row = (lat: number) => {
    const radians = (lat * Math.PI) / 180;
    return Math.floor(((1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2) * 2 ** zoom);
  };
  const tiles: (readonly [number, number])[] = [];
  for (let x = column(-76.75); x <= column(-76.5); x += 1) {
    for (let y = row(39.45); y <= row(39.2); y += 1) tiles.push([x, y]);
  }
  return tiles;
}

/** Questions that would show what is hidden, if anything did. */
const QUERIES = [
  '',
  '?agency=OUTSIDER',
  '?agency=COUNTED',
  '?caliber=CAL OUTSIDER',
  '?caliber=9MM',
  '?manufacturer=MAKE REVOKED',
  '?source_state=VA&ttc_max=1095',
  '?recovery_county=24510',
  '?recovery_zip=21201',
  '?purchaser_zip=21202',
  '?indicator=multipleSale',
  '?bbox=-76.8,39.2,-76.4,39.5',
  '?recovered_from=2024-01-01&recovered_to=2024-02-01',
  '?dealer=3,4,12,13',
  '?corridor=1',
  '?corridor=12',
  '?q=Dealer of OUTSIDER',
  '?q=dealer',
  '?level=county',
  '?level=zip',
  '?level=cell&zoom=12',
  '?of=shootings',
] as const;

/** The quality of one's own data is asked for by kind, check and file. */
const QUALITY_QUERIES = [
  '',
  '?kind=traces',
  '?batch=1',
  '?batch=12',
  '?kind=traces&check=records',
  '?kind=traces&check=duplicates',
  '?kind=traces&check=sold_after_dealer_closed',
  '?kind=multiple-sales&check=missing&field=buyer_birth_date',
] as const;

/** Where guns were stolen or obtained is asked of flows alone. */
const FLOW_QUERIES = [
  ...QUERIES,
  ...['theft', 'debrief'].flatMap((origin) =>
    ['state', 'county', 'zip'].map((level) => `?origin=${origin}&level=${level}`),
  ),
];

/** Files are what the routes beside them answer, written otherwise; those who see no records are told nothing to narrow. */
function queriesFor(asker: Asker, path: string): readonly string[] {
  if (asker === 'administrator' || asker === 'auditor' || path.includes('.json')) return [''];
  if (path.startsWith('/api/quality')) return QUALITY_QUERIES;
  if (path === '/api/flows') return FLOW_QUERIES;
  return path.startsWith('/api/exports/') ? QUERIES.slice(0, 5) : QUERIES;
}

/** Answers that stream until somebody leaves; whether one may follow them is asked of their neighbours. */
const ENDLESS = new Set(['/api/imports/:id/events']);
/** What has been done, by asking too: the log grows while it is read. What it tells whom has tests of its own. */
const GROWING = /^\/api\/audit/;

/** Files that say when and for whom they were made. They are of the same rows as those that do not, which are compared. */
const isDated = (path: string) => /^\/api\/exports\/.*\.(?:xlsx|gpkg|fgb)$/.test(path);

/** The body without what is another at each asking: the port of the server, when one was last seen. */
const lasting = (running: Running, path: string, body: Buffer): string => {
  // Documents that lead from one to the next by whole addresses.
  if (path.startsWith('/ogc') || (path.startsWith('/tiles/') && path.includes('.json'))) {
    return body.toString().replaceAll(new URL(running.url).host, 'HOST');
  }
  if (path.startsWith('/api/account')) return body.toString().replaceAll(/"lastSeenAt":"[^"]*"/g, '');
  return body.toString('base64');
};

/** All that a role can be told by asking: status, headers that depend on data, and bytes. */
async function snapshot(
  running: Running,
  asker: Asker,
  ids: readonly number[],
): Promise<Map<string, string>> {
  const told = new Map<string, string>();
  const asked = running.routes
    .filter(({ method, pattern }) => method === 'GET' && !ENDLESS.has(pattern) && !GROWING.test(pattern))
    .flatMap(({ paths, pathNames }) => {
      const isById = pathNames.at(-1) === 'id';
      const ofEach = pathNames.length === 1 ? ids : ids.filter((id) => id <= AGENCIES.length);
      const all = paths.filter((path) => !isDated(path));
      const each = isById ? all.flatMap((path) => ofEach.map((id) => path.replace('/1', `/${id}`))) : all;
      return each.flatMap((path) =>
        isById ? [path] : queriesFor(asker, path).map((query) => `${path}${query}`),
      );
    });
  const queue = [...new Set(asked)];
  const work = async () => {
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      const answer = await ask(running, asker, encodeURI(path));
      const body = lasting(running, path, Buffer.from(await answer.arrayBuffer()));
      told.set(
        path,
        `${answer.status} ${answer.headers.get('etag')} ${answer.headers.get('content-type')} ${body}`,
      );
    }
  };
  await Promise.all(Array.from({ length: 6 }, work));
  return told;
}

/** Which answers are others, and how they begin. */
function differing(before: Map<string, string>, after: Map<string, string>): string[] {
  const begins = (told: string | undefined) => {
    const [status, etag, type, body = ''] = told?.split(' ') ?? [];
    return [status, etag, type, Buffer.from(body, 'base64').toString().slice(0, 500)].join(' ');
  };
  return [...before]
    .filter(([path, told]) => after.get(path) !== told)
    .map(([path, told]) => `${path}\n  ${begins(told)}\n  ${begins(after.get(path))}`);
}

describe.runIf(TEST_ENGINE === 'postgis')('what nobody may see', () => {
  /** Ids of everything, one's own and others'. */
  const IDS = Array.from({ length: 40 }, (_, index) => index + 1);
  const outside = `agency_id IN (SELECT id FROM agency WHERE code IN (${OUTSIDE.map((code) => `'${code}'`).join(', ')}))`;
  const before = new Map<Role, Map<string, string>>();

  const snapshots = async () => {
    const running = await start();
    try {
      const all = new Map<Role, Map<string, string>>();
      for (const role of SIGNED_IN) all.set(role, await snapshot(running, role, IDS));
      return all;
    } finally {
      await running.close();
    }
  };
  const expectSame = (after: Map<Role, Map<string, string>>) => {
    for (const role of SIGNED_IN) {
      expect([role, differing(before.get(role) ?? new Map(), after.get(role) ?? new Map())]).toEqual([
        role,
        [],
      ]);
    }
  };

  beforeAll(async () => {
    for (const [role, told] of await snapshots()) before.set(role, told);
  }, 600_000);

  it('is asked for on every route, and some answers do tell something', () => {
    expect(before.get('steward')?.size ?? 0).toBeGreaterThan(500);
    const answered = [...(before.get('steward')?.values() ?? [])].filter((told) => told.startsWith('200'));
    expect(answered.length).toBeGreaterThan(200);
  });

  it('changes no answer when it changes: no byte, no header, no error', async () => {
    await database.current.knex.transaction(async (trx) => {
      await trx.raw(
        `UPDATE recovery SET recovered_on = '2025-05-05', caliber = 'OTHER', manufacturer = 'OTHER', time_to_crime_days = 1,
           source_state = 'PA', recovery_zip = '21202', crime_code = 'X' WHERE ${outside}`,
      );
      await trx.raw(
        `UPDATE trace SET trace_number = trace_number || '-B', purchased_on = '2020-01-01' WHERE ${outside}`,
      );
      await trx.raw(`UPDATE purchaser SET area_zip = '21204', full_name = 'OTHER' WHERE ${outside}`);
      await trx.raw(
        `UPDATE purchaser_pair SET probability = 0.1, found = 'joined', same_hash = true
         WHERE ${outside.replace('agency_id', 'a_agency_id')} OR ${outside.replace('agency_id', 'b_agency_id')}`,
      );
      await trx.raw(
        `UPDATE incident SET occurred_on = '2025-01-01', reported_type = 'OTHER' WHERE ${outside}`,
      );
      await trx.raw(`UPDATE link_event SET occurred_on = '2025-01-01', evidence = 'OTHER' WHERE ${outside}`);
      await trx.raw(`UPDATE debrief SET statement = 'OTHER', obtained_how = 'online' WHERE ${outside}`);
      await trx.raw(`UPDATE dealer_sales SET guns_sold = 1, period_to = '2026-01-01' WHERE ${outside}`);
      await trx.raw(
        `UPDATE multiple_sale SET guns = 9, full_name = 'OTHER', area_zip = '21202' WHERE ${outside}`,
      );
      await trx.raw(`UPDATE theft_report SET guns = 9, victim_kind = 'dealer' WHERE ${outside}`);
      await trx.raw(`UPDATE inspection SET result = 'revocation' WHERE ${outside}`);
      await trx.raw(`UPDATE corridor SET name = name || ' B', note = 'OTHER' WHERE ${outside}`);
      await trx.raw(
        `UPDATE intervention SET name = name || ' B', note = 'OTHER', started_on = '2024-01-01' WHERE ${outside}`,
      );
      await trx.raw(`UPDATE target SET name = name || ' B', change_percent = 50 WHERE ${outside}`);
      await trx.raw(
        `UPDATE trace_request SET status = 'submitted', submitted_on = '2024-06-01', recovered_on = '2025-05-05' WHERE ${outside}`,
      );
      await trx.raw(`UPDATE trace_request_batch SET ori = 'OTHER0000', made_by = 'other' WHERE ${outside}`);
      await trx.raw(`UPDATE import_batch SET file_name = 'other.csv', rows_read = 99 WHERE ${outside}`);
      await trx.raw(
        `UPDATE dealer SET business_name = 'Other ' || license_name, zip = '99999', area_zip = '19103'
         WHERE NOT listed AND id NOT IN (SELECT dealer_id FROM dealer_source WHERE NOT ${outside})`,
      );
      await trx.raw(`UPDATE agency SET name = name || ' B' WHERE code = 'OUTSIDER'`);
      await rebuildRollups(trx);
      await noteChange(
        trx,
        Object.entries(world.agencies)
          .filter(([code]) => OUTSIDE.some((out) => out === code))
          .map(([, id]) => id),
      );
    });
    expectSame(await withoutAgencyNames(await snapshots()));
  }, 600_000);

  it('changes no answer when it is gone', async () => {
    await database.current.knex.transaction(async (trx) => {
      for (const table of [
        'trace',
        'recovery',
        'purchaser',
        'possessor',
        'firearm',
        'incident',
        'trace_request',
        'trace_request_batch',
        'link_event',
        'debrief',
        'dealer_sales',
        'multiple_sale',
        'theft_report',
        'inspection',
        'dealer_source',
        'flow_rollup',
        'cell_rollup',
      ]) {
        await trx.raw(`DELETE FROM ${table} WHERE ${outside}`);
      }
      await trx.raw(
        'DELETE FROM dealer WHERE NOT listed AND id NOT IN (SELECT dealer_id FROM dealer_source)',
      );
      await trx.raw(
        `DELETE FROM import_note WHERE import_batch_id IN (SELECT id FROM import_batch WHERE ${outside})`,
      );
      await trx.raw(`DELETE FROM import_batch WHERE ${outside}`);
      await trx.raw(`DELETE FROM corridor WHERE ${outside}`);
      await trx.raw(`DELETE FROM intervention WHERE ${outside}`);
      await trx.raw(`DELETE FROM target WHERE ${outside}`);
      await rebuildRollups(trx);
      await noteChange(
        trx,
        Object.entries(world.agencies)
          .filter(([code]) => OUTSIDE.some((out) => out === code))
          .map(([, id]) => id),
      );
    });
    expectSame(await withoutAgencyNames(await snapshots()));
  }, 600_000);

  /** Who there is in the region is told to those who may agree with it, and to who keeps its accounts, whatever they share: that list alone may differ. */
  async function withoutAgencyNames(after: Map<Role, Map<string, string>>) {
    for (const role of SIGNED_IN) {
      for (const path of before.get(role)?.keys() ?? []) {
        const isList =
          path.startsWith('/api/agreements') || (role === 'administrator' && path === '/api/agencies');
        if (isList) after.get(role)?.set(path, before.get(role)?.get(path) ?? '');
      }
    }
    return after;
  }
});

describe.runIf(TEST_ENGINE === 'postgis')('what is shared only in part', () => {
  const IDS = Array.from({ length: 40 }, (_, index) => index + 1);
  const of = (code: string) => `agency_id = (SELECT id FROM agency WHERE code = '${code}')`;

  it('is not told by anything beyond that part', async () => {
    const all = async () => {
      const running = await start();
      try {
        return new Map([
          ['analyst', await snapshot(running, 'analyst', IDS)] as const,
          ['briefing', await snapshot(running, 'briefing', IDS)] as const,
        ]);
      } finally {
        await running.close();
      }
    };
    const before = await all();
    await database.current.knex.transaction(async (trx) => {
      // De-identified: names, birth dates, where exactly somebody lives, serial numbers.
      for (const code of Object.keys(GIVING).filter((agency) => agency !== 'RECORDS')) {
        await trx.raw(`UPDATE purchaser SET full_name = 'NEW', birth_date = '1970-01-01', street = 'NEW', h3_cell = h3_cell + 1,
          world_x = world_x + 9, tile_code = tile_code + 9, geom_3857 = ST_Translate(geom_3857, 5, 5) WHERE ${of(code)}`);
        await trx.raw(`UPDATE possessor SET full_name = 'NEW', birth_date = NULL WHERE ${of(code)}`);
        await trx.raw(`UPDATE firearm SET serial_number = 'NEW' WHERE ${of(code)}`);
        await trx.raw(`UPDATE debrief SET statement = 'NEW', serial_number = 'NEW' WHERE ${of(code)}`);
        await trx.raw(`UPDATE multiple_sale SET full_name = 'NEW', birth_date = '1970-01-01', serial_number = 'NEW',
          geom_3857 = ST_Translate(geom_3857, 5, 5), h3_cell = h3_cell + 1 WHERE ${of(code)}`);
        await trx.raw(`UPDATE theft_report SET serial_number = 'NEW', geom_3857 = ST_Translate(geom_3857, 5, 5),
          h3_cell = h3_cell + 1 WHERE ${of(code)}`);
      }
      // Without traces: all that they say.
      for (const code of ['UNTRACED', 'COUNTRAW']) {
        await trx.raw(`UPDATE recovery SET trace_outcome = 'not_submitted', dealer_id = NULL, purchaser_id = NULL, source_state = NULL,
          source_county = NULL, source_zip = NULL, time_to_crime_days = NULL, multiple_sale = false WHERE ${of(code)}`);
        await trx.raw(
          `UPDATE trace SET trace_number = trace_number || 'N', dealer_id = NULL, purchased_on = '2001-01-01' WHERE ${of(code)}`,
        );
      }
      // Counted: where in the ZIP, of what make, from which dealer in the county.
      for (const code of ['COUNTED', 'COUNTRAW']) {
        await trx.raw(`UPDATE recovery SET caliber = 'NEW', manufacturer = 'NEW', crime_code = 'N', h3_cell = h3_cell + 1,
          world_x = world_x + 9, tile_code = tile_code + 9, geom_3857 = ST_Translate(geom_3857, 5, 5) WHERE ${of(code)}`);
        await trx.raw(
          `UPDATE recovery SET source_zip = '23221' WHERE source_zip IS NOT NULL AND ${of(code)}`,
        );
        await trx.raw(`UPDATE incident SET occurred_on = '2025-01-01' WHERE ${of(code)}`);
        await trx.raw(`UPDATE link_event SET occurred_on = '2025-01-01' WHERE ${of(code)}`);
        await trx.raw(`UPDATE debrief SET obtained_how = 'online' WHERE ${of(code)}`);
        await trx.raw(`UPDATE inspection SET violations = 99 WHERE ${of(code)}`);
      }
      await rebuildRollups(trx);
    });
    const after = await all();
    for (const role of ['analyst', 'briefing'] as const) {
      expect([role, differing(before.get(role) ?? new Map(), after.get(role) ?? new Map())]).toEqual([
        role,
        [],
      ]);
    }
  }, 600_000);
});
