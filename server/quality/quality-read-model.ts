import type { Knex } from 'knex';
import { z } from 'zod';
import type { Speech } from '../../domain/languages/speech.ts';
import { inWordsOf } from '../../domain/languages/told.ts';
import type { QualityOfKind } from '../../domain/quality-responses.ts';
import { PRECISIONS } from '../../domain/vocabulary.ts';
import { selectRows } from '../database/connection.ts';
import { readPartCounts } from './part-counts.ts';
import { figuresOf } from './part-figures.ts';
import type { CountedPart, CountedParts } from './quality-figures.ts';
import { checksOf, contradictionsOf, fieldsOf, lateOf, monthsOf, only, tallyOf } from './quality-figures.ts';
import type { QualityKind } from './quality-kind.ts';

const fileRow = z.object({
  batch: z.number(),
  fileName: z.string(),
  importedAt: z.string(),
  rowsRead: z.number(),
  rowsRejected: z.number(),
  duplicates: z.number(),
});
type FileRow = z.infer<typeof fileRow>;

/**
 * How well an agency's records of a kind are filled, placed and reported, of all its files or of one, in words of `speech`; null
 * where it has no file of the kind. Read as its steward: the policies leave nobody else's in.
 */
export async function readQuality(
  trx: Knex.Transaction,
  kind: QualityKind,
  batchId: number | null,
  speech: Speech,
): Promise<QualityOfKind | null> {
  const files = await readFiles(trx, kind, batchId);
  if (files.length === 0) return null;
  const parts = await readParts(trx, kind, batchId);
  const [{ counts }] = parts;
  return {
    kind: kind.id,
    words: { one: inWordsOf(speech, kind.records.one), many: inWordsOf(speech, kind.records.many) },
    ...tallyOf(parts),
    completeMeans: kind.records.complete.map(({ label }) => inWordsOf(speech, label)),
    parts: parts.map((part) => fieldsOf(part, speech)),
    byPrecision: kind.records.isPlaced
      ? PRECISIONS.map((precision) => ({ precision, count: counts.placedTo(precision) }))
      : null,
    late: lateOf(parts, speech),
    checks: parts.flatMap((part) => checksOf(part, speech)),
    duplicates: files.reduce((sum, { duplicates }) => sum + duplicates, 0),
    months: monthsOf(parts).map((month) => ({
      month,
      ...tallyOf(only(parts, (row) => row.month === month)),
    })),
    undated: counts.where(({ month }) => month === null).records,
    files: files.map((file) =>
      withTally(
        file,
        only(parts, ({ batch }) => batch === file.batch),
      ),
    ),
  };
}

function withTally(file: FileRow, parts: CountedParts): QualityOfKind['files'][number] {
  const contradictions = parts.reduce((sum, part) => sum + contradictionsOf(part), 0);
  return { ...file, ...tallyOf(parts), contradictions };
}

async function readParts(
  trx: Knex.Transaction,
  kind: QualityKind,
  batchId: number | null,
): Promise<CountedParts> {
  const counted = async (part: CountedPart['part']): Promise<CountedPart> => ({
    part,
    counts: await readPartCounts(trx, part, figuresOf(kind, part), batchId),
  });
  const parts: [CountedPart, ...CountedPart[]] = [await counted(kind.records)];
  for (const part of kind.others) parts.push(await counted(part));
  return parts;
}

/** The files of a kind that were taken in, the newest first, with how many of their rows are withheld. */
function readFiles(trx: Knex.Transaction, kind: QualityKind, batchId: number | null): Promise<FileRow[]> {
  return selectRows(
    trx,
    fileRow,
    `SELECT b.id AS batch, b.file_name AS "fileName",
       to_char(b.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "importedAt",
       b.rows_read AS "rowsRead", b.rows_rejected AS "rowsRejected", coalesce(withheld.rows, 0) AS duplicates
     FROM import_batch b LEFT JOIN (
       SELECT import_batch_id, count(*) AS rows FROM ${kind.withheld.table} GROUP BY 1
     ) withheld ON withheld.import_batch_id = b.id
     WHERE b.format = :format AND b.status = 'done' AND (:batchId::int IS NULL OR b.id = :batchId::int)
     ORDER BY b.id DESC`,
    { format: kind.id, batchId },
  );
}
