import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';

const agencyRow = z.object({ id: z.number(), code: z.string() });

export interface OtherAgencies {
  /** The code of the agency itself; null where it is none. */
  readonly own: string | null;
  /** All but that one, by id. */
  readonly others: readonly z.infer<typeof agencyRow>[];
}

/** Agencies that may have to be told what somebody of one agency did with their data; `agencyId` null for the operator. */
export async function readOtherAgencies(
  trx: Knex.Transaction,
  agencyId: number | null,
): Promise<OtherAgencies> {
  const agencies = await selectRows(trx, agencyRow, 'SELECT id, code FROM agency ORDER BY id');
  return {
    own: agencies.find(({ id }) => id === agencyId)?.code ?? null,
    others: agencies.filter(({ id }) => id !== agencyId),
  };
}
