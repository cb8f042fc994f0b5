import type { z } from 'zod';

/** What of the one filter grammar holds for a list, as SQL on the record `r`; what is left out says nothing of its records. */
export interface ListFilters {
  /** The day by which records are chosen and ordered: `recovered_from`, `recovered_to`. */
  readonly day: string;
  /** State, county and ZIP: `recovery_state`, `recovery_county`, `recovery_zip`. */
  readonly areas?: readonly [state: string, county: string, zip: string];
  /** `precision_min`. */
  readonly precision?: string;
  /** A point in EPSG:3857: `bbox`. */
  readonly point?: string;
  /** True where a record has the columns of a gun: `firearm_type`, `caliber`, `manufacturer`. */
  readonly hasGun?: boolean;
  /** `dealer`. */
  readonly dealer?: string;
}

/** What every listed record has. */
export interface ListedRow {
  readonly id: number;
  readonly sort_value: number;
  readonly agency: string;
  readonly agency_name: string;
  readonly file_name: string | null;
  readonly source_row: number;
  readonly import_batch_id: number;
}

/** A list of records of one kind: all that tells one from another. */
export interface RecordList<Row extends ListedRow, Item> {
  readonly table: string;
  readonly filters: ListFilters;
  /** Whether a record may be drawn as a point; left out where none may. */
  readonly isDrawn?: string;
  /** Columns beside those of every list, as SQL on the record `r` and what `joins` adds. */
  readonly columns: string;
  readonly joins: string;
  readonly row: z.ZodType<Row>;
  readonly item: (row: Row) => Item;
}
