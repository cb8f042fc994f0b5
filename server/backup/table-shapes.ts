import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import { keptTables } from './counted-database.ts';

/** A column whose values are written, not worked out by the database. */
export interface ColumnShape {
  readonly name: string;
  /** As SQL names it, with length and SRID. */
  readonly type: string;
}

export interface TableShape {
  readonly name: string;
  readonly columns: readonly ColumnShape[];
}

/** What knex keeps of migrations: every database has run its own. */
const OF_MIGRATIONS: ReadonlySet<string> = new Set(['knex_migrations', 'knex_migrations_lock']);

const shapeRow = z.object({
  name: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
});
const referenceRow = z.object({ name: z.string(), refers: z.string() });

/** The tables whose rows a move takes along, each after those that its rows refer to. */
export async function shapesInOrder(trx: Knex.Transaction): Promise<TableShape[]> {
  const names = (await keptTables(trx)).filter((name) => !OF_MIGRATIONS.has(name));
  const shapes = await selectRows(
    trx,
    shapeRow,
    `SELECT c.relname AS name, jsonb_agg(jsonb_build_object('name', a.attname,
         'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY (?::text[])
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY c.relname ORDER BY c.relname`,
    [names],
  );
  const references = await selectRows(
    trx,
    referenceRow,
    `SELECT f.conrelid::regclass::text AS name, f.confrelid::regclass::text AS refers FROM pg_constraint f
     WHERE f.contype = 'f' AND f.connamespace = 'public'::regnamespace AND f.conrelid <> f.confrelid`,
  );
  return inOrder(shapes, references);
}

function inOrder(
  shapes: readonly TableShape[],
  references: readonly z.infer<typeof referenceRow>[],
): TableShape[] {
  const ordered: TableShape[] = [];
  let left = shapes;
  while (left.length > 0) {
    const waiting = new Set(left.map(({ name }) => name));
    const isFree = ({ name }: TableShape) =>
      !references.some((reference) => reference.name === name && waiting.has(reference.refers));
    const free = left.filter(isFree);
    if (free.length === 0)
      throw new Error(`Tables refer to each other in a circle: ${[...waiting].join(', ')}.`);
    ordered.push(...free);
    left = left.filter((shape) => !free.includes(shape));
  }
  return ordered;
}
