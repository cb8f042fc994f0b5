import path from 'node:path';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Database } from '../server/database/connection.ts';
import { connect, selectRows } from '../server/database/connection.ts';
import { noteChange } from '../server/database/data-version.ts';
import { migrate } from '../server/database/migrate.ts';
import { readDueLinkage } from '../server/linkage/due-linkage.ts';
import { writePairs } from '../server/linkage/write-pairs.ts';
import { ensureAreas } from '../server/reference/load-areas.ts';
import { rebuildRollups } from '../server/rollups/refresh-rollups.ts';
import { createDatabase, databaseExists, databaseUrl, withFolder } from './bench-database.ts';
import { listDealers } from './list-dealers.ts';
import { writeNationalTraces } from './national-traces.ts';
import type { CommandResult } from './tracemap-process.ts';
import { runCommand } from './tracemap-process.ts';

const importResult = z.object({ rowsAccepted: z.number() });

export const nationalDatabaseName = (traces: number) => `tracemap_bench_${traces}`;

export interface NationalImport extends CommandResult {
  readonly rowsAccepted: number;
  readonly url: string;
}

/** Makes the database of that many traces anew, by `tracemap import` of one file for one agency. */
export async function importNationalTraces(traces: number): Promise<NationalImport> {
  const url = databaseUrl(nationalDatabaseName(traces));
  await createDatabase(nationalDatabaseName(traces));
  return withFolder(async (folder) => {
    await withDatabase(url, async (database) => {
      await migrate(database);
      await ensureAreas(database);
    });
    const environment = { DATABASE_URL: url, TRACEMAP_DATA_DIR: folder };
    const added = await runCommand(['agency', 'add', 'NATION', 'All agencies', '--state', 'DC'], environment);
    if (added.code !== 0) throw new Error(`agency add ended with code ${added.code}.`);
    const file = path.join(folder, 'traces.csv');
    await writeNationalTraces(file, traces);
    const result = await runCommand(['import', 'traces', file, '--agency', 'NATION', '--json'], environment);
    if (result.code !== 0) throw new Error(`import ended with code ${result.code}: ${result.output}`);
    await withDatabase(url, (database) => noteImport(database, result));
    return { ...result, rowsAccepted: importResult.parse(JSON.parse(result.output)).rowsAccepted, url };
  });
}

/** What the import of a kept database took is kept in it, in a schema the product knows nothing of. */
async function noteImport({ knex }: Database, { seconds, peakMemoryMb }: NotedImport): Promise<void> {
  await knex.raw('CREATE SCHEMA bench');
  await knex.raw(
    'CREATE TABLE bench.national_import (seconds float8 NOT NULL, peak_memory_mb float8 NOT NULL)',
  );
  await knex.raw('INSERT INTO bench.national_import VALUES (?, ?)', [seconds, peakMemoryMb]);
}

export type NotedImport = Pick<NationalImport, 'seconds' | 'peakMemoryMb'>;

const notedImport = z.object({ seconds: z.number(), peakMemoryMb: z.number() });

/** What the import of this database took; null where it was made before that was noted. */
export async function readNotedImport({ knex }: Database): Promise<NotedImport | null> {
  const [table] = await selectRows(
    knex,
    z.object({ isThere: z.boolean() }),
    `SELECT to_regclass('bench.national_import') IS NOT NULL AS "isThere"`,
  );
  if (table?.isThere !== true) return null;
  const [row] = await selectRows(
    knex,
    notedImport,
    'SELECT seconds, peak_memory_mb AS "peakMemoryMb" FROM bench.national_import',
  );
  return row ?? null;
}

/** The database of that many traces, one agency a county (about 370), dealers listed; made first if it is not there. */
export async function nationalDatabase(traces: number): Promise<string> {
  const url = databaseUrl(nationalDatabaseName(traces));
  if (!(await databaseExists(nationalDatabaseName(traces)))) await importNationalTraces(traces);
  await withDatabase(url, prepare);
  return url;
}

/** Runs `work` on a database of its own connections. */
export async function withDatabase<Result>(
  url: string,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = connect({ url });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Makes of one agency's file what a national installation has; does nothing where that is done. */
async function prepare(database: Database): Promise<void> {
  await migrate(database);
  const changed = await database.knex.transaction(async (trx) => {
    const moved = (await giveEachCountyAnAgency(trx)) + (await listDealers(trx));
    if (moved === 0) return false;
    await noteChange(trx, 'everyone');
    await rebuildRollups(trx);
    return true;
  });
  await leavePurchasersApart(database);
  if (!changed) return;
  await database.knex.raw('VACUUM FULL recovery');
  await database.knex.raw('VACUUM ANALYZE');
}

/**
 * Purchasers all stay with the agency that brought the file in. To compare so many of one agency with each other, which the server begins
 * beside its other work, takes an hour that no agency has, in which nothing could be measured.
 */
async function leavePurchasersApart({ knex }: Database): Promise<void> {
  const due = await readDueLinkage(knex);
  await knex.transaction(async (trx) => {
    for (const each of due) await writePairs(trx, each, []);
  });
}

const updated = z.object({ rowCount: z.number() });

/** Rollups are by agency, so one agency would make them smaller than a region's are. Gives how many recoveries moved. */
async function giveEachCountyAnAgency(trx: Knex.Transaction): Promise<number> {
  await trx.raw(
    `INSERT INTO agency (code, name, state_code) SELECT code, name, state_code FROM area
     WHERE level = 'county' AND code IN (SELECT recovery_county FROM recovery) ON CONFLICT DO NOTHING`,
  );
  const { rowCount } = updated.parse(
    await trx.raw(
      `UPDATE recovery r SET agency_id = a.id FROM agency a WHERE a.code = r.recovery_county AND a.id <> r.agency_id`,
    ),
  );
  return rowCount;
}
