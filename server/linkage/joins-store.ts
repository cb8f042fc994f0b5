import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';

const decidedRow = z.object({
  id: z.number(),
  agencyA: z.number(),
  agencyB: z.number(),
  decision: z.enum(['confirmed', 'apart']).nullable(),
  found: z.enum(['joined', 'unsure']).nullable(),
});
/** A pair that is about to be decided. */
export type DecidedPair = z.infer<typeof decidedRow>;

/** The pair of that number, which nobody else decides until the transaction is over; null where it has gone. */
export async function lockPair(trx: Knex.Transaction, id: number): Promise<DecidedPair | null> {
  const [pair] = await selectRows(
    trx,
    decidedRow,
    `SELECT id, a_agency_id AS "agencyA", b_agency_id AS "agencyB", decision, found FROM purchaser_pair
     WHERE id = ? FOR UPDATE`,
    [id],
  );
  return pair ?? null;
}

/** Writes what somebody decided. */
export async function decidePair(
  trx: Knex.Transaction,
  id: number,
  decision: 'confirmed' | 'apart',
  by: string,
): Promise<void> {
  await trx.raw('UPDATE purchaser_pair SET decision = ?, decided_by = ?, decided_at = now() WHERE id = ?', [
    decision,
    by,
    id,
  ]);
}

/** Takes a decision back; a pair that no run finds any more goes with it. */
export async function undecidePair(trx: Knex.Transaction, { id, found }: DecidedPair): Promise<void> {
  await trx.raw(
    found === null
      ? 'DELETE FROM purchaser_pair WHERE id = ?'
      : 'UPDATE purchaser_pair SET decision = NULL, decided_by = NULL, decided_at = NULL WHERE id = ?',
    [id],
  );
}

/** Writes from which probabilities on an agency's purchasers are joined and put up for decision: all is due to be compared anew. */
export async function setThresholds(
  trx: Knex.Transaction,
  agencyId: number,
  { joinFrom, reviewFrom }: { readonly joinFrom: number; readonly reviewFrom: number },
  by: string,
): Promise<void> {
  await trx.raw(
    `INSERT INTO linkage_change (agency_id, version, join_from, review_from, set_by, set_at)
     VALUES (:agencyId, 1, :joinFrom, :reviewFrom, :by, now())
     ON CONFLICT (agency_id) DO UPDATE SET version = linkage_change.version + 1, join_from = excluded.join_from,
       review_from = excluded.review_from, set_by = excluded.set_by, set_at = excluded.set_at`,
    { agencyId, joinFrom, reviewFrom, by },
  );
}
