import path from 'node:path';
import { z } from 'zod';
import type { Database } from '../server/database/connection.ts';
import { connect } from '../server/database/connection.ts';
import { migrate } from '../server/database/migrate.ts';
import { ensureAreas } from '../server/reference/load-areas.ts';
import { rebuildRollups } from '../server/rollups/refresh-rollups.ts';
import { createDatabase, databaseExists, databaseUrl, withFolder } from './bench-database.ts';
import { writeNationalTraces } from './national-traces.ts';
import type { CommandResult } from './tracemap-process.ts';
import { runCommand } from './tracemap-process.ts';

const importResult = z.object({ rowsAccepted: z.number() });

const nameFor = (traces: number) => `tracemap_bench_${traces}`;

export interface NationalImport extends CommandResult {
  readonly rowsAccepted: number;
  readonly url: string;
}

/** Makes the database of that many traces anew, by `tracemap import` of one file for one agency. */
export async function importNationalTraces(traces: number): Promise<NationalImport> {
  const url = databaseUrl(nameFor(traces));
  await createDatabase(nameFor(traces));
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
    return { ...result, rowsAccepted: importResult.parse(JSON.parse(result.output)).rowsAccepted, url };
  });
}

/** The database of that many traces, one agency a county (about 370); made first if it is not there. */
export async function nationalDatabase(traces: number): Promise<string> {
  const url = databaseUrl(nameFor(traces));
  if (!(await databaseExists(nameFor(traces)))) await importNationalTraces(traces);
  await withDatabase(url, giveEachCountyAnAgency);
  return url;
}

async function withDatabase(url: string, work: (database: Database) => Promise<void>): Promise<void> {
  const database = connect({ url });
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

/** Rollups are by agency, so one agency would make them smaller than a region's are. */
async function giveEachCountyAnAgency(database: Database): Promise<void> {
  const changed = await database.knex.transaction(async (trx) => {
    await trx.raw(
      `INSERT INTO agency (code, name, state_code) SELECT code, name, state_code FROM area
       WHERE level = 'county' AND code IN (SELECT recovery_county FROM recovery) ON CONFLICT DO NOTHING`,
    );
    const { rowCount } = z
      .object({ rowCount: z.number() })
      .parse(
        await trx.raw(
          `UPDATE recovery r SET agency_id = a.id FROM agency a WHERE a.code = r.recovery_county AND a.id <> r.agency_id`,
        ),
      );
    if (rowCount > 0) {
      await rebuildRollups(trx);
      await trx.raw('UPDATE data_version SET version = version + 1');
    }
    return rowCount > 0;
  });
  if (changed) {
    await database.knex.raw('VACUUM FULL recovery');
    await database.knex.raw('VACUUM ANALYZE');
  }
}
