import type { Knex } from 'knex';
import type { ColumnMapping } from '../../../domain/responses.ts';
import type { ImportFormat } from '../../../domain/vocabulary.ts';
import type { AddressPlacer } from '../../places/open-addresses.ts';
import type { RollupPart } from '../../rollups/refresh-rollups.ts';
import type { TableRow } from '../tables/table.ts';

/** A field a column of the file can be mapped to. */
export interface FormatField {
  readonly key: string;
  readonly label: string;
  readonly required: boolean;
  readonly group: string;
}

/** Something to tell about a row: an error rejects it, a warning keeps it. */
export interface RowNote {
  readonly row: number | null;
  readonly column: string | null;
  readonly severity: 'error' | 'warning';
  readonly value: string | null;
  readonly message: string;
}

/** The headings of a table, and what stands under them in its first rows. */
export interface TableHead {
  /** Each heading once: a second CITY is `CITY (2)`. */
  readonly columns: readonly string[];
  readonly firstRow: number;
  readonly samples: readonly (readonly string[])[];
}

export interface ImportTarget {
  readonly batchId: number;
  readonly agencyId: number;
}

/** Rows that were read: what to say about them, and how to stage them (inside a transaction of its own). */
export interface ReadRows {
  readonly notes: readonly RowNote[];
  /** Numbers of the rows that are not imported; each has an error among the notes. */
  readonly rejected: ReadonlySet<number>;
  readonly stage: (trx: Knex.Transaction) => Promise<void>;
}

export interface MergeCounts {
  readonly accepted: number;
  readonly duplicate: number;
  /** Which rollups have to be counted anew. */
  readonly parts: readonly RollupPart[];
  /** What only the file as a whole could tell. */
  readonly notes: readonly RowNote[];
}

/** One file being read. Rows that do not have a cell for each heading never reach it. */
export interface FormatReader {
  read(rows: readonly TableRow[]): Promise<ReadRows>;
  /** Turns what is staged into records; all of it in the caller's transaction, which holds the writers' lock. */
  merge(trx: Knex.Transaction): Promise<MergeCounts>;
}

export interface ReaderInput extends ImportTarget {
  readonly head: TableHead;
  readonly mapping: ColumnMapping;
  readonly fileName: string;
  readonly placer: AddressPlacer;
  /** Today, `YYYY-MM-DD`: later dates are mistakes. */
  readonly today: string;
}

/** A kind of file Tracemap imports. */
export interface Format {
  readonly id: ImportFormat;
  /** The fields columns are mapped to; empty where the format itself says which column is which. */
  readonly fields: readonly FormatField[];
  /** Finds the headings in the first rows. Throws an {@link ImportRefusal} where there are none. */
  readHead(rows: readonly TableRow[]): TableHead;
  /** Which heading holds which field, as far as can be told. */
  guessMapping(head: TableHead): ColumnMapping;
  /** Throws an {@link ImportRefusal} where a required field has no column or a column is not in the file. */
  createReader(input: ReaderInput): FormatReader;
  /** Makes room for a batch's staged rows. */
  prepareStage(trx: Knex.Transaction, batchId: number): Promise<void>;
  /** Drops a batch's staged rows. */
  dropStage(trx: Knex.Transaction, batchId: number): Promise<void>;
  /** Takes a batch's records away, with what it had withheld. Gives the parts whose rollups change. */
  undo(trx: Knex.Transaction, target: ImportTarget): Promise<readonly RollupPart[]>;
  /**
   * Lets rows of an agency that were withheld as duplicates take the place of what was undone. Gives the parts whose
   * rollups change.
   */
  mergeWithheld(trx: Knex.Transaction, agencyId: number): Promise<readonly RollupPart[]>;
}
