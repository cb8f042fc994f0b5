import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../../database/connection.ts';

const versionRow = z.object({ version: z.string() });

/**
 * Names what addresses are placed by: another text as soon as a source of streets or an alias is another, or providers
 * have found a first address.
 */
export async function readReferenceVersion(knex: Knex): Promise<string> {
  const [row] = await selectRows(
    knex,
    versionRow,
    `SELECT coalesce((SELECT string_agg(id || ':' || version, ' ' ORDER BY id) FROM reference_source WHERE kind <> 'population'), '')
       || coalesce((SELECT ' aliases ' || string_agg(id::text, ' ' ORDER BY id) FROM street_alias WHERE accepted), '')
       || CASE WHEN EXISTS (SELECT FROM provider_answer WHERE outcome = 'found') THEN ' answers' ELSE '' END
       AS version`,
  );
  return row?.version ?? '';
}
