import type { ArrayCell } from '../../../database/array-literal.ts';
import { STAGED_PLACE_COLUMNS } from '../../../places/place-columns.ts';
import type { StoredPlace } from '../../../places/stored-place.ts';
import type { StagedColumn } from '../staged-rows.ts';
import { StagedRows } from '../staged-rows.ts';
import type { ParsedTrace } from './trace-row-parser.ts';

/** A row of a trace file, read, checked and placed. */
export interface StagedTrace {
  readonly trace: ParsedTrace;
  readonly recovery: StoredPlace;
  readonly possessor: StoredPlace;
  readonly purchaser: StoredPlace;
}

const column = (
  name: string,
  type: string,
  read: (trace: ParsedTrace) => ArrayCell,
): StagedColumn<StagedTrace> => ({
  name,
  type,
  read: ({ trace }) => read(trace),
});

const placeColumns = (party: 'recovery' | 'possessor' | 'purchaser'): StagedColumn<StagedTrace>[] =>
  STAGED_PLACE_COLUMNS.map(([name, type]) => ({
    name: `${party}_${name}`,
    type,
    read: (staged) => staged[party][name],
  }));

const COLUMNS: readonly StagedColumn<StagedTrace>[] = [
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

/** Rows of trace files on their way to records. */
export const stagedTraces = new StagedRows('trace', COLUMNS);
