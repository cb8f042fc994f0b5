import { z } from 'zod';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { beginChange, noteChange } from '../database/data-version.ts';
import { rebuildRollups } from './refresh-rollups.ts';

const missing = z.object({ missing: z.boolean() });

/** Counts the rollups where there are records and no rollups: a migration that changes what they hold empties them. */
export async function ensureRollups(database: Database, onRebuild: () => void = () => {}): Promise<void> {
  const [found] = await selectRows(
    database.knex,
    missing,
    'SELECT EXISTS (SELECT FROM recovery) AND NOT EXISTS (SELECT FROM flow_rollup) AS missing',
  );
  if (found?.missing !== true) return;
  onRebuild();
  await database.knex.transaction(async (trx) => {
    await beginChange(trx);
    await rebuildRollups(trx);
    await noteChange(trx, 'everyone');
  });
}
