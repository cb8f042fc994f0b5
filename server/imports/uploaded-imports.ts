import { told } from '../../domain/languages/told.ts';
import type { ColumnMapping, ImportProgress } from '../../domain/responses.ts';
import type { ImportFormat } from '../../domain/vocabulary.ts';
import { LOCAL_ACTOR } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { ProblemError } from '../errors.ts';
import type { AddressPlacer } from '../places/open-addresses.ts';
import { placeAgain } from '../places/place-again.ts';
import { checkMapping } from './formats/check-mapping.ts';
import type { TableHead } from './formats/format.ts';
import { FORMATS } from './formats/formats.ts';
import { ProgressBoard } from './import-progress.ts';
import type { BatchRecord } from './import-read-model.ts';
import { findBatch, findSameFile } from './import-read-model.ts';
import { ImportRefusal } from './import-refusal.ts';
import type { ProposedMapping } from './import-service.ts';
import { failBatch, openForFormat, proposeMapping, recordBegun, runOrFail } from './import-service.ts';
import { insertBatch, markRunning } from './import-store.ts';
import type { ReceivedUpload } from './receive-upload.ts';
import { undoImport } from './undo-import.ts';
import type { UploadFolder } from './upload-folder.ts';

export interface UploadedImportsOptions {
  readonly database: Database;
  readonly folder: UploadFolder;
  /** Called as each import begins: streets may have been loaded since the last. */
  readonly currentPlacer: () => Promise<AddressPlacer>;
  /** Told of errors that are Tracemap's own. */
  readonly onError: (error: unknown) => void;
  /** Told when an import or an undoing is over; the next one does not wait for what follows. */
  readonly onChanged?: () => void;
}

/** Imports of uploaded files: they run one after another inside the server. */
export class UploadedImports {
  readonly progress = new ProgressBoard();
  readonly #options: UploadedImportsOptions;
  #queue: Promise<void> = Promise.resolve();

  constructor(options: UploadedImportsOptions) {
    this.#options = options;
  }

  /**
   * Makes a batch of an upload. Where the format says itself which column is which it starts at once; else it waits
   * for its mapping. A {@link ProblemError} 422 for a file that cannot be imported, 409 for one imported before.
   */
  async accept(
    received: ReceivedUpload,
    format: ImportFormat,
    agencyId: number,
    actor = LOCAL_ACTOR,
  ): Promise<number> {
    const { database, folder } = this.#options;
    const { upload, fileName } = received;
    try {
      const { head } = await refusalAs422(openForFormat(upload.path, FORMATS[format]));
      const batchId = await database.knex.transaction(async (trx) => {
        const known = await findSameFile(trx, agencyId, format, upload.contentSha256);
        if (known !== null) throw importedBefore(known);
        const { contentSha256 } = upload;
        return insertBatch(trx, { agencyId, format, fileName, contentSha256, header: head.columns });
      });
      await folder.keep(upload, batchId);
      if (FORMATS[format].fields.length === 0) await this.start(batchId, {}, actor);
      return batchId;
    } catch (error) {
      await folder.discard(upload);
      throw error;
    }
  }

  /** Queues a waiting batch with the mapping given. A batch that runs already, or has run, is left alone. */
  async start(batchId: number, mapping: ColumnMapping, actor = LOCAL_ACTOR): Promise<void> {
    const { database, folder } = this.#options;
    const batch = await database.knex.transaction((trx) => findBatch(trx, batchId));
    if (batch === null || batch.status !== 'awaiting_mapping') return;
    const { head } = await refusalAs422(openForFormat(folder.pathOf(batchId), FORMATS[batch.format]));
    if (FORMATS[batch.format].fields.length > 0) checkUploadMapping(batch, mapping, head);
    const started = await database.knex.transaction(async (trx) => {
      if (!(await markRunning(trx, batchId, mapping))) return false;
      const { agency_id: agencyId, format, content_sha256: contentSha256 } = batch;
      await recordBegun(trx, { batchId, agencyId, format, contentSha256 }, actor);
      return true;
    });
    if (!started) return;
    this.progress.tell(batchId, { status: 'running', step: 'reading', rowsRead: 0, fraction: 0 });
    this.#queue = this.#queue.then(() => this.#run(batch, mapping, actor)).then(this.#options.onChanged);
  }

  /** The head and the proposed mapping of a batch that waits; null where its file is gone. */
  async waiting(batch: BatchRecord): Promise<{ head: TableHead; proposed: ProposedMapping } | null> {
    const { database, folder } = this.#options;
    const format = FORMATS[batch.format];
    const opened = await openForFormat(folder.pathOf(batch.id), format).catch(() => null);
    if (opened === null) return null;
    const proposed = await proposeMapping(database, batch.agency_id, format, opened.head);
    return { head: opened.head, proposed };
  }

  /** Undoes or discards a batch, its file too. A {@link ProblemError} 409 while it runs. */
  async remove(batchId: number, actor = LOCAL_ACTOR): Promise<void> {
    const outcome = await undoImport(this.#options.database, batchId, actor);
    if (outcome === 'running') {
      throw new ProblemError(
        409,
        'Still running',
        'The import still runs. Wait until it has finished, then undo it.',
      );
    }
    await this.#options.folder.remove(batchId);
    this.#queue = this.#queue.then(() => this.#placeAgain()).then(this.#options.onChanged);
  }

  /** Places again what an import or an undo asks for, after its answer: its records are there already. */
  async #placeAgain(): Promise<void> {
    const { database, currentPlacer, onError } = this.#options;
    await placeAgain(database, currentPlacer).catch(onError);
  }

  /** Resolves when nothing is queued any more. */
  async settled(): Promise<void> {
    await this.#queue;
  }

  async #run(batch: BatchRecord, mapping: ColumnMapping, actor: string): Promise<void> {
    const { database, folder, onError } = this.#options;
    let last: ImportProgress = { status: 'failed', step: 'finished', rowsRead: 0, fraction: 1 };
    const onProgress = (progress: ImportProgress) => {
      // The last word is spoken when the file is gone, too.
      if (progress.status === 'running') this.progress.tell(batch.id, progress);
      else last = progress;
    };
    try {
      const { placer, opened } = await this.#prepare(batch, actor);
      await runOrFail(
        { database, placer, actor },
        {
          batchId: batch.id,
          agencyId: batch.agency_id,
          format: FORMATS[batch.format],
          ...opened,
          mapping,
          fileName: batch.file_name,
          dryRun: false,
          onProgress,
        },
      );
    } catch (error) {
      if (!(error instanceof ImportRefusal)) onError(error);
    }
    await this.#placeAgain();
    await folder.remove(batch.id).catch(onError);
    this.progress.tell(batch.id, last);
  }

  async #prepare(batch: BatchRecord, actor: string) {
    const { database, folder, currentPlacer } = this.#options;
    try {
      const opened = await openForFormat(folder.pathOf(batch.id), FORMATS[batch.format]);
      return { placer: await currentPlacer(), opened };
    } catch (error) {
      const failed = { batchId: batch.id, agencyId: batch.agency_id, dryRun: false };
      await failBatch({ database, actor }, failed, error);
      throw error;
    }
  }
}

function checkUploadMapping(batch: BatchRecord, mapping: ColumnMapping, head: TableHead): void {
  try {
    checkMapping(FORMATS[batch.format], mapping, head);
  } catch (error) {
    if (error instanceof ImportRefusal) throw cannotBeImported(error);
    throw error;
  }
}

async function refusalAs422<Result>(result: Promise<Result>): Promise<Result> {
  try {
    return await result;
  } catch (error) {
    if (error instanceof ImportRefusal) throw cannotBeImported(error);
    throw error;
  }
}

function cannotBeImported(refusal: ImportRefusal): ProblemError {
  return new ProblemError(422, 'Cannot be imported', refusal.told);
}

function importedBefore(batchId: number): ProblemError {
  return new ProblemError(
    409,
    'Imported before',
    told('This very file was imported before, as import {batchId}. Nothing was changed.', { batchId }),
    { batch: batchId },
  );
}
