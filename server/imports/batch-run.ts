import type { Knex } from 'knex';
import { told } from '../../domain/languages/told.ts';
import type { ColumnMapping, ImportPlacement, ImportProgress } from '../../domain/responses.ts';
import { LOCAL_ACTOR, recordAuditEvent } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { beginChange } from '../database/data-version.ts';
import { readReferenceVersion } from '../geocoding/match/reference-version.ts';
import { applyGeocodes } from '../places/apply-geocodes.ts';
import type { AddressPlacer } from '../places/open-addresses.ts';
import {
  createStagedGeocodes,
  OpenAddresses,
  publishGeocodes,
  stageGeocodes,
} from '../places/open-addresses.ts';
import { requestPlacing } from '../places/placing-task.ts';
import { distinctParts } from '../rollups/distinct-parts.ts';
import { refreshRollups } from '../rollups/refresh-rollups.ts';
import type {
  Format,
  FormatReader,
  ImportTarget,
  MergeCounts,
  RowNote,
  TableHead,
} from './formats/format.ts';
import { ImportRefusal } from './import-refusal.ts';
import { markDone, recordNotes, recordRowsRead } from './import-store.ts';
import { agenciesNamingDealersOf, noteImportChange } from './note-import-change.ts';
import { readPlacement } from './placement-read-model.ts';
import type { Table, TableRow } from './tables/table.ts';

export interface BatchRun extends ImportTarget {
  readonly database: Database;
  readonly placer: AddressPlacer;
  /** Who imports, for the audit log. */
  readonly actor?: string;
  readonly format: Format;
  readonly table: Table;
  readonly head: TableHead;
  readonly mapping: ColumnMapping;
  readonly fileName: string;
  /** Works everything out and then takes it back: tells what an import would do. */
  readonly dryRun: boolean;
  readonly onProgress: (progress: ImportProgress) => void;
}

export interface RunCounts {
  readonly rowsRead: number;
  readonly rowsAccepted: number;
  readonly rowsDuplicate: number;
  readonly rowsRejected: number;
  readonly placement: readonly ImportPlacement[];
}

/** From this many rows on, a file whose rows mostly lack cells is given up without reading the rest. */
const RAGGED_CHECK_ROWS = 1000;

/** How often other processes can see how far an import has come. */
const MS_BETWEEN_RECORDS = 1000;

/**
 * Reads a batch's file: rows are staged some at a time, each time in a short transaction, so that others can read
 * meanwhile; then one transaction turns them all into records, or none.
 */
export async function runBatch(run: BatchRun): Promise<RunCounts> {
  const { database, batchId } = run;
  const placer = new OpenAddresses(run.placer);
  const reader = run.format.createReader({ ...run, placer, today: new Date().toISOString().slice(0, 10) });
  await database.knex.transaction(async (trx) => {
    await run.format.prepareStage(trx, batchId);
    await createStagedGeocodes(trx, stagedGeocodeTable(batchId));
  });
  const read = await stageRows(run, reader, placer);
  const { rowsRead, rowsRejected } = read;
  if (rowsRead === 0) throw new ImportRefusal('The file has headings but no rows.');
  run.onProgress({ status: 'running', step: 'placing', rowsRead, fraction: 1 });
  const { accepted, duplicate, placement } = await merge(run, reader, read);
  return { rowsRead, rowsRejected, rowsAccepted: accepted, rowsDuplicate: duplicate, placement };
}

/** The table of the addresses a batch leaves open, until it is merged. */
const stagedGeocodeTable = (batchId: number) => `staged_geocode_${batchId}`;

/** Addresses of a batch that a person has settled before. */
const DECIDED_IN_BATCH = (batchId: number) => `g.agency_id = ? AND g.review_id IS NOT NULL
  AND g.address_key IN (SELECT address_key FROM ${stagedGeocodeTable(batchId)})`;

/** Drops whatever a batch has staged. */
export async function dropStage(trx: Knex.Transaction, format: Format, batchId: number): Promise<void> {
  await format.dropStage(trx, batchId);
  await trx.raw(`DROP TABLE IF EXISTS ${stagedGeocodeTable(batchId)}`);
}

type RowsRead = Pick<RunCounts, 'rowsRead' | 'rowsRejected'>;

async function stageRows(run: BatchRun, reader: FormatReader, placer: OpenAddresses): Promise<RowsRead> {
  let rowsRead = 0;
  let rowsRejected = 0;
  let ragged = 0;
  let recordedAt = 0;
  // While the database writes one chunk, the next is read.
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const chunk of run.table.chunks()) {
      const rows = chunk.filter(({ number }) => number >= run.head.firstRow);
      const whole = wholeRows(rows, run.head.columns.length);
      const read = await reader.read(whole.rows);
      const open = placer.take();
      rowsRead += rows.length;
      ragged += whole.notes.length;
      if (rowsRead >= RAGGED_CHECK_ROWS) refuseMostlyRagged(ragged, rowsRead, run.head);
      const rejected = [...whole.rejected, ...whole.rows.filter(({ number }) => read.rejected.has(number))];
      rowsRejected += rejected.length;
      await writing;
      const soFar = { rowsRead, rowsRejected };
      const isTimely = Date.now() - recordedAt >= MS_BETWEEN_RECORDS;
      if (isTimely) recordedAt = Date.now();
      writing = run.database.knex.transaction(async (trx) => {
        await read.stage(trx);
        await stageGeocodes(trx, stagedGeocodeTable(run.batchId), run.agencyId, open);
        const notes = [...whole.notes, ...read.notes].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
        await recordNotes(trx, run.batchId, notes, rejected);
        if (isTimely) await recordRowsRead(trx, run.batchId, soFar);
      });
      // Awaited in the next round; a failure meanwhile must not count as unhandled.
      writing.catch(() => {});
      run.onProgress({ status: 'running', step: 'reading', rowsRead, fraction: run.table.fractionRead() });
    }
  } finally {
    await writing;
  }
  refuseMostlyRagged(ragged, rowsRead, run.head);
  return { rowsRead, rowsRejected };
}

interface WholeRows {
  readonly rows: readonly TableRow[];
  readonly rejected: readonly TableRow[];
  readonly notes: readonly RowNote[];
}

/** Parts the rows that have a cell for each heading from those that do not. Blank cells too many do no harm. */
function wholeRows(rows: readonly TableRow[], columns: number): WholeRows {
  const whole: TableRow[] = [];
  const rejected: TableRow[] = [];
  const notes: RowNote[] = [];
  for (const row of rows) {
    const { length } = row.cells;
    if (
      length === columns ||
      (length > columns && row.cells.slice(columns).every((cell) => cell.trim() === ''))
    ) {
      whole.push(row);
      continue;
    }
    rejected.push(row);
    const message = `The row has ${length} cells where there are ${columns} headings; a delimiter or quote is missing or too many.`;
    notes.push({ row: row.number, column: null, severity: 'error', value: null, message });
  }
  return { rows: whole, rejected, notes };
}

function refuseMostlyRagged(ragged: number, rowsRead: number, { columns }: TableHead): void {
  if (ragged * 2 <= rowsRead) return;
  throw new ImportRefusal(
    told(
      '{ragged} of {rowsRead} rows do not have the {cells} cells its headings announce, so the file is not the table it claims to be. Check its delimiter and quotes, or save it as CSV (UTF-8) again.',
      { ragged, rowsRead, cells: columns.length },
    ),
  );
}

type Merged = Pick<MergeCounts, 'accepted' | 'duplicate'> & Pick<RunCounts, 'placement'>;

/** Thrown to take a dry run back. */
class DryRunOver extends Error {
  constructor(readonly merged: Merged) {
    super('The dry run is over.');
  }
}

async function merge(run: BatchRun, reader: FormatReader, read: RowsRead): Promise<Merged> {
  try {
    return await run.database.knex.transaction(async (trx) => {
      // Taken first: from here on other writers wait.
      await beginChange(trx);
      const counts = await reader.merge(trx);
      await publishGeocodes(trx, stagedGeocodeTable(run.batchId));
      if ((await readReferenceVersion(trx)) !== run.placer.referenceVersion) {
        await requestPlacing(trx, { cause: 'import', batchId: run.batchId });
      }
      const settled = await applyGeocodes(trx, DECIDED_IN_BATCH(run.batchId), [run.agencyId]);
      run.onProgress({ status: 'running', step: 'counting', rowsRead: read.rowsRead, fraction: 1 });
      const parts = distinctParts([...counts.parts, ...settled]);
      await refreshRollups(trx, parts);
      await recordNotes(trx, run.batchId, counts.notes, []);
      await recordRowsRead(trx, run.batchId, read);
      await markDone(trx, run.batchId, counts);
      await dropStage(trx, run.format, run.batchId);
      const { accepted, duplicate } = counts;
      const merged = { accepted, duplicate, placement: await readPlacement(trx, run.batchId) };
      if (run.dryRun) throw new DryRunOver(merged);
      const naming = await agenciesNamingDealersOf(trx, run.batchId);
      await noteImportChange(trx, { agency_id: run.agencyId, format: run.format.id }, [
        ...naming,
        ...parts.map(({ agencyId }) => agencyId),
      ]);
      await recordFinished(trx, run, { ...read, ...merged });
      return merged;
    });
  } catch (error) {
    if (error instanceof DryRunOver) return error.merged;
    throw error;
  }
}

function recordFinished(trx: Knex.Transaction, run: BatchRun, counts: RowsRead & Merged): Promise<void> {
  const { rowsRead, rowsRejected, accepted, duplicate } = counts;
  return recordAuditEvent(trx, {
    actor: run.actor ?? LOCAL_ACTOR,
    agencyId: run.agencyId,
    action: 'import.finished',
    subject: `import_batch ${run.batchId}`,
    detail: { rowsRead, rowsAccepted: accepted, rowsDuplicate: duplicate, rowsRejected },
  });
}
