import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from './connection.ts';

const MIGRATIONS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../migrations');

/** Brings the schema up to date; gives the names of the migrations that ran. Each runs in its own transaction. */
export async function migrate(database: Database): Promise<string[]> {
  const [, names]: [number, string[]] = await database.knex.migrate.latest({
    directory: MIGRATIONS,
    loadExtensions: ['.ts'],
  });
  return names;
}

/** True when every migration has run. */
export async function isMigrated(database: Database): Promise<boolean> {
  const [, pending]: [unknown[], unknown[]] = await database.knex.migrate.list({
    directory: MIGRATIONS,
    loadExtensions: ['.ts'],
  });
  return pending.length === 0;
}
