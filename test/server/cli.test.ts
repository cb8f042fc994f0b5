/** The command line as a process: what only a process has, its exit code, its streams and its end. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/database/connection.ts';
import { AREAS_VERSION } from '../../server/reference/load-areas.ts';
import { untilPrinted, useCommandLine } from '../helpers/command-line.ts';
import { TEST_ENGINE } from '../helpers/test-database.ts';
import { addAgencies, fixture, rowsOf } from './imports/import-bench.ts';

const commandLine = useCommandLine();
const start = (args: readonly string[]) => commandLine.current.start(args);
const tracemap = (...args: string[]) => commandLine.current.runProcess(...args);
const fileOf = (name: string) => path.join(commandLine.current.folder, name);

let database: Database;
beforeAll(async () => {
  database = commandLine.current.database;
  // An empty gazetteer, taken for loaded: what is placed where is not the question here, and loading takes seconds.
  await database.knex.transaction((trx) =>
    trx.raw(`INSERT INTO reference_load (kind, version) VALUES ('areas', ?)`, [AREAS_VERSION]),
  );
});

describe('tracemap', () => {
  it('ends with 0 where all went well, beside whoever has the database open', async () => {
    expect(await tracemap('agency', 'add', 'BPD', 'Baltimore Police', '--state', 'md')).toEqual({
      code: 0,
      stdout: 'Added agency BPD: Baltimore Police, MD.\n',
      stderr: '',
    });
    expect(await rowsOf(database, 'SELECT code FROM agency')).toEqual([{ code: 'BPD' }]);
  });

  it('ends with 1 where rows were rejected; progress is on standard error, what became of it on standard output', async () => {
    const run = await tracemap('import', 'traces', fixture('traces-split-addresses.csv'), '--agency', 'BPD');
    expect(run).toMatchObject({ code: 1 });
    expect(run.stdout).toMatch(/^9 rows read: 6 accepted, 1 duplicates, 2 rejected\. Batch \d+\.\n/);
    expect(run.stderr).toMatch(/^Reading: 9 rows, 100 %\n/);
  });

  it('ends with 2 where nothing could be done, and says why in one line', async () => {
    expect(await tracemap('agency', 'add', 'BPD', 'Baltimore Police', '--state', 'MD')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'There is an agency "BPD" already.\n',
    });
    expect(await tracemap('fly')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'There is no command "fly". Run tracemap --help.\n',
    });
  });

  it('tells what it can', async () => {
    const run = await tracemap('--help');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^Usage: tracemap COMMAND\n {2}import FORMAT FILE --agency CODE/);
  });
});

/** On real PostgreSQL only: there a lock of ours can hold the import at one exact place. */
describe.runIf(TEST_ENGINE === 'postgis')('an import killed in the middle of its transaction', () => {
  const records =
    'SELECT id FROM recovery UNION ALL SELECT id FROM dealer UNION ALL SELECT id FROM import_note';

  it('leaves nothing, and can be repeated', async () => {
    await addAgencies(database, 'KCSO');
    const before = (await rowsOf(database, records)).length;
    const file = fixture('traces-single-line-addresses.csv');
    await database.knex.transaction(async (trx) => {
      await trx.raw('LOCK TABLE flow_rollup IN SHARE MODE');
      const child = start(['import', 'traces', file, '--agency', 'KCSO']);
      // All records are written when it begins to count; the lock lets it read, as every command does, and keeps it there.
      await untilPrinted(child, (printed) => printed.includes('Counting'));
      child.kill('SIGKILL');
      await once(child, 'close');
    });
    expect((await rowsOf(database, records)).length).toBe(before);

    const again = await tracemap('import', 'traces', file, '--agency', 'KCSO');
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toMatch(/^4 rows read: 4 accepted, 0 duplicates, 0 rejected/);
    expect(
      await rowsOf(
        database,
        `SELECT status, error FROM import_batch
         WHERE agency_id = (SELECT id FROM agency WHERE code = 'KCSO') ORDER BY id`,
      ),
    ).toEqual([
      {
        status: 'failed',
        error: 'Tracemap was stopped while this import ran. Nothing of the file was kept; import it again.',
      },
      { status: 'done', error: null },
    ]);
    expect(await rowsOf(database, `SELECT relname FROM pg_class WHERE relname LIKE 'staged%'`)).toEqual([]);
  });
});

describe.runIf(TEST_ENGINE === 'postgis')('a load killed when it was to be put in place', () => {
  it('leaves the older file whole, and is swept by the next', async () => {
    const file = fileOf('streets.csv');
    const write = (name: string) =>
      writeFileSync(
        file,
        `fullname,l_from,l_to,wkt\n${name},1,9,"LINESTRING(-76.61 39.29, -76.61 39.291)"\n`,
      );
    const load = ['reference', 'load', file, '--kind', 'street-ranges', '--state', 'MD'];
    const streets = `SELECT n.name FROM street_range r JOIN street_name n ON n.id = r.name_id
      JOIN reference_source s ON s.id = r.source_id`;
    write('OAK ST');
    expect(await tracemap(...load)).toMatchObject({ code: 0 });
    write('ELM ST');
    await database.knex.transaction(async (trx) => {
      await trx.raw('LOCK TABLE street_node IN ACCESS EXCLUSIVE MODE');
      const child = start(load);
      await untilPrinted(child, (printed) => printed.includes('Putting in place'));
      child.kill('SIGKILL');
      await once(child, 'close');
    });
    expect(await rowsOf(database, streets)).toEqual([{ name: 'OAK' }]);
    expect((await rowsOf(database, 'SELECT source_id FROM reference_staging')).length).toBe(1);
    expect(await tracemap(...load)).toMatchObject({ code: 0 });
    expect(await rowsOf(database, streets)).toEqual([{ name: 'ELM' }]);
    expect(
      await rowsOf(
        database,
        `SELECT relname::text FROM pg_class WHERE relname LIKE 'staged_reference%'
         UNION ALL SELECT runner FROM reference_staging`,
      ),
    ).toEqual([]);
  });
});
