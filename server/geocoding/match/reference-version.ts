import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../../database/connection.ts';

const versionRow = z.object({ version: z.string() });

/** Names the streets that are loaded and how they are read: another text as soon as a source or an alias is another. */
export async function readReferenceVersion(knex: Knex): Promise<string> {
  const [row] = await selectRows(
    knex,
    versionRow,
    `SELECT coalesce((SELECT string_agg(id || ':' || version, ' ' ORDER BY id) FROM reference_source), '')
       || coalesce((SELECT ' aliases ' || string_agg(id::text, ' ' ORDER BY id) FROM street_alias WHERE accepted), '')
       AS version`,
  );
  return row?.version ?? '';
}
