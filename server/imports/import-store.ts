import type { Knex } from 'knex';
import { z } from 'zod';
import type { ColumnMapping } from '../../domain/responses.ts';
import type { ImportFormat } from '../../domain/vocabulary.ts';
import { plainArray, textArray } from '../database/array-literal.ts';
import { selectRows } from '../database/connection.ts';
import { thisRunner } from '../database/runner.ts';
import type { RowNote } from './formats/format.ts';
import type { TableRow } from './tables/table.ts';

/** Writes of batches, their notes, and mappings. */

export interface NewBatch {
  readonly agencyId: number;
  readonly format: ImportFormat;
  readonly fileName: string;
  readonly contentSha256: string;
  readonly header: readonly string[];
}

const idRow = z.object({ id: z.number() });

export async function insertBatch(trx: Knex.Transaction, batch: NewBatch): Promise<number> {
  const [inserted] = await selectRows(
    trx,
    idRow,
    `INSERT INTO import_batch (agency_id, format, file_name, content_sha256, header, status)
     VALUES (?, ?, ?, ?, ?::jsonb, 'awaiting_mapping') RETURNING id`,
    [batch.agencyId, batch.format, batch.fileName, batch.contentSha256, JSON.stringify(batch.header)],
  );
  if (inserted === undefined) throw new Error('The batch was not inserted.');
  return inserted.id;
}

/** True where the batch was waiting and now runs; false where it no longer waits. */
export async function markRunning(
  trx: Knex.Transaction,
  batchId: number,
  mapping: ColumnMapping,
): Promise<boolean> {
  const started = await selectRows(
    trx,
    idRow,
    `UPDATE import_batch SET status = 'running', mapping = ?::jsonb, runner = ?
     WHERE id = ? AND status = 'awaiting_mapping' RETURNING id`,
    [JSON.stringify(mapping), thisRunner(), batchId],
  );
  return started.length > 0;
}

/** Tells other processes how far the batch has come. */
export async function recordRowsRead(
  trx: Knex.Transaction,
  batchId: number,
  { rowsRead, rowsRejected }: { readonly rowsRead: number; readonly rowsRejected: number },
): Promise<void> {
  await trx.raw('UPDATE import_batch SET rows_read = ?, rows_rejected = ? WHERE id = ?', [
    rowsRead,
    rowsRejected,
    batchId,
  ]);
}

/** What there is to say about rows, and those of them that are rejected. */
export async function recordNotes(
  trx: Knex.Transaction,
  batchId: number,
  notes: readonly RowNote[],
  rejected: readonly TableRow[],
): Promise<void> {
  if (notes.length > 0) {
    await trx.raw(
      `INSERT INTO import_note (import_batch_id, source_row, column_name, severity, value, message)
       SELECT ?, * FROM unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[])`,
      [
        batchId,
        plainArray(notes.map(({ row }) => row)),
        textArray(notes.map(({ column }) => column)),
        textArray(notes.map(({ severity }) => severity)),
        textArray(notes.map(({ value }) => value)),
        textArray(notes.map(({ message }) => message)),
      ],
    );
  }
  if (rejected.length > 0) {
    await trx.raw(
      `INSERT INTO import_rejected_row (import_batch_id, source_row, cells)
       SELECT ?, row, cells::jsonb FROM unnest(?::int[], ?::text[]) AS t(row, cells)`,
      [
        batchId,
        plainArray(rejected.map(({ number }) => number)),
        textArray(rejected.map(({ cells }) => JSON.stringify(cells))),
      ],
    );
  }
}

export async function markDone(
  trx: Knex.Transaction,
  batchId: number,
  counts: { readonly accepted: number; readonly duplicate: number },
): Promise<void> {
  await trx.raw(
    `UPDATE import_batch SET status = 'done', rows_accepted = ?, rows_duplicate = ?, finished_at = now(), runner = NULL
     WHERE id = ?`,
    [counts.accepted, counts.duplicate, batchId],
  );
}

/** Marks a batch failed. Its notes go: none of its rows was imported. */
export async function markFailed(trx: Knex.Transaction, batchId: number, message: string): Promise<void> {
  await forgetRows(trx, batchId);
  await trx.raw(
    `UPDATE import_batch SET status = 'failed', error = ?, finished_at = now(), runner = NULL WHERE id = ?`,
    [message, batchId],
  );
}

/** Marks a batch undone, and takes away what is kept of its rows: notes and rejected rows. */
export async function markUndone(trx: Knex.Transaction, batchId: number): Promise<void> {
  await forgetRows(trx, batchId);
  await trx.raw(`UPDATE import_batch SET status = 'undone', finished_at = now() WHERE id = ?`, [batchId]);
}

export async function deleteBatch(trx: Knex.Transaction, batchId: number): Promise<void> {
  await trx.raw('DELETE FROM import_batch WHERE id = ?', [batchId]);
}

async function forgetRows(trx: Knex.Transaction, batchId: number): Promise<void> {
  await trx.raw('DELETE FROM import_note WHERE import_batch_id = ?', [batchId]);
  await trx.raw('DELETE FROM import_rejected_row WHERE import_batch_id = ?', [batchId]);
}

const savedRow = z.object({ changed: z.boolean() });

/** Remembers a mapping for the agency's next file with the same headings; false where it was remembered so already. */
export async function saveMapping(
  trx: Knex.Transaction,
  key: MappingKey,
  mapping: ColumnMapping,
): Promise<boolean> {
  const saved = await selectRows(
    trx,
    savedRow,
    `INSERT INTO import_mapping (agency_id, format, header_key, mapping) VALUES (?, ?, ?, ?::jsonb)
     ON CONFLICT (agency_id, format, header_key) DO UPDATE SET mapping = excluded.mapping, saved_at = now()
       WHERE import_mapping.mapping <> excluded.mapping RETURNING true AS changed`,
    [key.agencyId, key.format, key.headerKey, JSON.stringify(mapping)],
  );
  return saved.length > 0;
}

export interface MappingKey {
  readonly agencyId: number;
  readonly format: ImportFormat;
  readonly headerKey: string;
}
