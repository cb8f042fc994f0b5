import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from './connection.ts';
import type { ScopedRead } from './with-scope.ts';

const visibleRow = z.object({ agencies: z.string() });

/** A transaction has one scope and sees one version: several steps of a question ask the database once. */
const visibleIn = new WeakMap<Knex.Transaction, Promise<string>>();

/**
 * The ids of the agencies the running transaction may see, ascending, as the database has them: part of the key of
 * whatever is kept in memory for a scope and data version.
 */
export function readVisibleAgencies({ trx }: ScopedRead): Promise<string> {
  const known = visibleIn.get(trx);
  if (known !== undefined) return known;
  const asked = askVisibleAgencies(trx);
  visibleIn.set(trx, asked);
  return asked;
}

async function askVisibleAgencies(trx: Knex.Transaction): Promise<string> {
  const [row] = await selectRows(
    trx,
    visibleRow,
    `SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '') AS agencies FROM visible_agency_ids() id`,
  );
  return row?.agencies ?? '';
}
