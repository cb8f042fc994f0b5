import { z } from 'zod';
import { JOIN_STATES } from '../../domain/join-states.ts';
import { personsOfPairs } from '../../domain/linkage/persons-of-pairs.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';

const judgedRow = z.object({
  one: z.number(),
  other: z.number(),
  state: z.enum(JOIN_STATES),
  probability: z.number().nullable(),
});

/** To those who see by hashes alone all joins are as sure as each other. */
const PROBABILITY = `CASE WHEN p.a_agency_id IN (SELECT agencies_in_scope('identified_traces'))
  AND p.b_agency_id IN (SELECT agencies_in_scope('identified_traces')) THEN p.probability END`;

/**
 * For each purchaser that a join in scope joins with others, the smallest that is the same person. Read anew each time: what
 * stewards decide about joins raises no data version.
 */
export async function readJoinedPersons({ trx }: ScopedRead): Promise<ReadonlyMap<number, number>> {
  const pairs = await selectRows(
    trx,
    judgedRow,
    `SELECT p.a_purchaser_id AS one, p.b_purchaser_id AS other, p.state, ${PROBABILITY} AS probability
     FROM purchaser_pair p WHERE p.state IN ('joined', 'confirmed', 'apart') ORDER BY one, other`,
  );
  return personsOfPairs(pairs);
}
