import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import type { RollupPart } from './refresh-rollups.ts';

const partRow = z.object({ agencyId: z.number(), month: z.string().nullable() });

/**
 * The parts that hold guns of purchasers who moved. `moved` is an `UPDATE … RETURNING id` of purchasers, or any other
 * query of their ids.
 */
export function partsOfPurchasers(
  trx: Knex.Transaction,
  moved: string,
  bindings: readonly Knex.RawBinding[] = [],
): Promise<RollupPart[]> {
  return selectRows(
    trx,
    partRow,
    `WITH moved (id) AS (${moved})
     SELECT DISTINCT r.agency_id AS "agencyId", date_trunc('month', r.recovered_on)::date AS month
     FROM moved JOIN trace t ON t.purchaser_id = moved.id JOIN recovery r ON r.id = t.recovery_id`,
    [...bindings],
  );
}
