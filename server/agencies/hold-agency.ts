import type { Knex } from 'knex';

/** Holds up others who add something to an agency until the transaction is over: two at once would both find room, or a name free. */
export const holdAgency = (trx: Knex.Transaction, agencyId: number) =>
  trx.raw('SELECT id FROM agency WHERE id = ? FOR NO KEY UPDATE', [agencyId]);
