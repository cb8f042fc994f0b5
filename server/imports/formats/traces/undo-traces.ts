import type { Knex } from 'knex';
import { z } from 'zod';
import { plainArray } from '../../../database/array-literal.ts';
import { selectRows } from '../../../database/connection.ts';
import { noteLinkageChange } from '../../../linkage/linkage-change.ts';
import { PLACE_COLUMNS, STAGED_PLACE_COLUMNS } from '../../../places/place-columns.ts';
import { requestPlacing } from '../../../places/placing-task.ts';
import { partsOfPurchasers } from '../../../rollups/parts-of-purchasers.ts';
import type { RollupPart } from '../../../rollups/refresh-rollups.ts';
import type { ImportTarget } from '../format.ts';
import { matchTraceRequests } from './match-trace-requests.ts';
import { mergeStagedTraces } from './merge-traces.ts';
import { stagedTraces } from './staged-traces.ts';

/** What goes with a batch. Requests for tracing follow once what was withheld has come in: see matchTraceRequests. */
const OF_BATCH = [
  'trace',
  'recovery',
  'possessor',
  'firearm',
  'untraced_case',
  'duplicate_trace',
  'purchaser_source',
] as const;

const monthRow = z.object({ month: z.string().nullable() });
const takenRow = z.object({ id: z.number(), batchId: z.number() });

/**
 * Takes a batch's recoveries and traces away with all that only they named. What was withheld from later batches as
 * a duplicate of them takes their place. Gives the parts whose rollups change.
 */
export async function undoTraces(
  trx: Knex.Transaction,
  { batchId, agencyId }: ImportTarget,
): Promise<readonly RollupPart[]> {
  const months = await selectRows(
    trx,
    monthRow,
    `SELECT DISTINCT date_trunc('month', recovered_on)::date AS month FROM recovery WHERE import_batch_id = ?`,
    [batchId],
  );
  await trx.raw(
    `CREATE TEMP TABLE touched_purchaser ON COMMIT DROP AS
     SELECT purchaser_id AS id FROM trace WHERE import_batch_id = ? AND purchaser_id IS NOT NULL
     UNION SELECT id FROM purchaser WHERE import_batch_id = ?`,
    [batchId, batchId],
  );
  for (const table of OF_BATCH) {
    await trx.raw(`DELETE FROM ${table} WHERE import_batch_id = ?`, [batchId]);
  }
  const moved = await releasePurchasers(trx, batchId);
  await noteLinkageChange(trx, agencyId);
  return [...months.map(({ month }) => ({ agencyId, month })), ...moved];
}

/** Purchasers nobody names any more go; of the others, those the batch had brought are taken over by the next file. */
async function releasePurchasers(trx: Knex.Transaction, batchId: number): Promise<readonly RollupPart[]> {
  await trx.raw(
    `UPDATE purchaser p SET trace_count = (SELECT count(*) FROM trace t WHERE t.purchaser_id = p.id)
     WHERE p.id IN (SELECT id FROM touched_purchaser)`,
  );
  await trx.raw('DELETE FROM purchaser WHERE trace_count = 0 AND id IN (SELECT id FROM touched_purchaser)');
  await trx.raw('DROP TABLE touched_purchaser');
  return takeOverPurchasers(trx, 'p.import_batch_id = ?', [batchId]);
}

const FIELDS = [['full_name', 'text'], ...STAGED_PLACE_COLUMNS] as const;

/**
 * Purchasers that meet the condition get the details of the earliest file among the others that name them, and are to be
 * placed again: streets may be others by now. Gives the parts whose rollups change.
 */
async function takeOverPurchasers(
  trx: Knex.Transaction,
  condition: string,
  bindings: readonly number[],
): Promise<readonly RollupPart[]> {
  const columns = [...PLACE_COLUMNS.split(', '), 'area_state', 'area_county', 'area_zip', 'full_name'];
  const values = columns.map((column) =>
    column === 'geom_3857'
      ? 'geom_3857 = ST_SetSRID(ST_MakePoint(f.x, f.y), 3857)'
      : `${column} = f.${column}`,
  );
  const taken = await selectRows(
    trx,
    takenRow,
    `UPDATE purchaser p SET import_batch_id = s.import_batch_id, source_row = s.source_row, ${values.join(', ')}
     FROM (
       SELECT DISTINCT ON (purchaser_id) purchaser_id, import_batch_id, source_row, fields FROM purchaser_source
       ORDER BY purchaser_id, import_batch_id
     ) s, LATERAL jsonb_to_record(s.fields) AS f(${FIELDS.map(([name, type]) => `${name} ${type}`).join(', ')})
     WHERE s.purchaser_id = p.id AND ${condition} RETURNING p.id, p.import_batch_id AS "batchId"`,
    [...bindings],
  );
  for (const batchId of new Set(taken.map((one) => one.batchId))) {
    await requestPlacing(trx, { cause: 'import', batchId });
  }
  await trx.raw(
    `DELETE FROM purchaser_source s USING purchaser p
     WHERE p.id = s.purchaser_id AND p.import_batch_id = s.import_batch_id`,
  );
  return partsOfPurchasers(trx, 'SELECT unnest(?::int[])', [plainArray(taken.map(({ id }) => id))]);
}

/** Lets rows that were withheld as duplicates take the place of what was undone. Gives the parts that change. */
export async function mergeWithheldTraces(
  trx: Knex.Transaction,
  agencyId: number,
): Promise<readonly RollupPart[]> {
  const parts = await stagedTraces.mergeWithheld(trx, agencyId, mergeStagedTraces);
  const moved = await takeOverPurchasers(
    trx,
    's.import_batch_id = p.import_batch_id AND s.source_row < p.source_row',
    [],
  );
  await matchTraceRequests(trx, agencyId);
  return [...parts, ...moved];
}
