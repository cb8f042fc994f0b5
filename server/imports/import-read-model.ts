import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { ColumnMapping } from '../../domain/responses.ts';
import type { ImportFormat } from '../../domain/vocabulary.ts';
import { IMPORT_FORMATS } from '../../domain/vocabulary.ts';
import { selectRows } from '../database/connection.ts';
import type { MappingKey } from './import-store.ts';

const agencyRow = z.object({ id: z.number() });

/** The agency with a code; null where there is none. */
export async function findAgencyId(trx: Knex.Transaction, code: string): Promise<number | null> {
  const [agency] = await selectRows(trx, agencyRow, 'SELECT id FROM agency WHERE code = ?', [code]);
  return agency?.id ?? null;
}

const batchRow = z.object({
  id: z.number(),
  agency_id: z.number(),
  format: z.enum(IMPORT_FORMATS),
  file_name: z.string(),
  content_sha256: z.string(),
  status: z.enum(['awaiting_mapping', 'running', 'done', 'failed', 'undone']),
  header: z.array(z.string()).nullable(),
  rows_accepted: z.number(),
});
export type BatchRecord = z.infer<typeof batchRow>;

/** A batch by id; null where there is none. */
export async function findBatch(trx: Knex.Transaction, batchId: number): Promise<BatchRecord | null> {
  const [batch] = await selectRows(
    trx,
    batchRow,
    `SELECT id, agency_id, format, file_name, content_sha256, status, header, rows_accepted FROM import_batch WHERE id = ?`,
    [batchId],
  );
  return batch ?? null;
}

const sameFileRow = z.object({ id: z.number() });

/** The finished batch of the agency that brought the same file; null where none did. */
export async function findSameFile(
  trx: Knex.Transaction,
  agencyId: number,
  format: ImportFormat,
  contentSha256: string,
): Promise<number | null> {
  const [batch] = await selectRows(
    trx,
    sameFileRow,
    `SELECT id FROM import_batch WHERE agency_id = ? AND format = ? AND content_sha256 = ? AND status = 'done'`,
    [agencyId, format, contentSha256],
  );
  return batch?.id ?? null;
}

/** The key under which a mapping is remembered: equal for equal headings. */
export function headerKey(columns: readonly string[]): string {
  return createHash('sha256').update(columns.join('\u001f')).digest('hex');
}

const mappingRow = z.object({ mapping: z.record(z.string(), z.string().nullable()) });

/** The mapping the agency last used for these headings; null where it has not seen them. */
export async function findSavedMapping(
  trx: Knex.Transaction,
  key: MappingKey,
): Promise<ColumnMapping | null> {
  const [saved] = await selectRows(
    trx,
    mappingRow,
    'SELECT mapping FROM import_mapping WHERE agency_id = ? AND format = ? AND header_key = ?',
    [key.agencyId, key.format, key.headerKey],
  );
  return saved?.mapping ?? null;
}
