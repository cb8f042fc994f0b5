import type { Knex } from 'knex';
import { z } from 'zod';
import { textArray } from '../database/array-literal.ts';
import { selectRows } from '../database/connection.ts';
import type { TableShape } from './table-shapes.ts';

/** How much of a table is read at a time: a few megabytes, and never so many rows that they are slow to take apart. */
const BYTES_AT_A_TIME = 4_000_000;
const MOST_ROWS_AT_A_TIME = 5000;

const sizeRow = z.object({ bytesOfRow: z.number() });
const textRow = z.record(z.string(), z.string().nullable());

/**
 * Copies all rows of a table to the table of the same shape in another database, in the order in which they lie there. Every value
 * goes as the text that PostgreSQL prints for it, and from which it makes the same value again.
 */
export async function copyTable(
  source: Knex.Transaction,
  target: Knex.Transaction,
  shape: TableShape,
): Promise<void> {
  const rowsAtATime = await rowsPerBatch(source, shape);
  await source.raw(
    `DECLARE moved NO SCROLL CURSOR FOR
     SELECT ${shape.columns.map((_, index) => `??::text AS c${index}`).join(', ')} FROM public.??`,
    [...shape.columns.map(({ name }) => name), shape.name],
  );
  const insert = insertInto(shape);
  for (;;) {
    const rows = await selectRows(source, textRow, `FETCH ${rowsAtATime} FROM moved`);
    if (rows.length === 0) break;
    await target.raw(insert.sql, [
      ...insert.names,
      ...shape.columns.map((_, index) => textArray(rows.map((row) => row[`c${index}`] ?? null))),
    ]);
  }
  await source.raw('CLOSE moved');
}

async function rowsPerBatch(source: Knex.Transaction, { name }: TableShape): Promise<number> {
  const [size] = await selectRows(
    source,
    sizeRow,
    `SELECT (pg_table_size(to_regclass(format('public.%I', ?::text))) / greatest(count(*), 1))::float8 AS "bytesOfRow"
     FROM public.??`,
    [name, name],
  );
  const rows = Math.floor(BYTES_AT_A_TIME / Math.max(size?.bytesOfRow ?? 1, 1));
  return Math.min(Math.max(rows, 1), MOST_ROWS_AT_A_TIME);
}

/** The statement that takes a text[] for each column, and the names that go before these. */
function insertInto({ name, columns }: TableShape): {
  readonly sql: string;
  readonly names: readonly string[];
} {
  const listed = columns.map(() => '??').join(', ');
  const cast = columns.map(({ type }, index) => `c${index}::${type}`).join(', ');
  const arrays = columns.map(() => '?::text[]').join(', ');
  const aliases = columns.map((_, index) => `c${index}`).join(', ');
  return {
    sql: `INSERT INTO public.?? (${listed}) OVERRIDING SYSTEM VALUE
      SELECT ${cast} FROM unnest(${arrays}) AS moved (${aliases})`,
    names: [name, ...columns.map((column) => column.name)],
  };
}
