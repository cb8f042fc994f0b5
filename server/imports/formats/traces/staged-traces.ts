import type { Knex } from 'knex';
import type { ArrayCell } from '../../../database/array-literal.ts';
import { plainArray, textArray } from '../../../database/array-literal.ts';
import { STAGED_PLACE_COLUMNS } from '../../../places/place-columns.ts';
import type { StoredPlace } from '../../../places/stored-place.ts';
import type { ParsedTrace } from './trace-row-parser.ts';

/** A row of a trace file, read, checked and placed. */
export interface StagedTrace {
  readonly trace: ParsedTrace;
  readonly recovery: StoredPlace;
  readonly possessor: StoredPlace;
  readonly purchaser: StoredPlace;
}

interface StagedColumn {
  readonly name: string;
  readonly type: string;
  readonly read: (staged: StagedTrace) => ArrayCell;
}

const column = (name: string, type: string, read: (trace: ParsedTrace) => ArrayCell): StagedColumn => ({
  name,
  type,
  read: ({ trace }) => read(trace),
});

const placeColumns = (party: 'recovery' | 'possessor' | 'purchaser'): StagedColumn[] =>
  STAGED_PLACE_COLUMNS.map(([name, type]) => ({
    name: `${party}_${name}`,
    type,
    read: (staged) => staged[party][name],
  }));

const COLUMNS: readonly StagedColumn[] = [
  column('source_row', 'int', (trace) => trace.sourceRow),
  column('trace_number', 'text', (trace) => trace.traceNumber),
  column('record_key', 'text', (trace) => trace.recordKey),
  column('outcome', 'text', (trace) => trace.outcome),
  column('status', 'text', (trace) => trace.status),
  column('requested_on', 'date', (trace) => trace.requestedOn),
  column('priority', 'text', (trace) => trace.priority),
  column('project_code', 'text', (trace) => trace.projectCode),
  column('crime_code', 'text', (trace) => trace.crimeCode),
  column('ori', 'text', (trace) => trace.ori),
  column('officer', 'text', (trace) => trace.officer),
  column('badge', 'text', (trace) => trace.badge),
  column('case_number', 'text', (trace) => trace.caseNumber),
  column('serial_number', 'text', (trace) => trace.serialNumber),
  column('serial_obliterated', 'boolean', (trace) => trace.serialObliterated),
  column('manufacturer', 'text', (trace) => trace.manufacturer),
  column('importer', 'text', (trace) => trace.importer),
  column('model', 'text', (trace) => trace.model),
  column('caliber', 'text', (trace) => trace.caliber),
  column('country_of_origin', 'text', (trace) => trace.countryOfOrigin),
  column('firearm_type', 'text', (trace) => trace.firearmType),
  column('recovered_on', 'date', (trace) => trace.recoveredOn),
  column('purchased_on', 'date', (trace) => trace.purchasedOn),
  column('time_to_crime_days', 'smallint', (trace) => trace.timeToCrimeDays),
  column('multiple_sale', 'boolean', (trace) => trace.multipleSale),
  column('dealer_key', 'text', (trace) => trace.dealer?.key ?? null),
  ...placeColumns('recovery'),
  column('has_possessor', 'boolean', (trace) => trace.possessor !== null),
  column('possessor_full_name', 'text', (trace) => trace.possessor?.fullName ?? null),
  column('possessor_birth_date', 'date', (trace) => trace.possessor?.birthDate ?? null),
  ...placeColumns('possessor'),
  column('has_purchaser', 'boolean', (trace) => trace.purchaser !== null),
  column('person_key', 'text', (trace) => trace.purchaserKey),
  column('purchaser_full_name', 'text', (trace) => trace.purchaser?.fullName ?? null),
  column('purchaser_birth_date', 'date', (trace) => trace.purchaser?.birthDate ?? null),
  ...placeColumns('purchaser'),
];

const COLUMN_NAMES = COLUMNS.map(({ name }) => name).join(', ');

/** The table of a batch's staged rows. */
export const stagedTraceTable = (batchId: number) => `staged_trace_${batchId}`;

export async function createStagedTraces(trx: Knex.Transaction, batchId: number): Promise<void> {
  const table = stagedTraceTable(batchId);
  await trx.raw(`CREATE UNLOGGED TABLE ${table} (LIKE duplicate_trace)`);
  await trx.raw(`ALTER TABLE ${table} DROP COLUMN import_batch_id`);
}

export async function dropStagedTraces(trx: Knex.Transaction, batchId: number): Promise<void> {
  await trx.raw(`DROP TABLE IF EXISTS ${stagedTraceTable(batchId)}`);
}

const INSERT_VALUES = `(${COLUMN_NAMES}) SELECT * FROM unnest(${COLUMNS.map(({ type }) => `?::${type}[]`).join(', ')})`;

/** Writes rows to the batch's staging table in one statement. */
export async function stageTraces(
  trx: Knex.Transaction,
  batchId: number,
  rows: readonly StagedTrace[],
): Promise<void> {
  if (rows.length === 0) return;
  const literals = COLUMNS.map(({ type, read }) =>
    type === 'text' ? textArray(rows.map(read)) : plainArray(rows.map(read)),
  );
  await trx.raw(`INSERT INTO ${stagedTraceTable(batchId)} ${INSERT_VALUES}`, literals);
}

/** Keeps the rows `duplicatesSql` names, should the records they duplicate be undone. */
export async function keepDuplicates(
  trx: Knex.Transaction,
  batchId: number,
  duplicatesSql: string,
): Promise<void> {
  await trx.raw(
    `INSERT INTO duplicate_trace (${COLUMN_NAMES}, import_batch_id)
     SELECT ${COLUMN_NAMES}, ? FROM ${stagedTraceTable(batchId)} WHERE source_row IN (${duplicatesSql})`,
    [batchId],
  );
}

/** Stages a batch's kept duplicates again. */
export async function restageDuplicates(trx: Knex.Transaction, batchId: number): Promise<void> {
  await createStagedTraces(trx, batchId);
  await trx.raw(
    `INSERT INTO ${stagedTraceTable(batchId)} (${COLUMN_NAMES})
     SELECT ${COLUMN_NAMES} FROM duplicate_trace WHERE import_batch_id = ?`,
    [batchId],
  );
  await trx.raw('DELETE FROM duplicate_trace WHERE import_batch_id = ?', [batchId]);
}
