import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { SetupError } from '../errors.ts';
import { serverMajor } from './back-up-postgres.ts';
import { libpqEnvironment } from './libpq-environment.ts';
import type { PostgresPrograms } from './postgres-programs.ts';
import { findPostgresPrograms, runPostgresProgram } from './postgres-programs.ts';
import {
  closeSchemasOfViews,
  dropSchemasOfViews,
  ensureReadingRoles,
  openSchemasOfViews,
  SCHEMAS_OF_VIEWS,
} from './reading-roles.ts';
import { refuseFilled } from './refuse-filled.ts';

const targetRow = z.object({ user: z.string(), database: z.string() });

/**
 * Restores what pg_dump wrote into an empty database of PostgreSQL: all of it or nothing. A SetupError where the database has tables,
 * belongs to another user than the one of the backup, or the file is damaged.
 */
export async function restorePostgres(
  database: Database,
  databaseUrl: string,
  file: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  await database.knex.transaction(refuseFilled);
  const programs = await findPostgresPrograms(await serverMajor(database), env);
  const { restore, list } = await readList(programs, file, env);
  const [target] = await database.knex.transaction((trx) =>
    selectRows(trx, targetRow, 'SELECT current_user::text AS user, current_database()::text AS database'),
  );
  if (target === undefined) throw new Error('The database did not say its name.');
  refuseOtherOwner(ownerIn(list), target.user, file);

  const schemas = SCHEMAS_OF_VIEWS.filter((schema) => list.includes(` SCHEMA - ${schema} `));
  await database.knex.transaction(async (trx) => {
    await ensureReadingRoles(trx);
    await openSchemasOfViews(trx, schemas);
  });
  try {
    await withListFile(wanted(list), (listFile) =>
      runPostgresProgram(
        restore,
        [
          '--exit-on-error',
          '--single-transaction',
          '--no-password',
          `--use-list=${listFile}`,
          `--dbname=dbname='${target.database.replace(/['\\]/g, '\\$&')}'`,
          file,
        ],
        { ...env, ...libpqEnvironment(databaseUrl) },
      ),
    );
  } catch (error) {
    await database.knex.transaction((trx) => dropSchemasOfViews(trx, schemas));
    throw error;
  }
  await database.knex.transaction((trx) => closeSchemasOfViews(trx, schemas));
  await database.knex.raw('ANALYZE');
}

/** What is in a backup, and the first of the programs that can read it: an older one may not know how it was written. */
async function readList(
  programs: readonly PostgresPrograms[],
  file: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly restore: string; readonly list: string }> {
  let complaint = '';
  for (const { restore } of programs) {
    try {
      return { restore, list: await runPostgresProgram(restore, ['--list', file], env) };
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      complaint = error.message;
    }
  }
  throw new SetupError(`${file} cannot be read as a backup. ${complaint}`);
}

/** Who owns Tracemap's tables in a backup. */
function ownerIn(list: string): string {
  const owner = /^\d+; \d+ \d+ TABLE public knex_migrations (.+)$/m.exec(list)?.[1];
  if (owner === undefined) throw new SetupError('The backup holds no tables of Tracemap.');
  return owner;
}

/** What may be read is written on tables by the name of their owner: with another, policies would let nobody or everybody pass. */
function refuseOtherOwner(owner: string, user: string, file: string): void {
  if (owner === user) return;
  throw new SetupError(
    `The tables in ${file} belong to the database user "${owner}", but DATABASE_URL connects as "${user}". Connect as "${owner}"; where this server has no such user, have an administrator make it (CREATE ROLE "${owner}" LOGIN) and the owner of the empty database.`,
  );
}

const THERE_BEFORE =
  /^\d+; \d+ \d+ (?:SCHEMA - scoped(?:_mixed)? |COMMENT - EXTENSION |TABLE DATA public spatial_ref_sys )/;

/** All but what is there before: the schemas of the views, and what belongs to PostGIS, which only who installed it may change. */
const wanted = (list: string): string =>
  list
    .split('\n')
    .filter((line) => !THERE_BEFORE.test(line))
    .join('\n');

async function withListFile<Result>(list: string, use: (file: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tracemap-restore-'));
  try {
    const file = path.join(folder, 'list');
    await writeFile(file, list);
    return await use(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
