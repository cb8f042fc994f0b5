import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { Knex } from 'knex';
import { z } from 'zod';
import { told } from '../../domain/languages/told.ts';
import type { ColumnMapping, ImportProgress } from '../../domain/responses.ts';
import type { ImportFormat } from '../../domain/vocabulary.ts';
import { LOCAL_ACTOR, recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import type { AddressPlacer } from '../places/open-addresses.ts';
import type { RunCounts } from './batch-run.ts';
import { dropStage, runBatch } from './batch-run.ts';
import type { Format, TableHead } from './formats/format.ts';
import { FORMATS } from './formats/formats.ts';
import { SAMPLE_ROWS } from './formats/table-head.ts';
import { findAgencyId, findSameFile, findSavedMapping, headerKey } from './import-read-model.ts';
import { ImportRefusal } from './import-refusal.ts';
import type { MappingKey } from './import-store.ts';
import { deleteBatch, insertBatch, markFailed, markRunning, saveMapping } from './import-store.ts';
import { inspectFile } from './tables/file-content.ts';
import { openTable } from './tables/open-table.ts';
import type { Table } from './tables/table.ts';
import { firstRows } from './tables/table.ts';

export interface ImportContext {
  readonly database: Database;
  readonly placer: AddressPlacer;
  /** Who imports, for the audit log. */
  readonly actor?: string;
}

export interface FileImport {
  readonly format: ImportFormat;
  /** Code of the agency the records belong to. */
  readonly agency: string;
  readonly filePath: string;
  /** How the file is called on screen; by default as on disk. */
  readonly fileName?: string;
  /** Which column holds which field; else the agency's last mapping for these headings, else a guess. */
  readonly mapping?: ColumnMapping;
  readonly dryRun?: boolean;
  readonly onProgress?: (progress: ImportProgress) => void;
}

export interface ImportResult extends RunCounts {
  /** `already_imported`: the agency brought this very file before, and nothing was changed. */
  readonly status: 'done' | 'already_imported' | 'dry_run';
  /** The batch of the file; null after a dry run. */
  readonly batchId: number | null;
  readonly mapping: ColumnMapping;
}

const NO_ROWS: RunCounts = {
  rowsRead: 0,
  rowsAccepted: 0,
  rowsDuplicate: 0,
  rowsRejected: 0,
  placement: [],
};

/**
 * Imports a file of this machine from start to end. Throws an {@link ImportRefusal} where the file is not what it
 * claims to be; then, as after any crash, nothing of it is imported.
 */
export async function importFile(context: ImportContext, request: FileImport): Promise<ImportResult> {
  const { database } = context;
  const format = FORMATS[request.format];
  const agencyId = await requireAgency(database, request.agency);
  await inspectFile(request.filePath);
  const contentSha256 = await sha256Of(request.filePath);
  const known = await database.knex.transaction((trx) =>
    findSameFile(trx, agencyId, request.format, contentSha256),
  );
  if (known !== null) return { status: 'already_imported', batchId: known, mapping: {}, ...NO_ROWS };

  const opened = await openForFormat(request.filePath, format);
  const proposed = await proposeMapping(database, agencyId, format, opened.head);
  const mapping = request.mapping ?? proposed.mapping;
  const fileName = request.fileName ?? path.basename(request.filePath);
  const batchId = await database.knex.transaction(async (trx) => {
    const id = await insertBatch(trx, {
      agencyId,
      format: request.format,
      fileName,
      contentSha256,
      header: opened.head.columns,
    });
    await markRunning(trx, id, mapping);
    if (request.dryRun !== true) {
      const begun = { batchId: id, agencyId, format: request.format, contentSha256 };
      await recordBegun(trx, begun, context.actor);
    }
    return id;
  });
  const counts = await runOrFail(context, {
    batchId,
    agencyId,
    format,
    ...opened,
    mapping,
    fileName,
    dryRun: request.dryRun ?? false,
    onProgress: request.onProgress ?? (() => {}),
  });
  if (request.dryRun === true) return { status: 'dry_run', batchId: null, mapping, ...counts };
  return { status: 'done', batchId, mapping, ...counts };
}

/** Records that a batch begins to run, in the transaction that says so. */
export function recordBegun(
  trx: Knex.Transaction,
  batch: {
    readonly batchId: number;
    readonly agencyId: number;
    readonly format: ImportFormat;
    readonly contentSha256: string;
  },
  actor: string | undefined,
): Promise<void> {
  const { batchId, agencyId, format, contentSha256 } = batch;
  return recordAuditEvent(trx, {
    actor: actor ?? LOCAL_ACTOR,
    agencyId,
    action: 'import.begun',
    subject: `import_batch ${batchId}`,
    detail: { format, sha256: contentSha256 },
  });
}

type Run = Omit<Parameters<typeof runBatch>[0], keyof ImportContext>;

/**
 * Runs a batch that is marked running. Where it fails, the batch says why and what was staged is dropped. The
 * mapping of a batch that went well is remembered.
 */
export async function runOrFail(context: ImportContext, run: Run): Promise<RunCounts> {
  const { database } = context;
  const { format, batchId, agencyId } = run;
  try {
    const counts = await runBatch({ ...context, ...run });
    run.onProgress({ status: 'done', step: 'finished', rowsRead: counts.rowsRead, fraction: 1 });
    if (run.dryRun || format.fields.length === 0) return counts;
    const key = { agencyId, format: format.id, headerKey: headerKey(run.head.columns) };
    await rememberMapping(context, key, run);
    return counts;
  } catch (error) {
    await failBatch(context, run, error);
    run.onProgress({ status: 'failed', step: 'finished', rowsRead: 0, fraction: 1 });
    throw error;
  } finally {
    await database.knex.transaction(async (trx) => {
      await dropStage(trx, format, batchId);
      if (run.dryRun) await deleteBatch(trx, batchId);
    });
  }
}

async function rememberMapping(
  { database, actor }: ImportContext,
  key: MappingKey,
  { batchId, mapping }: Run,
): Promise<void> {
  await database.knex.transaction(async (trx) => {
    if (!(await saveMapping(trx, key, mapping))) return;
    await recordAuditEvent(trx, {
      actor: actor ?? LOCAL_ACTOR,
      agencyId: key.agencyId,
      action: 'import.mapping_changed',
      subject: `import_batch ${batchId}`,
      detail: {
        format: key.format,
        fields: Object.values(mapping).filter((column) => column !== null).length,
      },
    });
  });
}

/** Marks a batch failed with the reason in words. Of a dry run nothing is recorded: nothing of it was to be kept. */
export async function failBatch(
  { database, actor }: Pick<ImportContext, 'database' | 'actor'>,
  { batchId, agencyId, dryRun }: Pick<Run, 'batchId' | 'agencyId' | 'dryRun'>,
  error: unknown,
): Promise<void> {
  const isRefusal = error instanceof ImportRefusal;
  await database.knex.transaction(async (trx) => {
    await markFailed(trx, batchId, isRefusal ? error.message : INTERNAL_FAILURE);
    if (dryRun) return;
    await recordAuditEvent(trx, {
      actor: actor ?? LOCAL_ACTOR,
      agencyId,
      action: 'import.failed',
      subject: `import_batch ${batchId}`,
      detail: { reason: isRefusal ? 'refused' : 'error' },
    });
  });
}

const INTERNAL_FAILURE =
  'The import stopped because of an error inside Tracemap; nothing of it was kept. Import the file again; if it stops again, the log says where.';

/** Opens a file and finds its headings. Throws an {@link ImportRefusal} where it is no such file. */
export async function openForFormat(
  filePath: string,
  format: Format,
): Promise<{ readonly table: Table; readonly head: TableHead }> {
  const table = await openTable(filePath);
  const rows = await firstRows(table, SAMPLE_ROWS + 20);
  if (rows.length === 0) throw new ImportRefusal('The file has no rows.');
  return { table, head: format.readHead(rows) };
}

export interface ProposedMapping {
  readonly mapping: ColumnMapping;
  readonly from: 'saved' | 'guessed' | 'fixed';
}

/** The mapping to start from: the agency's last one for these headings, else a guess. */
export async function proposeMapping(
  database: Database,
  agencyId: number,
  format: Format,
  head: TableHead,
): Promise<ProposedMapping> {
  if (format.fields.length === 0) return { mapping: {}, from: 'fixed' };
  const key = { agencyId, format: format.id, headerKey: headerKey(head.columns) };
  const saved = await database.knex.transaction((trx) => findSavedMapping(trx, key));
  return saved === null
    ? { mapping: format.guessMapping(head), from: 'guessed' }
    : { mapping: saved, from: 'saved' };
}

export async function requireAgency(database: Database, code: string): Promise<number> {
  const agencyId = await database.knex.transaction((trx) => findAgencyId(trx, code));
  if (agencyId === null) {
    throw new ImportRefusal(
      told('There is no agency "{code}". Add it with: tracemap agency add {code} "NAME" --state XX', {
        code,
      }),
    );
  }
  return agencyId;
}

export async function sha256Of(filePath: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(filePath, { highWaterMark: 1 << 20 })) {
    hash.update(z.instanceof(Buffer).parse(chunk));
  }
  return hash.digest('hex');
}
