import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import { noteChange } from '../database/data-version.ts';

const agencyRow = z.object({ id: z.number() });

/**
 * The agencies whose files name a dealer that this file names too: what is known best of it changes for them as well.
 */
export async function agenciesNamingDealersOf(
  trx: Knex.Transaction,
  batchId: number,
): Promise<readonly number[]> {
  const rows = await selectRows(
    trx,
    agencyRow,
    `SELECT DISTINCT agency_id AS id FROM dealer_source
     WHERE dealer_id IN (SELECT dealer_id FROM dealer_source WHERE import_batch_id = ?)`,
    [batchId],
  );
  return rows.map(({ id }) => id);
}

/** Notes that an import or its undoing changed what is seen of its agency and of others; a list of dealers is everyone's. */
export async function noteImportChange(
  trx: Knex.Transaction,
  { agency_id, format }: { readonly agency_id: number; readonly format: string },
  others: readonly number[],
): Promise<void> {
  await noteChange(trx, [agency_id, ...others]);
  if (format === 'ffl') await noteChange(trx, 'everyone');
}
