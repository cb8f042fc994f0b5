/** From the embedded engine to PostgreSQL: only where the tests have one. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connect } from '../../../server/database/connection.ts';
import { migrate } from '../../../server/database/migrate.ts';
import { openDatabase } from '../../../server/database/open-database.ts';
import { AREAS_VERSION } from '../../../server/reference/load-areas.ts';
import type { OutsideDatabase } from '../../helpers/outside-databases.ts';
import { contentsOf, runOn, useEmptyDatabases } from '../../helpers/outside-databases.ts';
import { smallRegion } from '../../helpers/small-region.ts';
import { TEST_ENGINE } from '../../helpers/test-database.ts';
import { addAgencies, importInto, rowsOf } from '../imports/import-bench.ts';

const emptyDatabase = useEmptyDatabases();
let folder = '';
let source: OutsideDatabase;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-move-'));
  source = { databaseUrl: null, dataDir: path.join(folder, 'data') };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const move = (to: string | null, ...more: string[]) =>
  runOn(source, 'move', ...(to === null ? [] : ['--to', to]), ...more);

const SEQUENCES = `SELECT sequencename, last_value::int AS last FROM pg_sequences
  WHERE last_value IS NOT NULL AND sequencename NOT LIKE 'knex%' AND sequencename <> 'audit_event_id_seq' ORDER BY sequencename COLLATE "C"`;
const TRIGGERS = `SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O'`;

/** Values that must not change on the way: a point, bytes, texts that look like something else, and what is unknown. */
const AWKWARD = `INSERT INTO area (level, code, name, state_code, point_3857, geom_3857, world_x, world_y, tile_code)
  SELECT 'county', code, name, 'MD', 'SRID=3857;POINT(-8530000.123456789 0.1)'::geometry,
    ST_Multi(ST_MakeEnvelope(0, 0, 1.0000000001, 1, 3857)), 0, 0, 0
  FROM (VALUES ('24001', 'NULL'), ('24003', ''), ('24005', E' a "b", {c} \\\\ \\n Ñ '), ('24009', 'null')) area (code, name)`;

describe.skipIf(TEST_ENGINE !== 'postgis')('tracemap move', () => {
  beforeAll(async () => {
    const database = await openDatabase(source);
    await migrate(database);
    await database.knex.raw(`INSERT INTO reference_load (kind, version) VALUES ('areas', ?)`, [
      AREAS_VERSION,
    ]);
    await addAgencies(database, 'BPD', 'NPD');
    await database.knex.raw(AWKWARD);
    for (const { agency, fileName, csv } of smallRegion()) {
      writeFileSync(path.join(folder, fileName), csv);
      await importInto(database, 'traces', agency.code, path.join(folder, fileName));
    }
    await database.close();
  });

  it('takes nothing along where one row does not fit, and leaves the database empty', async () => {
    const { databaseUrl } = await emptyDatabase();
    const target = connect({ url: databaseUrl ?? '' });
    try {
      await migrate(target);
      await target.knex.raw('ALTER TABLE trace ADD CHECK (id < 45)');
      expect(await move(databaseUrl)).toMatchObject({ code: 2, stdout: '' });
      expect(await rowsOf(target, 'SELECT (SELECT count(*)::int FROM agency) AS agencies')).toEqual([
        { agencies: 0 },
      ]);
      expect(await rowsOf(target, TRIGGERS)).toEqual([]);
      await target.knex.raw('ALTER TABLE trace DROP CONSTRAINT trace_id_check');
    } finally {
      await target.close();
    }
    expect(await move(databaseUrl)).toMatchObject({ code: 0 });
    expect(await move(databaseUrl)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is not empty'),
    });
  });

  it('takes every row along, and leaves the old database as it was', async () => {
    const { databaseUrl } = await emptyDatabase();
    const { code, stdout, stderr } = await move(databaseUrl, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('Copying recovery\n') });
    const { tables, audit } = z
      .object({
        tables: z.record(z.string(), z.number()),
        audit: z.object({ events: z.number(), broken: z.null() }),
      })
      .parse(JSON.parse(stdout));
    expect(tables).toMatchObject({ agency: 2, area: 4, recovery: 45, trace: 45, import_batch: 2 });

    const database = await openDatabase(source);
    const before = await contentsOf(database);
    const sequences = await rowsOf(database, SEQUENCES);
    await database.close();
    const target = connect({ url: databaseUrl ?? '' });
    try {
      const { audit_event: events = '', ...after } = await contentsOf(target);
      const { audit_event: eventsBefore = '', ...others } = before;
      const own = ['knex_migrations', 'knex_migrations_lock', 'audit_chain'];
      for (const name of Object.keys(others))
        if (!own.includes(name)) expect(after[name], name).toBe(others[name]);
      for (const event of eventsBefore.split('\n')) expect(events.split('\n')).toContain(event);
      expect(await rowsOf(target, SEQUENCES)).toEqual(sequences);
      expect(await rowsOf(target, TRIGGERS)).toEqual([]);
      expect(await rowsOf(target, 'SELECT action FROM audit_event ORDER BY position DESC LIMIT 1')).toEqual([
        { action: 'database.moved' },
      ]);
    } finally {
      await target.close();
    }
    const moved = { databaseUrl, dataDir: source.dataDir };
    expect(await runOn(moved, 'audit', 'verify')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`${audit.events + 1} events are in order`),
    });
    expect(await runOn(moved, 'doctor')).toMatchObject({ code: 0 });
    expect(await runOn(moved, 'agency', 'add', 'CCC', 'Third', '--state', 'MD')).toMatchObject({ code: 0 });
  });

  it('is refused while a server uses the old database, and where there is none', async () => {
    const { databaseUrl } = await emptyDatabase();
    const server = await openDatabase(source);
    try {
      expect(await move(databaseUrl)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('Another Tracemap'),
      });
    } finally {
      await server.close();
    }
    const nowhere = { databaseUrl: null, dataDir: path.join(folder, 'none') };
    expect(await runOn(nowhere, 'move', '--to', databaseUrl ?? '')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no database in'),
    });
    expect(existsSync(nowhere.dataDir)).toBe(false);
    expect(await move('sqlite://here')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('move needs --to DATABASE_URL'),
    });
    expect(await move(null)).toMatchObject({ code: 2 });
  });
});
