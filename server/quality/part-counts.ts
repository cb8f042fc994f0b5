import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import type { DayTally } from './day-tally.ts';
import type { Figures } from './part-figures.ts';
import { delayDays } from './part-figures.ts';
import type { QualityPart } from './quality-kind.ts';

const countsRow = z.object({
  batch: z.number(),
  month: z.string().nullable(),
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

  /** How many rows took how many days. */
  get delays(): readonly DayTally[] {
    return this.rows.flatMap(({ days, dayCounts }) =>
      days.map((one, index) => ({ days: one, count: dayCounts[index] ?? 0 })),
    );
  }
}

/**
 * Counts the figures of a part by file and month, all in one scan of its table; of one file where `batchId` names it. Rows
 * are grouped by their days of delay first: a median cannot be put together from those of months.
 */
export async function readPartCounts(
  trx: Knex.Transaction,
  part: QualityPart,
  figures: Figures,
  batchId: number | null,
): Promise<PartCounts> {
  const conditions = [...figures.values()];
  const rows = await selectRows(
    trx,
    countsRow,
    `SELECT batch, to_char(month, 'YYYY-MM') AS month, sum(records)::int AS records,
       ARRAY[${conditions.map((_, index) => `sum(c${index})::int`).join(', ')}]::int[] AS counts,
       coalesce(array_agg(days) FILTER (WHERE days IS NOT NULL), '{}') AS days,
       coalesce(array_agg(records::int) FILTER (WHERE days IS NOT NULL), '{}') AS "dayCounts"
     FROM (
       SELECT r.import_batch_id AS batch, ${monthOf(part)} AS month,
         ${part.delay === undefined ? 'NULL::int' : delayDays(part.delay)} AS days, count(*) AS records
         ${conditions.map((sql, index) => `, count(*) FILTER (WHERE ${sql}) AS c${index}`).join('')}
       FROM ${part.from} ${batchId === null ? '' : 'WHERE r.import_batch_id = :batchId'} GROUP BY 1, 2, 3
     ) counted GROUP BY 1, 2`,
    batchId === null ? {} : { batchId },
  );
  return new PartCounts([...figures.keys()], rows);
}

/** Months as days since the first of them, as far as grouping needs: converting every day to a month takes longer. */
const monthOf = ({ day }: QualityPart): string =>
  day === undefined ? 'NULL::date' : `(${day} - (extract(day FROM ${day})::int - 1))`;
