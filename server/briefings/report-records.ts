import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';

/** The version of what an agency's records are, whatever has changed of what belongs to nobody. */
export const ownVersion = ({ dataVersion, referenceVersion }: ScopedRead): number =>
  dataVersion - referenceVersion;

/** The last day of recovery (ISO date) that an agency knows; null for none. */
export async function readNewestDay({ trx }: ScopedRead, agencyId: number): Promise<string | null> {
  const [row] = await selectRows(
    trx,
    z.object({ newest: z.string().nullable() }),
    'SELECT max(recovered_on) AS newest FROM recovery WHERE agency_id = ?',
    [agencyId],
  );
  return row?.newest ?? null;
}

/**
 * What an agency has of all guns that were recovered up to the end of a month (`YYYY-MM`), in counts and as the newest import of them: a
 * text that is another when late data of it has come, been undone or been traced.
 */
export async function readRecordsUpTo({ trx }: ScopedRead, agencyId: number, month: string): Promise<string> {
  const [row] = await selectRows(
    trx,
    z.object({ records: z.string() }),
    `SELECT concat_ws(' ', count(*), count(*) FILTER (WHERE trace_outcome <> 'not_submitted'), count(dealer_id),
       count(purchaser_id), max(import_batch_id)) AS records
     FROM recovery WHERE agency_id = :agencyId AND recovered_on < to_date(:month, 'YYYY-MM') + interval '1 month'`,
    { agencyId, month },
  );
  if (row === undefined) throw new Error('The records up to a month could not be counted.');
  return row.records;
}
