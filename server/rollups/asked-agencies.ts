import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';

const agencyRow = z.object({ id: z.number() });

/** The ids of the agencies a filter asks for by code; null for all. */
export async function readAskedAgencies(
  { trx }: ScopedRead,
  codes: readonly string[] | undefined,
): Promise<readonly number[] | null> {
  if (codes === undefined) return null;
  const rows = await selectRows(
    trx,
    agencyRow,
    'SELECT id FROM agency WHERE code IN (SELECT unnest(:codes::text[]))',
    { codes: [...codes] },
  );
  return rows.map(({ id }) => id);
}
