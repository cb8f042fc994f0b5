import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import type { FigureRows } from './figure-rows.ts';
import type { RowsCursor } from './rows-cursor.ts';

const rowRow = z.object({
  id: z.number().nullable(),
  batch: z.number(),
  file: z.string(),
  row: z.number(),
  part: z.number(),
  values: z.array(z.string().nullable()),
});
export type QualityRow = z.infer<typeof rowRow>;
const totalRow = z.object({ total: z.number() });

/** Of which file and month (`YYYY-MM`) rows are; null: of all. */
export interface RowsOf {
  readonly batchId: number | null;
  readonly month: string | null;
}

/** How many rows stand behind a figure. */
export async function countQualityRows(
  trx: Knex.Transaction,
  figure: FigureRows,
  of: RowsOf,
): Promise<number> {
  const { sql, bindings } = conditionOf(figure, of);
  const statement = `SELECT count(*) AS total FROM ${figure.from} WHERE ${sql}`;
  const [row] = await selectRows(trx, totalRow, statement, bindings);
  return row?.total ?? 0;
}

/** Some of the rows behind a figure in the order of the files and their rows, after one of them. */
export async function readQualityRows(
  trx: Knex.Transaction,
  figure: FigureRows,
  of: RowsOf,
  { after, limit }: { readonly after: RowsCursor | null; readonly limit: number },
): Promise<QualityRow[]> {
  const { sql, bindings } = conditionOf(figure, of);
  // The first comparison is the same as the second says of the file; only it can be looked up.
  const isAfter = `r.import_batch_id >= :batch AND (r.import_batch_id, r.source_row, ${figure.part}) > (:batch, :row, :part)`;
  return selectRows(
    trx,
    rowRow,
    `SELECT ${figure.id} AS id, r.import_batch_id AS batch, file.file_name AS file, r.source_row AS row,
       ${figure.part} AS part, ARRAY[${figure.shows.map((one) => `(${one.sql})::text`).join(', ')}]::text[] AS values
     FROM ${figure.from} WHERE ${sql} ${after === null ? '' : `AND ${isAfter}`}
     ORDER BY r.import_batch_id, r.source_row, part LIMIT :limit`,
    { ...bindings, ...after, limit },
  );
}

function conditionOf({ holds, day }: FigureRows, { batchId, month }: RowsOf) {
  const parts = [`(${holds})`];
  const bindings: Record<string, Knex.Value> = {};
  if (batchId !== null) {
    parts.push('r.import_batch_id = :batchId');
    bindings.batchId = batchId;
  }
  if (month !== null) {
    // What has no day is of no month.
    const isIn = `${day} >= :month::date AND ${day} < :month::date + interval '1 month'`;
    parts.push(day === null ? 'false' : isIn);
    bindings.month = `${month}-01`;
  }
  return { sql: parts.join(' AND '), bindings };
}
