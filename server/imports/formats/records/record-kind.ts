import type { ImportFormat } from '../../../../domain/vocabulary.ts';
import type { ArrayCell } from '../../../database/array-literal.ts';
import type { Address } from '../../../geocoding/address.ts';
import type { ParsedDealer } from '../../dealers/parsed-dealer.ts';
import type { MappedRow } from '../cells/mapped-row.ts';
import type { RecordField } from './record-fields.ts';

/** What a row says of one record, read and checked; its place not yet looked up. */
export interface ParsedRecord {
  /** Equal for the same record in any file of the agency; null where only all that is said tells it from another. */
  readonly recordKey: string | null;
  /** Where it was; null where the row does not say. Kinds without a place have none. */
  readonly place?: Address | null;
  /** The dealer it is about; null where the row names none. Kinds that name no dealers have none. */
  readonly dealer?: ParsedDealer | null;
}

/** A column of a kind's table, under the same name among staged rows. */
interface StoredColumn {
  readonly name: string;
  readonly type: string;
  /** What holds for rows of the same record in one file: true if any is, or the largest. Else the first row holds. */
  readonly ofRepeats?: 'bool_or' | 'max';
}

/** Where records of a kind are kept. Rows withheld as duplicates stand in `duplicate_TABLE`. */
export interface RecordTable {
  readonly table: string;
  readonly columns: readonly StoredColumn[];
  /** Columns that the database works out of a staged row `s`: name and SQL. */
  readonly workedOut?: readonly (readonly [name: string, value: string])[];
  /** True where the table holds a place a record. */
  readonly isPlaced: boolean;
  /** True where it holds a dealer a record (`dealer_id`). */
  readonly namesDealers: boolean;
}

/** A kind of record that files bring, one or more a row: all that tells one format of records from another. */
export interface RecordKind<Row extends ParsedRecord> extends RecordTable {
  readonly id: ImportFormat;
  readonly fields: readonly RecordField[];
  readonly columns: readonly (StoredColumn & { readonly read: (record: Row) => ArrayCell })[];
  /** The records of the row turned to, what there is to say of it noted; null where it is rejected, with an error noted. */
  readonly parse: (row: MappedRow, fileName: string) => readonly Row[] | null;
}
