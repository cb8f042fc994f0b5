import type { Knex } from 'knex';
import { z } from 'zod';
import type { ImportBatch, ImportNotes } from '../../domain/responses.ts';
import { importBatchSchema, importNoteSchema } from '../../domain/responses.ts';
import { selectRows } from '../database/connection.ts';

/** Reads of batches and notes for the screen, inside a scoped transaction: only visible agencies' are found. */

const BATCH = `
  SELECT b.id, a.code AS agency, b.format, b.file_name AS "fileName", b.status, b.error,
    b.rows_read AS "rowsRead", b.rows_accepted AS "rowsAccepted", b.rows_duplicate AS "rowsDuplicate",
    b.rows_rejected AS "rowsRejected",
    to_char(b.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "createdAt",
    to_char(b.finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "finishedAt"
  FROM import_batch b JOIN agency a ON a.id = b.agency_id`;

const totalRow = z.object({ total: z.number() });

/** Batches, newest first, from below the id `before`. */
export async function listBatches(
  trx: Knex.Transaction,
  before: number | null,
  limit: number,
): Promise<{ items: ImportBatch[]; total: number; next: string | null }> {
  const [count] = await selectRows(trx, totalRow, 'SELECT count(*) AS total FROM import_batch');
  const rows = await selectRows(
    trx,
    importBatchSchema,
    `${BATCH} WHERE (?::int IS NULL OR b.id < ?::int) ORDER BY b.id DESC LIMIT ?`,
    [before, before, limit + 1],
  );
  const items = rows.slice(0, limit);
  return {
    items,
    total: count?.total ?? 0,
    next: rows.length > limit ? String(items.at(-1)?.id) : null,
  };
}

/** One batch; null where there is none in scope. */
export async function findVisibleBatch(trx: Knex.Transaction, batchId: number): Promise<ImportBatch | null> {
  const [batch] = await selectRows(trx, importBatchSchema, `${BATCH} WHERE b.id = ?`, [batchId]);
  return batch ?? null;
}

const mappingRow = z.object({
  header: z.array(z.string()).nullable(),
  mapping: z.record(z.string(), z.string().nullable()).nullable(),
  errors: z.number(),
  warnings: z.number(),
});

/** The headings and mapping of a batch, and how many notes it has. The batch must be known to be visible. */
export async function findBatchExtras(trx: Knex.Transaction, batchId: number) {
  const [extras] = await selectRows(
    trx,
    mappingRow,
    `SELECT header, mapping,
       (SELECT count(*) FROM import_note WHERE import_batch_id = b.id AND severity = 'error') AS errors,
       (SELECT count(*) FROM import_note WHERE import_batch_id = b.id AND severity = 'warning') AS warnings
     FROM import_batch b WHERE id = ?`,
    [batchId],
  );
  return extras ?? { header: null, mapping: null, errors: 0, warnings: 0 };
}

const noteRow = importNoteSchema.extend({ id: z.number() });

/** Notes of a batch in the order they were made, after the note `after`; of both severities where `severity` is null. */
export async function listNotes(
  trx: Knex.Transaction,
  batchId: number,
  severity: 'error' | 'warning' | null,
  after: number,
  limit: number,
): Promise<ImportNotes> {
  const condition = 'import_batch_id = ? AND (?::text IS NULL OR severity = ?::text)';
  const [count] = await selectRows(
    trx,
    totalRow,
    `SELECT count(*) AS total FROM import_note WHERE ${condition}`,
    [batchId, severity, severity],
  );
  const rows = await selectRows(
    trx,
    noteRow,
    `SELECT id, source_row AS row, column_name AS column, severity, value, message
     FROM import_note WHERE ${condition} AND id > ? ORDER BY id LIMIT ?`,
    [batchId, severity, severity, after, limit + 1],
  );
  const page = rows.slice(0, limit);
  return {
    items: page.map(({ id: _id, ...note }) => note),
    total: count?.total ?? 0,
    next: rows.length > limit ? String(page.at(-1)?.id) : null,
  };
}

const rejectedRow = z.object({ row: z.number(), cells: z.array(z.string()), reasons: z.string() });
export type RejectedRow = z.infer<typeof rejectedRow>;

/** Rejected rows of a batch in the order of the file, after a row, with all that was wrong with each. */
export async function listRejectedRows(
  trx: Knex.Transaction,
  batchId: number,
  afterRow: number,
  limit: number,
): Promise<RejectedRow[]> {
  return selectRows(
    trx,
    rejectedRow,
    `SELECT r.source_row AS row, r.cells, coalesce(string_agg(
       CASE WHEN n.column_name IS NULL THEN n.message ELSE n.column_name || ': ' || n.message END, ' ' ORDER BY n.id), '') AS reasons
     FROM (
       SELECT source_row, cells FROM import_rejected_row
       WHERE import_batch_id = ? AND source_row > ? ORDER BY source_row LIMIT ?
     ) r LEFT JOIN import_note n
       ON n.import_batch_id = ? AND n.source_row = r.source_row AND n.severity = 'error'
     GROUP BY r.source_row, r.cells ORDER BY r.source_row`,
    [batchId, afterRow, limit, batchId],
  );
}

const widthRow = z.object({ width: z.number().nullable() });

/** How many cells the longest rejected row of a batch has; 0 where there is none. */
export async function widestRejectedRow(trx: Knex.Transaction, batchId: number): Promise<number> {
  const [row] = await selectRows(
    trx,
    widthRow,
    'SELECT max(jsonb_array_length(cells)) AS width FROM import_rejected_row WHERE import_batch_id = ?',
    [batchId],
  );
  return row?.width ?? 0;
}
