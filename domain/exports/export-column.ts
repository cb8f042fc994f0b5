/** What a column of an exported file holds: what its dictionary tells, and what formats with typed columns ask. */

/** A day is `YYYY-MM-DD`; `real` is a number with a fraction. */
export const COLUMN_TYPES = ['integer', 'real', 'text', 'boolean', 'date'] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

export interface ColumnMeaning {
  readonly type: ColumnType;
  /** What a number counts or measures; null for what is no number. */
  readonly unit: string | null;
  /** In plain words. */
  readonly means: string;
  /** Where the value comes from. */
  readonly from: string;
}

export interface ExportColumn extends ColumnMeaning {
  readonly name: string;
}

export type ColumnMeanings = Readonly<Record<string, ColumnMeaning>>;

/** Where values come from. */
export const FILE = "the agency's file, read into one spelling";
export const AS_WRITTEN = "the agency's file, in its own words";
export const PLACED = 'geocoding of the place in the file';
export const LICENCE = "ATF's list of licensed dealers, else the trace result";
export const TRACE = 'the trace result';
export const COMPUTED = 'computed from the records of the filter';
export const KEPT = 'Tracemap';

const meaning =
  (type: ColumnType) =>
  (means: string, from: string, unit: string | null = null): ColumnMeaning => ({ type, unit, means, from });

export const text = meaning('text');
export const date = meaning('date');
export const flag = meaning('boolean');
export const real = meaning('real');
export const integer = meaning('integer');
/** A number that names something rather than counting. */
export const key = (means: string): ColumnMeaning => integer(means, KEPT);
