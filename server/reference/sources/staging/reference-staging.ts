import { z } from 'zod';
import type { Database } from '../../../database/connection.ts';
import { selectRows } from '../../../database/connection.ts';
import { isDeadRunner, thisRunner } from '../../../database/runner.ts';
import type { ReferenceFormat } from '../formats/reference-format.ts';

/** Where the rows of one load are staged. */
export interface Staging {
  /** The id the source will have. */
  readonly sourceId: number;
  readonly table: string;
}

const tableOf = (sourceId: number) => `staged_reference_${sourceId}`;

/** Loads this very process runs: their staging is not to be swept. */
const running = new Set<number>();

const idRow = z.object({ id: z.number() });
const stagingRow = z.object({ source_id: z.number(), runner: z.string(), is_old: z.boolean() });

/** Makes room for a load's rows, after dropping what loads that died have left. */
export async function openStaging(database: Database, format: ReferenceFormat): Promise<Staging> {
  await sweepStaging(database);
  return database.knex.transaction(async (trx) => {
    const [next] = await selectRows(
      trx,
      idRow,
      `INSERT INTO reference_staging (source_id, runner) VALUES (nextval('reference_source_id_seq'), ?)
       RETURNING source_id AS id`,
      [thisRunner()],
    );
    if (next === undefined) throw new Error('The load was not noted.');
    running.add(next.id);
    const table = tableOf(next.id);
    await format.stage.create(trx, table);
    return { sourceId: next.id, table };
  });
}

/** Drops what a load has staged. */
export async function closeStaging(database: Database, { sourceId, table }: Staging): Promise<void> {
  await database.knex.transaction(async (trx) => {
    await trx.raw(`DROP TABLE IF EXISTS ${table}`);
    await trx.raw('DELETE FROM reference_staging WHERE source_id = ?', [sourceId]);
  });
  running.delete(sourceId);
}

/** Drops what loads have left whose process died; of other machines' those older than a day. */
async function sweepStaging(database: Database): Promise<void> {
  await database.knex.transaction(async (trx) => {
    const noted = await selectRows(
      trx,
      stagingRow,
      `SELECT source_id, runner, started_at < now() - interval '1 day' AS is_old
       FROM reference_staging FOR UPDATE SKIP LOCKED`,
    );
    for (const { source_id, runner, is_old } of noted) {
      if (running.has(source_id) || !(is_old || isDeadRunner(runner))) continue;
      await trx.raw(`DROP TABLE IF EXISTS ${tableOf(source_id)}`);
      await trx.raw('DELETE FROM reference_staging WHERE source_id = ?', [source_id]);
    }
  });
}
