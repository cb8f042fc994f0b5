import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';

/** How many rows each table has, by its name. */
export type TableCounts = Readonly<Record<string, number>>;

const tableRow = z.object({ name: z.string() });
const countRow = z.object({ name: z.string(), rows: z.number() });

/**
 * Tables that keep something: not those of extensions, nor those that PostgreSQL empties after a crash, in which files are
 * staged and requests counted.
 */
const KEPT_TABLES = `SELECT c.relname AS name FROM pg_class c
  WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND c.relnamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  ORDER BY c.relname`;

/** The names of all tables that keep something, in alphabetical order. */
export async function keptTables(trx: Knex.Transaction): Promise<string[]> {
  return (await selectRows(trx, tableRow, KEPT_TABLES)).map(({ name }) => name);
}

/** Counts the rows of all these tables, in one statement and so at one moment. */
export async function countTables(trx: Knex.Transaction): Promise<TableCounts> {
  const names = await keptTables(trx);
  if (names.length === 0) return {};
  const counts = await selectRows(
    trx,
    countRow,
    names.map(() => 'SELECT ?::text AS name, count(*) AS rows FROM public.??').join(' UNION ALL '),
    names.flatMap((name) => [name, name]),
  );
  // Parts of a union come in any order.
  const rowsOf = new Map(counts.map(({ name, rows }) => [name, rows]));
  return Object.fromEntries(names.map((name) => [name, rowsOf.get(name) ?? 0]));
}

/** How many rows all tables have together. */
export const rowsOfAll = (counts: TableCounts): number =>
  Object.values(counts).reduce((sum, rows) => sum + rows, 0);
