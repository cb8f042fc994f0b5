import type { Told } from '../../domain/languages/told.ts';
import type { QualityKindId } from '../../domain/quality-responses.ts';
import type { Precision } from '../../domain/vocabulary.ts';

/** One of something and several. */
interface Words {
  readonly one: Told;
  readonly many: Told;
}

/** A field that files of a kind may have. SQL is on the row `r` of its part; it is never null itself. */
export interface QualityField {
  /** Told from the kind's others. */
  readonly key: string;
  readonly label: Told;
  /** Whether it is known. */
  readonly filled: string;
  /** Which records it is asked of, and what these are in words; left out: all. */
  readonly among?: { readonly sql: string; readonly words: Told };
}

/** A value that is told with a row, so that it can be found and mended. */
export interface ShownValue {
  readonly label: Told;
  readonly sql: string;
  /** What the value stands for, where it is not told as it is. */
  readonly meaning?: (value: string) => Told;
}

/** Values of a record that cannot all be right. */
export interface QualityCheck {
  readonly key: string;
  /** What is the matter, in a sentence without its full stop. */
  readonly says: Told;
  /** What to look at. */
  readonly mend: Told;
  readonly holds: string;
  /** Of which records it can be told at all. */
  readonly among: string;
  readonly shows: readonly ShownValue[];
}

/** Two days of a record of which the second should follow the first soon. */
export interface QualityDelay {
  readonly from: ShownValue;
  readonly to: ShownValue;
}

/** Rows that are counted together, in one scan: those of one table, each from one row of a file. */
export interface QualityPart extends Words {
  /** Told from the kind's others. */
  readonly id: string;
  /** The FROM clause. Its row `r` has `id`, `import_batch_id` and `source_row`. */
  readonly from: string;
  /** The day by whose month it counts; left out where the part has none. */
  readonly day?: string;
  /** True where it has a place that is looked for. */
  readonly isPlaced?: boolean;
  readonly fields: readonly QualityField[];
  readonly delay?: QualityDelay;
  readonly checks?: readonly QualityCheck[];
}

/** A kind of record of which files are brought in, and how well these may be filled: all that tells one kind from another. */
export interface QualityKind {
  readonly id: QualityKindId;
  /** The records themselves. */
  readonly records: QualityPart & {
    readonly day: string;
    /** What must be known of a record that is complete. */
    readonly complete: readonly ShownValue[];
  };
  /** What belongs to them and is kept by itself. */
  readonly others: readonly QualityPart[];
  /** Rows `r` that were withheld, of files `file`, and where what they repeat is kept: `kept`. */
  readonly withheld: {
    readonly table: string;
    readonly from: string;
    /** Tells the records of one row apart. */
    readonly part: string;
    readonly keptBatch: string;
    readonly keptRow: string;
  };
}

/** By what rows placed to a precision are asked for: records by it alone, what belongs to them by its name too (`purchaser_zip`). */
export const placedField = (kind: QualityKind, { id }: QualityPart, precision: Precision): string =>
  id === kind.records.id ? precision : `${id}_${precision}`;

/** All parts of a kind, the records first. */
export const partsOf = ({ records, others }: QualityKind): readonly QualityPart[] => [records, ...others];
