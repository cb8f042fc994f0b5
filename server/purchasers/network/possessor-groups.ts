import { z } from 'zod';
import type { Scope } from '../../../domain/scope.ts';
import type { Database } from '../../database/connection.ts';
import { selectRows } from '../../database/connection.ts';
import { withScope } from '../../database/with-scope.ts';

const row = z.object({ recovery: z.number(), possessor: z.number() });

/**
 * Which of some recoveries have the same possessor, as a number of this answer alone: one agency's of the same name and birth date.
 * Those whose possessor the scope does not have by name are left out. Names are compared in the database and do not leave it.
 */
export function readPossessorGroups(
  database: Database,
  scope: Scope,
  recoveries: readonly number[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, number>> {
  return withScope(database, scope, { as: 'identified', signal }, async ({ trx }) => {
    const rows = await selectRows(
      trx,
      row,
      `SELECT r.id AS recovery,
         dense_rank() OVER (ORDER BY p.agency_id, lower(p.full_name), p.birth_date)::int AS possessor
       FROM recovery r JOIN possessor p ON p.id = r.possessor_id
       WHERE r.id IN (SELECT unnest(:recoveries::int[])) AND p.full_name IS NOT NULL ORDER BY r.id`,
      { recoveries: [...recoveries] },
    );
    return new Map(rows.map(({ recovery, possessor }) => [recovery, possessor]));
  });
}
