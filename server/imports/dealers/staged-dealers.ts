import type { Knex } from 'knex';
import { z } from 'zod';
import { plainArray, textArray } from '../../database/array-literal.ts';
import { selectRows } from '../../database/connection.ts';
import type { StoredPlace } from '../../places/stored-place.ts';
import type { RollupPart } from '../../rollups/refresh-rollups.ts';
import type { ImportTarget } from '../formats/format.ts';
import { bestDealers } from './best-dealer.ts';

/** What one file says of a dealer. Its keys beside the first three are columns of `dealer`. */
export interface StagedDealer {
  readonly dealerKey: string;
  readonly sourceRow: number;
  /** True for a licence list, false for a trace. */
  readonly listed: boolean;
  readonly fields: StoredPlace & {
    readonly license_number: string | null;
    readonly license_type: string | null;
    readonly license_name: string;
    readonly business_name: string | null;
  };
}

const table = (batchId: number) => `staged_dealer_${batchId}`;

export async function createStagedDealers(trx: Knex.Transaction, batchId: number): Promise<void> {
  await trx.raw(`CREATE UNLOGGED TABLE ${table(batchId)} (
    dealer_key text PRIMARY KEY, source_row int NOT NULL, listed boolean NOT NULL, fields jsonb NOT NULL)`);
}

export async function dropStagedDealers(trx: Knex.Transaction, batchId: number): Promise<void> {
  await trx.raw(`DROP TABLE IF EXISTS ${table(batchId)}`);
}

/** Stages dealers; of several rows with one key the first counts. */
export async function stageDealers(
  trx: Knex.Transaction,
  batchId: number,
  dealers: readonly StagedDealer[],
): Promise<void> {
  if (dealers.length === 0) return;
  await trx.raw(
    `INSERT INTO ${table(batchId)}
     SELECT key, source_row, listed, fields::jsonb
     FROM unnest(?::text[], ?::int[], ?::boolean[], ?::text[]) AS t(key, source_row, listed, fields)
     ON CONFLICT (dealer_key) DO NOTHING`,
    [
      textArray(dealers.map(({ dealerKey }) => dealerKey)),
      plainArray(dealers.map(({ sourceRow }) => sourceRow)),
      plainArray(dealers.map(({ listed }) => listed)),
      textArray(dealers.map(({ fields }) => JSON.stringify(fields))),
    ],
  );
}

const count = z.object({ dealers: z.number() });

/**
 * Adds what the batch says of dealers and works out again the best of what is known of them. Gives how many dealers
 * were staged, and the parts whose rollups change because a dealer moved.
 */
export async function mergeStagedDealers(
  trx: Knex.Transaction,
  { batchId, agencyId }: ImportTarget,
): Promise<{ readonly dealers: number; readonly parts: readonly RollupPart[] }> {
  await trx.raw(`ANALYZE ${table(batchId)}`);
  await trx.raw(
    `INSERT INTO dealer (dealer_key, license_name)
     SELECT dealer_key, fields ->> 'license_name' FROM ${table(batchId)} ORDER BY source_row
     ON CONFLICT (dealer_key) DO NOTHING`,
  );
  await trx.raw(
    `INSERT INTO dealer_source (dealer_id, agency_id, import_batch_id, source_row, listed, of_sales, fields)
     SELECT d.id, ?, b.id, s.source_row, s.listed, b.format NOT IN ('traces', 'ffl'), s.fields
     FROM import_batch b, ${table(batchId)} s JOIN dealer d USING (dealer_key) WHERE b.id = ? ORDER BY d.id`,
    [agencyId, batchId],
  );
  const [staged] = await selectRows(trx, count, `SELECT count(*) AS dealers FROM ${table(batchId)}`);
  const parts = await bestDealers(trx, 'SELECT dealer_id FROM dealer_source WHERE import_batch_id = ?', [
    batchId,
  ]);
  return { dealers: staged?.dealers ?? 0, parts };
}

const dealerRow = z.object({ dealer_id: z.number() });

/**
 * Takes away what a batch said of dealers: those no other file names go, of the others the best that is left is
 * worked out. Its recoveries must be gone already. Gives the parts whose rollups change.
 */
export async function undoDealers(trx: Knex.Transaction, batchId: number): Promise<readonly RollupPart[]> {
  const named = await selectRows(
    trx,
    dealerRow,
    'DELETE FROM dealer_source WHERE import_batch_id = ? RETURNING dealer_id',
    [batchId],
  );
  const ids = plainArray(named.map(({ dealer_id }) => dealer_id));
  await trx.raw(
    `DELETE FROM dealer d WHERE id IN (SELECT unnest(?::int[]))
       AND NOT EXISTS (SELECT FROM dealer_source s WHERE s.dealer_id = d.id)`,
    [ids],
  );
  return bestDealers(trx, 'SELECT unnest(?::int[])', [ids]);
}
