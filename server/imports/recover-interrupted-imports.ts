import { z } from 'zod';
import { recordAuditEvents, SERVER_ACTOR } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { isDeadRunner } from '../database/runner.ts';
import { markFailed } from './import-store.ts';
import type { UploadFolder } from './upload-folder.ts';

const runningRow = z.object({
  id: z.number(),
  agency_id: z.number(),
  runner: z.string().nullable(),
  is_old: z.boolean(),
});
const tableRow = z.object({ name: z.string() });

/**
 * Marks imports failed whose process has died, and drops what they had staged: their records were never there. To be
 * called before this process starts an import of its own. Gives the ids of the batches.
 */
export async function recoverInterruptedImports(database: Database): Promise<readonly number[]> {
  return database.knex.transaction(async (trx) => {
    const running = await selectRows(
      trx,
      runningRow,
      `SELECT id, agency_id, runner, created_at < now() - interval '1 day' AS is_old
       FROM import_batch WHERE status = 'running' ORDER BY id FOR UPDATE SKIP LOCKED`,
    );
    const dead = running.filter(({ runner, is_old }) => is_old || isDeadRunner(runner));
    for (const { id } of dead) await markFailed(trx, id, INTERRUPTED);
    const leftovers = await selectRows(
      trx,
      tableRow,
      `SELECT relname AS name FROM pg_class
       WHERE relkind = 'r' AND relname ~ '^staged_(trace|incident|dealer|geocode)_[0-9]+$'
         AND substring(relname from '[0-9]+$')::int NOT IN (SELECT id FROM import_batch WHERE status = 'running')`,
    );
    for (const { name } of leftovers) await trx.raw('DROP TABLE IF EXISTS ??', [name]);
    await recordAuditEvents(
      trx,
      dead.map(({ id, agency_id: agencyId }) => ({
        actor: SERVER_ACTOR,
        agencyId,
        action: 'import.failed',
        subject: `import_batch ${id}`,
        detail: { reason: 'interrupted' },
      })),
    );
    return dead.map(({ id }) => id);
  });
}

/**
 * Takes running imports from whoever runs them: for a database that has just been restored, in which nobody does, even where
 * there is a process of that number. They are then recovered as interrupted.
 */
export async function disownRunningImports(database: Database): Promise<void> {
  await database.knex.transaction((trx) =>
    trx.raw(`UPDATE import_batch SET runner = NULL WHERE status = 'running'`),
  );
}

const waitingRow = z.object({ id: z.number() });

/** Deletes uploaded files no batch waits with any more. To be called before the server takes uploads. */
export async function sweepUploads(database: Database, folder: UploadFolder): Promise<void> {
  const waiting = await database.knex.transaction((trx) =>
    selectRows(trx, waitingRow, `SELECT id FROM import_batch WHERE status = 'awaiting_mapping'`),
  );
  await folder.sweep(waiting.map(({ id }) => id));
}

const INTERRUPTED =
  'Tracemap was stopped while this import ran. Nothing of the file was kept; import it again.';
