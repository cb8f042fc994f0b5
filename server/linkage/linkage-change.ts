import type { Knex } from 'knex';

/**
 * Notes, in the transaction of the change, that an agency's purchasers are others than linkage compared: the next run compares
 * them anew.
 */
export async function noteLinkageChange(trx: Knex.Transaction, agencyId: number): Promise<void> {
  await trx.raw(
    `INSERT INTO linkage_change (agency_id, version) VALUES (?, 1)
     ON CONFLICT (agency_id) DO UPDATE SET version = linkage_change.version + 1`,
    [agencyId],
  );
}
