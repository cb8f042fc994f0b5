import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import { SetupError } from '../errors.ts';
import { keptTables } from './counted-database.ts';
import { SCHEMAS_OF_VIEWS } from './reading-roles.ts';

const nameRow = z.object({ name: z.string() });

/** A {@link SetupError} where the database has tables, or schemas of Tracemap, already: nothing is put over what is there. */
export async function refuseFilled(trx: Knex.Transaction): Promise<void> {
  const [database] = await selectRows(trx, nameRow, 'SELECT current_database()::text AS name');
  const [schema] = await selectRows(
    trx,
    nameRow,
    'SELECT nspname AS name FROM pg_namespace WHERE nspname = ANY (?::text[])',
    [SCHEMAS_OF_VIEWS],
  );
  const tables = await keptTables(trx);
  if (tables.length === 0 && schema === undefined) return;
  throw new SetupError(
    `The database "${database?.name}" is not empty: it has ${tables.length} tables already. Make a new one (createdb) and set DATABASE_URL to it; nothing was changed.`,
  );
}
