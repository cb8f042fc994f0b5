/** What `GET /api/quality` and the rows behind its figures answer, as schemas; see docs/guides/data-quality.md. */
import { z } from 'zod';
import { type IMPORT_FORMATS, PRECISIONS } from './vocabulary.ts';

/** Kinds of records whose quality is told: what agencies bring of their own, by the format of its files. */
export const QUALITY_KINDS = [
  'traces',
  'incidents',
  'ballistics',
  'debriefs',
  'dealer-sales',
  'multiple-sales',
  'thefts',
  'inspections',
] as const satisfies readonly (typeof IMPORT_FORMATS)[number][];
export type QualityKindId = (typeof QUALITY_KINDS)[number];

/** A record that was reported after more days than these is counted as late, once for each. */
export const LATE_DAYS = [30, 90] as const;

/** What rows are asked for, beside the contradictions that each kind has of its own. */
export const ROW_CHECKS = [
  'records',
  'missing',
  'incomplete',
  'placed_to',
  'not_placed',
  'late_30',
  'late_90',
  'duplicates',
] as const;

const wordsSchema = z.object({ one: z.string(), many: z.string() });

/** How much of the records has been reported how late. */
const lateSchema = z.object({
  /** What came first and what was to follow: "recovery", "trace request". */
  from: z.string(),
  to: z.string(),
  /** Records of which both days are known and in this order. */
  known: z.number(),
  medianDays: z.number().nullable(),
  over: z.array(z.object({ days: z.number(), count: z.number() })),
});

const tallySchema = z.object({
  records: z.number(),
  complete: z.number(),
  /** Records that say anything of a place, and those of them placed to their street or better; null where there is none. */
  addresses: z.number().nullable(),
  placed: z.number().nullable(),
  /** Median days of reporting, and how many records it rests on; null where reporting is not timed. */
  medianDays: z.number().nullable(),
  timed: z.number().nullable(),
});
export type QualityTally = z.infer<typeof tallySchema>;

const byPrecision = z.array(z.object({ precision: z.enum(PRECISIONS), count: z.number() })).nullable();

const partSchema = z.object({
  id: z.string(),
  ...wordsSchema.shape,
  records: z.number(),
  /** From most to least exact, of those that say anything of a place; null where the part has none. */
  byPrecision,
  fields: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      filled: z.number(),
      of: z.number(),
      /** Among which records the field is asked for: "traced to a dealer"; null: all of them. */
      among: z.string().nullable(),
    }),
  ),
});

export const qualityOfKindSchema = tallySchema.extend({
  kind: z.enum(QUALITY_KINDS),
  words: wordsSchema,
  /** What must be known of a complete record, in words. */
  completeMeans: z.array(z.string()),
  /** The records, then what belongs to them and is kept by itself: guns, purchasers. */
  parts: z.array(partSchema),
  /** From most to least exact; together `addresses`. Null where the kind has no place. */
  byPrecision,
  late: lateSchema.nullable(),
  /** Values that contradict each other. */
  checks: z.array(
    z.object({
      key: z.string(),
      says: z.string(),
      count: z.number(),
      /** Of how many records it can be told. */
      of: z.number(),
    }),
  ),
  /** Rows of files that were withheld because their record was there already. */
  duplicates: z.number(),
  months: z.array(tallySchema.extend({ month: z.string() })),
  /** Records without a day, which are in no month. */
  undated: z.number(),
  files: z.array(
    tallySchema.extend({
      batch: z.number(),
      fileName: z.string(),
      importedAt: z.string(),
      rowsRead: z.number(),
      rowsRejected: z.number(),
      contradictions: z.number(),
      duplicates: z.number(),
    }),
  ),
});
export type QualityOfKind = z.infer<typeof qualityOfKindSchema>;

/** `GET /api/quality`: the kinds of which the agency has files. */
export const qualitySchema = z.object({
  items: z.array(qualityOfKindSchema),
  total: z.number(),
  next: z.string().nullable(),
});
export type Quality = z.infer<typeof qualitySchema>;

/** `GET /api/quality/rows`: the rows of files behind one figure, in the order of the files. */
export const qualityRowsSchema = z.object({
  /** What is the matter with these rows, and what can be done, in words. */
  says: z.string(),
  mend: z.string().nullable(),
  /** Headings of `values`. */
  columns: z.array(z.string()),
  items: z.array(
    z.object({
      /** The record of the row; null where it became none. */
      id: z.number().nullable(),
      batch: z.number(),
      file: z.string(),
      row: z.number(),
      values: z.array(z.string().nullable()),
    }),
  ),
  total: z.number(),
  next: z.string().nullable(),
});
export type QualityRows = z.infer<typeof qualityRowsSchema>;
