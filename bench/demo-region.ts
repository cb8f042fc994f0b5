import { readConfig } from '../server/config.ts';
import type { Database } from '../server/database/connection.ts';
import { noteChange } from '../server/database/data-version.ts';
import { openDatabase } from '../server/database/open-database.ts';
import { createDatabase, databaseUrl } from './bench-database.ts';
import { runCommand } from './tracemap-process.ts';

const DATABASE = 'tracemap_bench_demo';

/**
 * Makes a database with the demo region anew: on the server that BENCH_DATABASE_URL names, else an embedded one in the folder.
 * Gives the environment in which Tracemap finds it.
 */
export async function loadDemoRegion(folder: string): Promise<Readonly<Record<string, string>>> {
  const onServer = process.env.BENCH_DATABASE_URL !== undefined;
  if (onServer) await createDatabase(DATABASE);
  const environment = { TRACEMAP_DATA_DIR: folder, DATABASE_URL: onServer ? databaseUrl(DATABASE) : '' };
  const { code, output } = await runCommand(['demo', 'load'], environment);
  if (code !== 0) throw new Error(`demo load ended with code ${code}: ${output}`);
  return environment;
}

/** Opens the database of this environment, also where a server has it open. */
export async function withDatabaseOf<Result>(
  environment: Readonly<Record<string, string>>,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(readConfig({ ...process.env, ...environment }), { shareRunning: true });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Ends what agencies agreed on, so that whoever asks next can agree on everything with each of them. */
export const endAgreements = ({ knex }: Database): Promise<void> =>
  knex.transaction(async (trx) => {
    await trx.raw('DELETE FROM agreement');
    await noteChange(trx, 'everyone');
  });
