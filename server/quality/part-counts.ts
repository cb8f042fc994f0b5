import type { Knex } from 'knex';
import { z } from 'zod';
import type { Precision } from '../../domain/vocabulary.ts';
import { PRECISIONS } from '../../domain/vocabulary.ts';
import { selectRows } from '../database/connection.ts';
import type { DayTally } from './day-tally.ts';
import { HAS_ADDRESS } from './kinds/shared-fields.ts';
import type { Figures } from './part-figures.ts';
import { delayDays } from './part-figures.ts';
import type { QualityPart } from './quality-kind.ts';

const countsRow = z.object({
  batch: z.number(),
  month: z.string().nullable(),
  tier: z.enum(PRECISIONS).nullable(),
  records: z.number(),
  counts: z.array(z.number()),
  days: z.array(z.number()),
  dayCounts: z.array(z.number()),
});
type CountsRow = z.infer<typeof countsRow>;

/** What was counted of the rows of a part: of all of them, or of those of some files or months. */
export class PartCounts {
  constructor(
    /** Names of the figures, in the order of their counts. */
    readonly names: readonly string[],
    readonly rows: readonly CountsRow[],
  ) {}

  /** The same of the rows of some files or months alone. */
  where(isMeant: (row: Pick<CountsRow, 'batch' | 'month'>) => boolean): PartCounts {
    return new PartCounts(this.names, this.rows.filter(isMeant));
  }

  get records(): number {
    return this.rows.reduce((sum, { records }) => sum + records, 0);
  }

  /** For how many rows a figure holds; null where the part has no such figure. */
  of(name: string): number | null {
    const index = this.names.indexOf(name);
    return index === -1 ? null : this.rows.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0);
  }

  /** How many rows say anything of a place. */
  get addresses(): number {
    return this.#sumOf(({ tier }) => tier !== null);
  }

  /** How many of these were placed to something. */
  placedTo(precision: Precision): number {
    return this.#sumOf(({ tier }) => tier === precision);
  }

  /** How many rows took how many days. */
  get delays(): readonly DayTally[] {
    return this.rows.flatMap(({ days, dayCounts }) =>
      days.map((one, index) => ({ days: one, count: dayCounts[index] ?? 0 })),
    );
  }

  #sumOf(isMeant: (row: CountsRow) => boolean): number {
    return this.rows.reduce((sum, row) => (isMeant(row) ? sum + row.records : sum), 0);
  }
}

/**
 * Counts the figures of a part by file, month and what places were placed to, all in one scan of its table; of one file where
 * `batchId` names it. Whether there is an address is a group of its own, since as part of another PostgreSQL would expect as many
 * groups as streets, and sort a million rows. Rows are grouped by their days of delay first: a median cannot be put together from those of months.
 */
export async function readPartCounts(
  trx: Knex.Transaction,
  part: QualityPart,
  figures: Figures,
  batchId: number | null,
): Promise<PartCounts> {
  const conditions = [...figures.values()];
  const { day, delay, isPlaced = false, from } = part;
  const rows = await selectRows(
    trx,
    countsRow,
    `SELECT batch, to_char(month, 'YYYY-MM') AS month, CASE WHEN addressed THEN tier END AS tier,
       sum(records)::int AS records,
       ARRAY[${conditions.map((_, index) => `sum(c${index})::int`).join(', ')}]::int[] AS counts,
       coalesce(array_agg(days) FILTER (WHERE days IS NOT NULL), '{}') AS days,
       coalesce(array_agg(records::int) FILTER (WHERE days IS NOT NULL), '{}') AS "dayCounts"
     FROM (
       SELECT r.import_batch_id AS batch,
         ${day === undefined ? 'NULL::timestamp' : `date_trunc('month', (${day})::timestamp)`} AS month,
         ${isPlaced ? 'r.precision' : 'NULL::text'} AS tier, ${isPlaced ? HAS_ADDRESS : 'false'} AS addressed,
         ${delay === undefined ? 'NULL::int' : delayDays(delay)} AS days, count(*) AS records
         ${conditions.map((sql, index) => `, count(*) FILTER (WHERE ${sql}) AS c${index}`).join('')}
       FROM ${from} ${batchId === null ? '' : 'WHERE r.import_batch_id = :batchId'} GROUP BY 1, 2, 3, 4, 5
     ) counted GROUP BY 1, 2, 3`,
    batchId === null ? {} : { batchId },
  );
  return new PartCounts([...figures.keys()], rows);
}
