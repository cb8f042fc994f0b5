import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../../database/connection.ts';

const versionRow = z.object({ version: z.string() });

/** Names the streets that are loaded: another text as soon as one source is another. */
export async function readReferenceVersion(knex: Knex): Promise<string> {
  const [row] = await selectRows(
    knex,
    versionRow,
    `SELECT coalesce(string_agg(id || ':' || version, ' ' ORDER BY id), '') AS version FROM reference_source`,
  );
  return row?.version ?? '';
}
