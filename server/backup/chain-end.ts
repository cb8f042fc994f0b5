import type { Knex } from 'knex';
import { z } from 'zod';
import type { ChainPlace } from '../audit/chain-read-model.ts';
import { selectRows } from '../database/connection.ts';

const existsRow = z.object({ exists: z.boolean() });
const endRow = z.object({ position: z.number(), hash: z.string() });

/** True for a database with an audit log that is chained: older versions of Tracemap made none. */
export async function hasAuditChain(trx: Knex.Transaction): Promise<boolean> {
  const [table] = await selectRows(
    trx,
    existsRow,
    `SELECT to_regclass('public.audit_chain') IS NOT NULL AS exists`,
  );
  return table?.exists === true;
}

/** Where the audit log ends, whatever version of Tracemap made the database; null where it has none or no event yet. */
export async function chainEnd(trx: Knex.Transaction): Promise<ChainPlace | null> {
  if (!(await hasAuditChain(trx))) return null;
  const [end] = await selectRows(trx, endRow, 'SELECT position, hash FROM audit_chain WHERE position > 0');
  return end ?? null;
}
