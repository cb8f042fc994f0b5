import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';

const agencyRow = z.object({
  id: z.number(),
  code: z.string(),
  name: z.string(),
  state: z.string(),
  synthetic: z.boolean(),
});

/** An agency; `synthetic` where its records are made up. */
export type Agency = z.infer<typeof agencyRow>;

/** The agencies that the transaction may see, by name: those whose records the scope shows, or all. */
export async function readAgencies(trx: Knex.Transaction): Promise<Agency[]> {
  return selectRows(
    trx,
    agencyRow,
    `SELECT id, code, name, state_code AS state, synthetic FROM agency ORDER BY name, code`,
  );
}
