import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../../database/connection.ts';
import type { ReferenceKind } from './reference-kind.ts';
import { REFERENCE_KINDS } from './reference-kind.ts';

const sourceRow = z
  .object({
    kind: z.enum(REFERENCE_KINDS),
    name: z.string(),
    place: z.string().nullable(),
    state: z.string().nullable(),
    version: z.string(),
    file_name: z.string(),
    records: z.number(),
    skipped: z.number(),
    loaded_at: z.string(),
  })
  .transform(({ file_name, loaded_at, ...source }) => ({
    ...source,
    fileName: file_name,
    loadedAt: loaded_at,
  }));

/** A file of streets, addresses, intersections or inhabitants that is loaded. */
export type ReferenceSource = z.infer<typeof sourceRow>;

const SELECT = `SELECT kind, name, place, state, version, file_name, records, skipped,
  to_char(loaded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS loaded_at FROM reference_source`;

/** All that is loaded, by kind and name. */
export function listSources(trx: Knex.Transaction): Promise<readonly ReferenceSource[]> {
  return selectRows(trx, sourceRow, `${SELECT} ORDER BY kind, name`);
}

/** The source of this id; null where it is gone. */
export async function findSourceById(knex: Knex, id: number): Promise<ReferenceSource | null> {
  const [found] = await selectRows(knex, sourceRow, `${SELECT} WHERE id = ?`, [id]);
  return found ?? null;
}

/** What is loaded under a name; null where nothing is. */
export async function findSource(
  trx: Knex.Transaction,
  kind: ReferenceKind,
  name: string,
): Promise<ReferenceSource | null> {
  const [found] = await selectRows(trx, sourceRow, `${SELECT} WHERE kind = ? AND name = ?`, [kind, name]);
  return found ?? null;
}
