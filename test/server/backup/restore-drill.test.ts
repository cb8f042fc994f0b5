/** What a backup is for: a database that is gone is there again, on both engines. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Database } from '../../../server/database/connection.ts';
import { isMigrated, migrate } from '../../../server/database/migrate.ts';
import { openDatabase } from '../../../server/database/open-database.ts';
import { AREAS_VERSION } from '../../../server/reference/load-areas.ts';
import { useCommandLine } from '../../helpers/command-line.ts';
import type { OutsideDatabase } from '../../helpers/outside-databases.ts';
import { contentsOf, rulesOf, runOn, useEmptyDatabases } from '../../helpers/outside-databases.ts';
import { smallRegion } from '../../helpers/small-region.ts';
import { TEST_ENGINE } from '../../helpers/test-database.ts';
import { addAgencies, importInto, rowsOf } from '../imports/import-bench.ts';

const commandLine = useCommandLine();
const emptyDatabase = useEmptyDatabases();
const tracemap = (...args: string[]) => commandLine.current.run(...args);
const fileOf = (name: string) => path.join(commandLine.current.folder, name);

const place = z.object({ position: z.number(), hash: z.string() });
const backedUp = z.object({
  kind: z.string(),
  bytes: z.number(),
  tables: z.record(z.string(), z.number()),
  auditEnd: place.nullable(),
});
const restored = z.object({
  kind: z.string(),
  migrations: z.array(z.string()),
  tables: z.record(z.string(), z.number()),
  audit: z.object({ events: z.number(), last: place.nullable(), broken: z.unknown() }),
});

async function backUp(name: string) {
  const { code, stdout, stderr } = await tracemap('backup', '--out', fileOf(name), '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'Backing up all tables\n' });
  return backedUp.parse(JSON.parse(stdout));
}

async function restore(name: string, into: OutsideDatabase) {
  const { code, stdout, stderr } = await runOn(into, 'restore', fileOf(name), '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('checking the audit log') });
  return restored.parse(JSON.parse(stdout));
}

async function look<Found>(
  into: OutsideDatabase,
  at: (database: Database) => Promise<Found>,
): Promise<Found> {
  const database = await openDatabase(into);
  try {
    return await at(database);
  } finally {
    await database.close();
  }
}

beforeAll(async () => {
  const { database } = commandLine.current;
  await database.knex.raw(`INSERT INTO reference_load (kind, version) VALUES ('areas', ?)`, [AREAS_VERSION]);
  await addAgencies(database, 'BPD', 'NPD');
  for (const { agency, fileName, csv } of smallRegion()) {
    writeFileSync(fileOf(fileName), csv);
    await importInto(database, 'traces', agency.code, fileOf(fileName));
  }
});

/** What restoring itself adds to or ends. */
const SETTLED = ['audit_event', 'audit_chain', 'import_batch', 'knex_migrations_lock'];
const without = (contents: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(contents).filter(([name]) => !SETTLED.includes(name)));

describe('a backup', () => {
  it('is restored with every row, rule and event', async () => {
    const { database } = commandLine.current;
    const before = { contents: await contentsOf(database), rules: await rulesOf(database) };
    const made = await backUp('whole.backup');
    expect(made).toMatchObject({
      kind: TEST_ENGINE === 'postgis' ? 'postgresql' : 'embedded',
      tables: { agency: 2, recovery: 45, trace: 45, import_batch: 2 },
    });
    const end = made.auditEnd?.position ?? 0;
    expect(made.tables.audit_event).toBe(end);
    const into = await emptyDatabase();
    const { kind, migrations, tables, audit } = await restore('whole.backup', into);
    expect({ kind, migrations, tables }).toEqual({ kind: made.kind, migrations: [], tables: made.tables });
    expect(audit).toEqual(expect.objectContaining({ events: end, last: made.auditEnd, broken: null }));
    await look(into, async (copy) => {
      expect(without(await contentsOf(copy))).toEqual(without(before.contents));
      const moving = /^(?:audit_event_id_seq|knex)/;
      expect((await rulesOf(copy)).filter((rule) => !moving.test(rule))).toEqual(
        before.rules.filter((rule) => !moving.test(rule)),
      );
      const events = `SELECT action, detail FROM audit_event WHERE position > ${end} ORDER BY position`;
      expect(await rowsOf(copy, events)).toEqual([
        { action: 'backup.restored', detail: { kind, last: end, chainHolds: true } },
      ]);
      expect(await rowsOf(database, events)).toEqual([
        { action: 'backup.made', detail: { kind, bytes: made.bytes, last: end } },
      ]);
    });
    const last = `${end}:${made.auditEnd?.hash}`;
    expect(await runOn(into, 'audit', 'verify', '--expect', last)).toMatchObject({ code: 0 });
  });

  it('tells in words what is in it', async () => {
    const { code, stdout } = await tracemap('backup', '--out', fileOf('words.backup'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Backup of \d+ bytes written to .*words\.backup, and read back whole\.\n/);
    expect(stdout).toMatch(/\n {2}recovery 45\n/);
    expect(stdout).toMatch(/\nThe audit log in it:\nIt ends with \d+:[0-9a-f]{64}\n$/);
    const restoredInWords = await runOn(await emptyDatabase(), 'restore', fileOf('words.backup'));
    expect(restoredInWords.stdout).toMatch(/^.*words\.backup was restored\.\n\d+ tables with \d+ rows/);
    expect(restoredInWords.stdout).toMatch(
      /\nThe audit log holds: \d+ events are in order\.\nIt ends with \d+:/,
    );
  });

  it('is of one moment while files are imported', async () => {
    const { database } = commandLine.current;
    const [region] = smallRegion();
    let imported = 0;
    const isOver = new AbortController();
    const importing = (async () => {
      while (!isOver.signal.aborted) {
        const name = `while-${imported}.csv`;
        writeFileSync(fileOf(name), region?.csv.replaceAll(/(T-|SN)B/g, `$1W${imported}-`) ?? '');
        await importInto(database, 'traces', 'BPD', fileOf(name));
        imported += 1;
      }
    })();
    await expect.poll(() => imported, { timeout: 60_000 }).toBeGreaterThan(0);
    const before = imported;
    const made = await backUp('while.backup');
    isOver.abort();
    await importing;
    expect(imported).toBeGreaterThan(before);

    const into = await emptyDatabase();
    expect((await restore('while.backup', into)).tables).toEqual(made.tables);
    await look(into, async (copy) => {
      const batches = await rowsOf(
        copy,
        `SELECT status, (SELECT count(*)::int FROM recovery r WHERE r.import_batch_id = b.id) AS rows
         FROM import_batch b WHERE file_name LIKE 'while-%' ORDER BY id`,
      );
      expect(batches.length).toBeGreaterThanOrEqual(before);
      for (const batch of batches) {
        expect([
          { status: 'done', rows: 40 },
          { status: 'failed', rows: 0 },
        ]).toContainEqual(batch);
      }
      expect(batches.slice(0, before).every(({ status }) => status === 'done')).toBe(true);
    });
    expect((await runOn(into, 'audit', 'verify')).code).toBe(0);
    expect((await runOn(into, 'doctor')).code).toBe(0);
  });

  it('is taken of an older version as it is, and brought up to date where it is restored', async () => {
    const { database } = commandLine.current;
    const directory = path.resolve(import.meta.dirname, '../../../migrations');
    await database.knex.migrate.down({ directory, loadExtensions: ['.ts'] });
    try {
      await backUp('older.backup');
      expect(await isMigrated(database)).toBe(false);
      const { migrations } = await restore('older.backup', await emptyDatabase());
      expect(migrations).toHaveLength(1);
    } finally {
      await migrate(database);
    }
  });
});

describe('what is refused', () => {
  it('writes over no file, and leaves none behind', async () => {
    writeFileSync(fileOf('there.backup'), 'mine');
    expect(await tracemap('backup', '--out', fileOf('there.backup'))).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('there.backup already. Name another; nothing is overwritten.'),
    });
    expect(readFileSync(fileOf('there.backup'), 'utf8')).toBe('mine');
    writeFileSync(fileOf('left.backup.part'), '');
    expect(await tracemap('backup', '--out', fileOf('left.backup'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('left behind by a backup that was cut off'),
    });
    expect(await tracemap('backup', '--out', '/no/such/folder/a.backup')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('/no/such/folder/a.backup.part cannot be written'),
    });
    expect(await tracemap('backup')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('backup needs --out FILE'),
    });
  });

  it('backs up no database that is not there', async () => {
    const { code, stderr } = await runOn(await emptyDatabase(), 'backup', '--out', fileOf('none.backup'));
    expect(code).toBe(2);
    expect(stderr).toMatch(/There is no database in|has no tables of Tracemap/);
  });

  it('restores no file that is damaged, nor anything over a database that has tables', async () => {
    const into = await emptyDatabase();
    const whole = readFileSync(fileOf('whole.backup'));
    const spoilt: readonly (readonly [string, Buffer, RegExp])[] = [
      ['cut-off', whole.subarray(0, Math.floor(whole.length / 2)), /no whole backup|pg_restore failed/],
      ['empty', Buffer.alloc(0), /is no backup/],
      ['other', Buffer.from('PK, a spreadsheet'), /is no backup/],
    ];
    for (const [name, content, message] of spoilt) {
      writeFileSync(fileOf(name), content);
      const { code, stderr } = await runOn(into, 'restore', fileOf(name));
      expect(code, name).toBe(2);
      expect(stderr).toMatch(message);
    }
    await restore('whole.backup', into);
    const { code, stderr } = await runOn(into, 'restore', fileOf('whole.backup'));
    expect(code).toBe(2);
    expect(stderr).toMatch(/nothing was changed\.\n$/);
    expect(stderr).toMatch(TEST_ENGINE === 'postgis' ? /is not empty: it has \d+ tables/ : /already/);
  });

  it('says so where there is no file, or it is of the other engine', async () => {
    const into = await emptyDatabase();
    expect(await runOn(into, 'restore', fileOf('no.backup'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no.backup cannot be read'),
    });
    const other =
      TEST_ENGINE === 'postgis'
        ? { ...into, databaseUrl: null }
        : { ...into, databaseUrl: 'postgres://nobody@127.0.0.1:1/none' };
    expect(await runOn(other, 'restore', fileOf('whole.backup'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(TEST_ENGINE === 'postgis' ? 'Set DATABASE_URL' : 'tracemap move'),
    });
  });
});
