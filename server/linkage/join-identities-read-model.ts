import { z } from 'zod';
import type { JoinedPurchaser } from '../../domain/joins.ts';
import { joinPartsSchema } from '../../domain/joins.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';

const weighedRow = z.object({
  id: z.number(),
  weight: z.number().nullable(),
  probability: z.number().nullable(),
  parts: joinPartsSchema,
});
const identityRow = z.object({
  id: z.number(),
  name: z.string().nullable(),
  birthDate: z.string().nullable(),
  street: z.string().nullable(),
  city: z.string().nullable(),
});

/** What may be told of pairs only to who reads names. */
export interface JoinIdentities {
  readonly weighed: ReadonlyMap<number, z.infer<typeof weighedRow>>;
  readonly identities: ReadonlyMap<number, JoinedPurchaser['identity']>;
}

/**
 * How these pairs were compared, and who their purchasers are, as far as the scope lets one read who purchasers are. Must read as
 * `identified`.
 */
export async function readJoinIdentities(
  { trx }: ScopedRead,
  pairIds: readonly number[],
  purchaserIds: readonly number[],
): Promise<JoinIdentities> {
  const weighed = await selectRows(
    trx,
    weighedRow,
    `SELECT id, weight, probability, parts FROM purchaser_pair WHERE id IN (SELECT unnest(?::int[]))`,
    [[...pairIds]],
  );
  const persons = await selectRows(
    trx,
    identityRow,
    `SELECT id, full_name AS name, birth_date AS "birthDate", street, city FROM purchaser
     WHERE id IN (SELECT unnest(?::int[]))`,
    [[...purchaserIds]],
  );
  return {
    weighed: new Map(weighed.map((pair) => [pair.id, pair])),
    identities: new Map(persons.map(({ id, ...identity }) => [id, identity])),
  };
}
