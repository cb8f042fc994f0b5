import { Writable } from 'node:stream';
import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Role } from '../../../domain/access.ts';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import { createAuditRoutes } from '../../../server/audit/audit-routes.ts';
import { selectRows } from '../../../server/database/connection.ts';
import { exportQuestion } from '../../../server/exports/export-question.ts';
import { createExportsRoutes } from '../../../server/exports/exports-routes.ts';
import type { Exporter } from '../../../server/exports/record-export.ts';
import { exportRecorded } from '../../../server/exports/record-export.ts';
import { insertReleasedYear } from '../../helpers/release-year.ts';
import { routeApp } from '../../helpers/route-app.ts';
import type { SharingWorld } from '../../helpers/sharing-world.ts';
import { AGENCIES, makeSharingWorld, OWN } from '../../helpers/sharing-world.ts';
import { TEST_ENGINE, useTestDatabase } from '../../helpers/test-database.ts';
import { clearAudit } from '../audit/audit-fixtures.ts';

const database = useTestDatabase();
let world: SharingWorld;

beforeAll(async () => {
  world = await makeSharingWorld(database.current);
}, 120_000);
beforeEach(() => clearAudit(database.current));

const row = z.object({
  agency: z.string().nullable(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
const events = (action: string) =>
  selectRows(
    database.current.knex,
    row,
    `SELECT a.code AS agency, e.actor, e.action, e.subject, e.detail
     FROM audit_event e LEFT JOIN agency a ON a.id = e.agency_id WHERE e.action LIKE ? ORDER BY e.position`,
    [action],
  );
/** Who was told, and how many rows. */
const told = async () =>
  Object.fromEntries((await events('export.received')).map(({ agency, detail }) => [agency, detail.rows]));

async function take(path: string, role: Role = 'analyst'): Promise<void> {
  await request(routeApp(createExportsRoutes(database.current)))
    .get(`/api/exports/${path}`)
    .set({ ...world.headersOf(role) })
    .expect(200);
}

const everybody = (rows: number | null, ...codes: readonly string[]) =>
  Object.fromEntries(codes.map((code) => [code, rows]));

describe('agencies whose data somebody takes along', () => {
  it('are each told by whom, in which file and to which agency, and of their own alone', async () => {
    await take('recoveries.csv?firearm_type=pistol,rifle');
    const about = { actor: 'analyst@own.example', action: 'export.received', subject: 'recoveries.csv' };
    const detail = { receiving: OWN, rows: 2 };
    expect(await events('export.received')).toEqual(
      ['RECORDS', 'DEIDENT', 'UNTRACED'].map((agency) => ({ ...about, agency, detail })),
    );
    const [finished] = await events('export.finished');
    expect(finished).toMatchObject({ agency: OWN, detail: { rows: 8, complete: true } });
    expect(JSON.stringify(finished)).not.toMatch(/RECORDS|DEIDENT|UNTRACED/);
  });

  it.each<[string, Role, Readonly<Record<string, number | null>>]>([
    ['recoveries.geojson', 'steward', everybody(3, 'RECORDS', 'DEIDENT', 'UNTRACED')],
    ['recoveries.csv?agency=DEIDENT,OWN', 'analyst', everybody(3, 'DEIDENT')],
    ['incidents.csv', 'analyst', everybody(1, 'RECORDS', 'DEIDENT', 'MIXED')],
    ['links.geojson', 'analyst', everybody(1, 'RECORDS', 'DEIDENT', 'MIXED')],
    ['debriefs.csv', 'analyst', everybody(1, 'RECORDS', 'DEIDENT', 'MIXED')],
    ['thefts.csv', 'steward', everybody(1, 'RECORDS', 'DEIDENT', 'SELLING')],
    ['dealer-sales.csv', 'analyst', everybody(1, 'RECORDS', 'DEIDENT', 'SELLING')],
    ['multiple-sales.csv?agency=OWN,SELLING', 'analyst', everybody(1, 'SELLING')],
    ['inspections.geojson', 'analyst', everybody(1, 'RECORDS', 'DEIDENT', 'SELLING')],
    // Dealers that only its sales name are among them too.
    ['dealers.csv', 'analyst', everybody(null, 'RECORDS', 'DEIDENT', 'SELLING')],
    ['flows.csv?level=state', 'analyst', everybody(null, 'RECORDS', 'DEIDENT', 'COUNTED')],
    ['flows.csv?level=state&agency=COUNTED', 'analyst', everybody(null, 'COUNTED')],
    ['area-balance.csv', 'analyst', everybody(null, 'RECORDS', 'DEIDENT', 'COUNTED')],
    ['hotspots.csv', 'analyst', everybody(null, 'RECORDS', 'DEIDENT', 'UNTRACED', 'COUNTED', 'COUNTRAW')],
    ['hotspots.csv?of=shootings', 'analyst', everybody(null, 'RECORDS', 'DEIDENT', 'MIXED')],
  ])('are those that are in %s of the %s', async (path, role, expected) => {
    await take(path, role);
    expect(await told()).toEqual(expected);
  });

  it('are none where counts are released: these are of one’s own agency', async () => {
    const cells = await insertReleasedYear(database.current, world.agencies.OWN ?? 0, 20);
    await take('released.csv', 'briefing');
    expect(await told()).toEqual({});
    const [finished] = await events('export.finished');
    expect(finished).toMatchObject({ agency: OWN, detail: { rows: cells, complete: true } });
  });

  it('are not those of which nothing is in it', async () => {
    await take('recoveries.csv?agency=OWN');
    await take('flows.csv?level=state&recovered_from=2031-01-01');
    await take('recoveries.csv?agency=COUNTED,OUTSIDER');
    await request(routeApp(createExportsRoutes(database.current)))
      .get('/api/exports/recoveries.csv?corridor=99')
      .set({ ...world.headersOf('analyst') })
      .expect(400);
    expect((await events('export.finished')).map(({ detail }) => detail.complete)).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(await told()).toEqual({});
  });

  it('read of it in the log, and nobody else’s events with it', async () => {
    await take('recoveries.csv');
    const read = async (agency: string) => {
      const agencyId = world.agencies[agency] ?? 0;
      const reader = { role: 'steward', agencyId, actor: `steward@${agency}` } as const;
      const app = routeApp(createAuditRoutes({ database: database.current, reader: async () => reader }));
      return JSON.stringify((await request(app).get('/api/audit').expect(200)).body.items);
    };
    expect(await read('DEIDENT')).toMatch(/export\.received.*"rows":3/);
    expect(await read('DEIDENT')).not.toMatch(/RECORDS|UNTRACED/);
    expect(await read('OUTSIDER')).toBe('[]');
  });
});

describe('an export past the routes', () => {
  const wanted = {
    ...exportQuestion(new URLSearchParams()),
    layer: 'recoveries',
    format: 'csv',
    taker: { role: 'operator of the installation', agencyId: null },
  } as const;
  const whole = () => scopeOfAllRecords(Object.values(world.agencies));
  const operator: Exporter = { actor: 'command line (k)', purpose: null };
  const sink = () => new Writable({ write: (_chunk, _encoding, done) => done() });

  it('of the operator is told to every agency, as going to none', async () => {
    await exportRecorded(database.current, whole(), wanted, operator, sink());
    const received = await events('export.received');
    expect(received.map(({ agency }) => agency)).toEqual(AGENCIES);
    expect(received[0]).toMatchObject({ actor: operator.actor, detail: { receiving: null, rows: 3 } });
  });

  it('that is broken off is told of with what was written so far', async () => {
    const leaving = new AbortController();
    // Takes the first page and is gone.
    const gone = new Writable({ highWaterMark: 1, write: () => leaving.abort() });
    const request = { ...wanted, signal: leaving.signal };
    await expect(exportRecorded(database.current, whole(), request, operator, gone)).rejects.toThrow();
    expect((await events('export.finished')).map(({ detail }) => detail)).toEqual([
      { filters: '', rows: 3 * AGENCIES.length, complete: false },
    ]);
    expect(await told()).toEqual(everybody(3, ...AGENCIES));
  });

  // The embedded engine drops the connection after an error, and with it what this test would ask.
  it.runIf(TEST_ENGINE === 'postgis')(
    'is not finished in the log where those it concerns cannot be told',
    async () => {
      await database.current.knex.raw(
        `ALTER TABLE audit_event ADD CONSTRAINT audit_test CHECK (action <> 'export.received')`,
      );
      try {
        await expect(exportRecorded(database.current, whole(), wanted, operator, sink())).rejects.toThrow();
      } finally {
        await database.current.knex.raw('ALTER TABLE audit_event DROP CONSTRAINT audit_test');
      }
      expect((await events('export.%')).map(({ action }) => action)).toEqual(['export.begun']);
    },
  );
});
