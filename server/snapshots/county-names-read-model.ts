import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';

const nameRow = z.object({ code: z.string(), name: z.string() });

/** The names of counties by their codes, as far as they are known. */
export async function readCountyNames(
  { trx }: ScopedRead,
  codes: readonly string[],
): Promise<Map<string, string>> {
  const rows = await selectRows(
    trx,
    nameRow,
    `SELECT code, name FROM area WHERE level = 'county' AND code IN (SELECT unnest(:codes::text[]))`,
    { codes: [...codes] },
  );
  return new Map(rows.map(({ code, name }) => [code, name]));
}
