import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';

const row = z.object({ id: z.number(), name: z.string() });

/** What dealers do business as, by id; those the scope may not name are left out. */
export async function readDealerNames(
  { trx }: ScopedRead,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  // By the index: the planner expects few dealers past the policy, and would look each id up among all of them.
  const rows = await selectRows(
    trx,
    row,
    `SELECT id, coalesce(business_name, license_name) AS name FROM dealer WHERE id = ANY(:ids::int[])`,
    { ids: [...ids] },
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
