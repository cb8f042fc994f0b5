import { devNull } from 'node:os';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { ChainPlace } from '../audit/chain-read-model.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { SetupError } from '../errors.ts';
import { chainEnd } from './chain-end.ts';
import type { TableCounts } from './counted-database.ts';
import { countTables } from './counted-database.ts';
import { libpqEnvironment } from './libpq-environment.ts';
import type { PostgresPrograms } from './postgres-programs.ts';
import { findPostgresPrograms, runPostgresProgram } from './postgres-programs.ts';

/** What a backup holds. */
export interface BackedUp {
  readonly tables: TableCounts;
  /** Where the audit log ends in it; null in a database that has none yet. */
  readonly auditEnd: ChainPlace | null;
}

/** What imports and loads hold for themselves while they run: it may be gone at any moment, and is of no use to anybody later. */
const PASSING_TABLES = ['staged_*', 'placing_record_*', 'placing_place_*', 'placing_open_*'];

const versionRow = z.object({ major: z.number() });
const snapshotRow = z.object({ snapshot: z.string() });
const heldRow = z.object({ user: z.string() });

/**
 * Writes a database of PostgreSQL to `part` as pg_dump does, as it stood at one moment, while others go on writing, and reads the
 * file to its end. A {@link SetupError} where programs are missing or this user may not read every row.
 */
export async function backUpPostgres(
  database: Database,
  databaseUrl: string,
  part: string,
  env: NodeJS.ProcessEnv,
): Promise<BackedUp> {
  const [programs] = await findPostgresPrograms(await serverMajor(database), env);
  const held = await database.knex.transaction(
    async (trx) => {
      await refuseHeldUser(trx);
      const [exported] = await selectRows(trx, snapshotRow, 'SELECT pg_export_snapshot() AS snapshot');
      if (exported === undefined) throw new Error('The database gave no snapshot.');
      await dump(programs, databaseUrl, part, env, exported.snapshot);
      return { tables: await countTables(trx), auditEnd: await chainEnd(trx) };
    },
    { isolationLevel: 'repeatable read' },
  );
  // The list alone would not show a file that is cut off: this reads and unpacks all of it.
  await runPostgresProgram(programs.restore, [`--file=${devNull}`, part], env);
  return held;
}

/** The first number of the server's version. */
export async function serverMajor({ knex }: Database): Promise<number> {
  const [version] = await knex.transaction((trx) =>
    selectRows(trx, versionRow, `SELECT current_setting('server_version_num')::int / 10000 AS major`),
  );
  if (version === undefined) throw new Error('The database did not say its version.');
  return version.major;
}

function dump(
  programs: PostgresPrograms,
  databaseUrl: string,
  part: string,
  env: NodeJS.ProcessEnv,
  snapshot: string,
): Promise<string> {
  const args = [
    '--format=custom',
    `--file=${part}`,
    `--snapshot=${snapshot}`,
    '--no-password',
    '--no-unlogged-table-data',
    ...PASSING_TABLES.map((pattern) => `--exclude-table=public.${pattern}`),
  ];
  return runPostgresProgram(programs.dump, args, { ...env, ...libpqEnvironment(databaseUrl) });
}

/**
 * pg_dump does not read what row-level security holds back, and Tracemap's holds the owner of the tables too: policies let it pass,
 * but among those that apply to it are some with views, which pg_dump does not follow.
 */
async function refuseHeldUser(trx: Knex.Transaction): Promise<void> {
  const [held] = await selectRows(
    trx,
    heldRow,
    `SELECT current_user::text AS user FROM pg_class c
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND row_security_active(c.oid) LIMIT 1`,
  );
  if (held === undefined) return;
  throw new SetupError(
    `The database user "${held.user}" is held by row-level security, under which pg_dump does not read every table. Have an administrator run, once: ALTER ROLE "${held.user}" BYPASSRLS. The roles that requests read as stay held.`,
  );
}
