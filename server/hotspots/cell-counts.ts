import { z } from 'zod';
import type { HotspotSubject } from '../../domain/hotspots.ts';
import { SHORT_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { filterCondition } from '../traces/filter-sql.ts';

/** What is counted in one H3 cell, in one month where months were asked for. */
export interface CellCount {
  /** H3 index; null for all that are not known to the street or better. */
  readonly cell: string | null;
  /** First day; null where the date is unknown, or months were not asked for. */
  readonly month: string | null;
  readonly count: number;
  /** Recoveries of known time-to-crime, of which those sold within 3 years are a part. */
  readonly outOf: number;
}

const cellCount: z.ZodType<CellCount> = z.object({
  cell: z.string().nullable(),
  month: z.string().nullable(),
  count: z.number(),
  outOf: z.number(),
});

const COUNTED: Readonly<Record<HotspotSubject, string>> = {
  recoveries: 'count(*)',
  shortTimeToCrime: `count(*) FILTER (WHERE r.time_to_crime_days <= ${SHORT_TIME_TO_CRIME_DAYS})`,
};

/** Counts the filter's guns by the H3 cell they were recovered in; every gun is in one of them. */
export function readCellCounts(
  { trx }: ScopedRead,
  filter: TraceFilter,
  ask: { readonly of: HotspotSubject; readonly resolution: number; readonly byMonth?: boolean },
): Promise<CellCount[]> {
  const { sql, bindings } = filterCondition(filter);
  const month = ask.byMonth === true ? `date_trunc('month', r.recovered_on)::date` : 'NULL::date';
  return selectRows(
    trx,
    cellCount,
    `SELECT ${cellSql(ask.resolution)} AS cell, ${month} AS month,
       ${COUNTED[ask.of]} AS count, count(r.time_to_crime_days) AS "outOf"
     FROM recovery r WHERE ${sql} GROUP BY 1, 2`,
    bindings,
  );
}

const cellRow = z.object({ cell: z.string() });

/** The cells in which the filter has any gun. */
export async function readOccupiedCells(
  { trx }: ScopedRead,
  filter: TraceFilter,
  resolution: number,
): Promise<string[]> {
  const { sql, bindings } = filterCondition(filter);
  const rows = await selectRows(
    trx,
    cellRow,
    `SELECT DISTINCT ${cellSql(resolution)} AS cell FROM recovery r WHERE r.h3_cell IS NOT NULL AND ${sql}`,
    bindings,
  );
  return rows.map(({ cell }) => cell);
}

const lastDayRow = z.object({ day: z.string().nullable() });

/** The last day on which a gun of the filter was recovered; null where no date is known. */
export async function readLastDay({ trx }: ScopedRead, filter: TraceFilter): Promise<string | null> {
  const { sql, bindings } = filterCondition(filter);
  const [row] = await selectRows(
    trx,
    lastDayRow,
    `SELECT max(r.recovered_on) AS day FROM recovery r WHERE ${sql}`,
    bindings,
  );
  return row?.day ?? null;
}

const FINEST = 15;
const BITS_A_DIGIT = 3;
const RESOLUTION_SHIFT = 52;

/**
 * SQL for the H3 cell around a recovery at a resolution, in H3's own text. An index holds its resolution in bits 52 to 55
 * and a digit of three bits for each step down, all ones below its own: so the larger cell is found by integer arithmetic.
 */
function cellSql(resolution: number): string {
  const below = 2 ** (BITS_A_DIGIT * (FINEST - resolution)) - 1;
  return `to_hex(((r.h3_cell | ${below}) & ~(15::bigint << ${RESOLUTION_SHIFT})) | (${resolution}::bigint << ${RESOLUTION_SHIFT}))`;
}
