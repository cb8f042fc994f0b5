import type { Knex } from 'knex';
import { z } from 'zod';
import type { Told } from '../../domain/languages/told.ts';
import { selectRows } from '../database/connection.ts';
import { ProblemError } from '../errors.ts';

/** Tables of what agencies define, each row an agency's or the region's. */
export type DefinedTable = 'corridor' | 'intervention' | 'target';

const idRow = z.object({ id: z.number() });

/** A 409 (`taken` in words) where another of the table has that name, among those of the agency and of the region. */
export async function checkNameFree(
  trx: Knex.Transaction,
  table: DefinedTable,
  {
    agencyId,
    name,
    id,
  }: { readonly agencyId: number | null; readonly name: string; readonly id: number | null },
  taken: Told,
): Promise<void> {
  // Two at once would both find the name free: the first to come holds the others up until it is done.
  await trx.raw('LOCK TABLE ?? IN SHARE ROW EXCLUSIVE MODE', [table]);
  const same = await selectRows(
    trx,
    idRow,
    `SELECT id FROM ${table} WHERE lower(name) = lower(:name) AND id IS DISTINCT FROM :id::int
       AND (agency_id IS NULL OR agency_id = :agencyId::int)`,
    { name, id, agencyId },
  );
  if (same.length > 0) {
    throw new ProblemError(409, 'Name taken', taken, {
      parameter: 'name',
    });
  }
}

/** A 409 where another version than the one that was read stands now. */
export function checkVersion(read: number | undefined, now: number): void {
  if (read === now) return;
  throw new ProblemError(
    409,
    'Changed meanwhile',
    'Somebody else has changed it since it was opened. Nothing was saved: open it again and see what it says now.',
    { parameter: 'version' },
  );
}

/** Removes one of the table; false where the agency has none of that id. */
export async function deleteDefined(
  trx: Knex.Transaction,
  table: DefinedTable,
  agencyId: number | null,
  id: number,
): Promise<boolean> {
  const deleted = await selectRows(
    trx,
    idRow,
    `DELETE FROM ${table} WHERE id = ? AND agency_id IS NOT DISTINCT FROM ? RETURNING id`,
    [id, agencyId],
  );
  return deleted.length > 0;
}
