/** What the tests of loaders share: one-line loads, and the rows a source has. */
import { z } from 'zod';
import type { Database } from '../../../../server/database/connection.ts';
import { selectRows } from '../../../../server/database/connection.ts';

const counts = z.object({
  segments: z.number(),
  ranges: z.number(),
  nodes: z.number(),
  address_points: z.number(),
});

/** Rows in the tables of streets, of all sources together. */
export async function storedCounts(database: Database): Promise<z.infer<typeof counts>> {
  const [found] = await selectRows(
    database.knex,
    counts,
    `SELECT (SELECT count(*) FROM street_segment) AS segments, (SELECT count(*) FROM street_range) AS ranges,
       (SELECT count(*) FROM street_node) AS nodes, (SELECT count(*) FROM address_point) AS address_points`,
  );
  if (found === undefined) throw new Error('The database did not answer.');
  return found;
}

const leftover = z.object({ name: z.string() });

/** Tables and notes that loads have left staged. */
export async function stagedLeftovers(database: Database): Promise<readonly string[]> {
  const rows = await selectRows(
    database.knex,
    leftover,
    `SELECT relname::text AS name FROM pg_class WHERE relname LIKE 'staged%' AND relkind = 'r'
     UNION ALL SELECT 'note ' || source_id FROM reference_staging`,
  );
  return rows.map(({ name }) => name);
}
