/** Backups of a user who owns the tables but is no administrator, as most installations have it: only on PostgreSQL. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import type { Database } from '../../../server/database/connection.ts';
import { connect, selectRows } from '../../../server/database/connection.ts';
import { migrate } from '../../../server/database/migrate.ts';
import { withScope } from '../../../server/database/with-scope.ts';
import { AREAS_VERSION } from '../../../server/reference/load-areas.ts';
import type { OutsideDatabase } from '../../helpers/outside-databases.ts';
import { contentsOf, rulesOf, runOn, useEmptyDatabases } from '../../helpers/outside-databases.ts';
import { runAdmin, TEST_ENGINE } from '../../helpers/test-database.ts';
import { addAgencies, fixture, importInto } from '../imports/import-bench.ts';

const admin = process.env.TEST_DATABASE_URL ?? '';
const owner = `plain_owner_${process.pid}`;
const password = randomBytes(12).toString('hex');
// Hooks run from the last to the first: when the databases it owns are gone, so can the owner.
afterAll(async () => {
  if (TEST_ENGINE === 'postgis') await runAdmin(admin, `DROP ROLE IF EXISTS ${owner}`);
});
const emptyDatabase = useEmptyDatabases();
let folder = '';
let backup = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-owner-'));
  backup = path.join(folder, 'owner.backup');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An empty database of the owner's, with PostGIS as an administrator installs it. */
async function ownDatabase(): Promise<OutsideDatabase & { readonly url: string }> {
  const made = await emptyDatabase();
  const url = new URL(made.databaseUrl ?? '');
  await runAdmin(url.href, 'CREATE EXTENSION postgis');
  await runAdmin(admin, `ALTER DATABASE ${url.pathname.slice(1)} OWNER TO ${owner}`);
  url.username = owner;
  url.password = password;
  return { ...made, databaseUrl: url.href, url: url.href };
}

async function look<Found>(url: string, at: (database: Database) => Promise<Found>): Promise<Found> {
  const database = connect({ url });
  try {
    return await at(database);
  } finally {
    await database.close();
  }
}

const agencyRow = z.object({ agency: z.number() });
/** The agencies of all recoveries that are seen by a scope of one agency. */
const seenBy = (database: Database, agency: number) =>
  withScope(database, scopeOfAllRecords([agency]), {}, ({ trx }) =>
    selectRows(trx, agencyRow, 'SELECT DISTINCT agency_id AS agency FROM recovery'),
  );

describe.skipIf(TEST_ENGINE !== 'postgis')('of an owner without rights of an administrator', () => {
  let source: Awaited<ReturnType<typeof ownDatabase>>;

  beforeAll(async () => {
    await runAdmin(admin, `CREATE ROLE ${owner} LOGIN PASSWORD '${password}' NOSUPERUSER`);
    const roles = ['reader', 'steward', 'identified', 'traced', 'untraced'].map((name) => `tracemap_${name}`);
    await runAdmin(admin, `GRANT ${roles.join(', ')} TO ${owner}`);
    source = await ownDatabase();
    await look(source.url, async (database) => {
      await migrate(database);
      await database.knex.raw(`INSERT INTO reference_load (kind, version) VALUES ('areas', ?)`, [
        AREAS_VERSION,
      ]);
      await addAgencies(database, 'ONE', 'TWO');
      for (const agency of ['ONE', 'TWO'])
        await importInto(database, 'traces', agency, fixture('traces-split-addresses.csv'));
    });
  });
  it('no backup is made before an administrator lets it read every row', async () => {
    const { code, stderr } = await runOn(source, 'backup', '--out', backup);
    expect(code).toBe(2);
    expect(stderr).toContain(`Have an administrator run, once: ALTER ROLE "${owner}" BYPASSRLS.`);
  });

  it('a backup has every row, and scopes hold where it is restored', async () => {
    await runAdmin(admin, `ALTER ROLE ${owner} BYPASSRLS`);
    expect(await runOn(source, 'backup', '--out', backup)).toMatchObject({ code: 0 });
    await runAdmin(admin, `ALTER ROLE ${owner} NOBYPASSRLS`);
    const into = await ownDatabase();
    expect(await runOn(into, 'restore', backup)).toMatchObject({ code: 0 });
    const { recovery, rules } = await look(source.url, async (database) => ({
      recovery: (await contentsOf(database)).recovery,
      rules: await rulesOf(database),
    }));
    await look(into.url, async (database) => {
      expect((await contentsOf(database)).recovery).toBe(recovery);
      const moving = /^(?:audit_event_id_seq|knex)/;
      expect((await rulesOf(database)).filter((rule) => !moving.test(rule))).toEqual(
        rules.filter((rule) => !moving.test(rule)),
      );
      expect(await seenBy(database, 1)).toEqual([{ agency: 1 }]);
      expect(await seenBy(database, 3)).toEqual([]);
    });
  });

  it('it is restored by no other user, whom policies would not fit', async () => {
    const into = await emptyDatabase();
    const { code, stderr } = await runOn(into, 'restore', backup);
    expect(code).toBe(2);
    expect(stderr).toContain(`belong to the database user "${owner}", but DATABASE_URL connects as`);
  });
});
