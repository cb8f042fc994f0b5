import { z } from 'zod';
import { SHOOTING_TYPES } from '../../domain/incident-filter.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { incidentCondition } from '../incidents/incident-condition.ts';
import { cellOfKey, keyOfCell, parentKey } from '../rollups/h3-keys.ts';
import type { CellAreas, CellCounts, CellQuestion } from './cell-counts.ts';
import type { MonthCounts } from './month-counts.ts';
import { noCounts } from './month-counts.ts';

/** The last digits of an H3 index, of 3 bits each up to resolution 15, are those of cells finer than a resolution. */
const bitsBelow = (resolution: number) => 3 * (15 - resolution);

const countRow = z.object({
  /** One of the stored cells in the cell counted; null for all that have none. */
  cell: z.string().nullable(),
  month: z.string().nullable(),
  count: z.number(),
  /** `24510/21202`: of those the cell lies in, the last; parts that are unknown are empty. */
  county_and_zip: z.string(),
});
type CountRow = z.infer<typeof countRow>;

/** Counts the filter's shootings by the cell they happened in; what only guns can have is a FilterError that names it. */
export async function countShootingsByCell(
  read: ScopedRead,
  filter: TraceFilter,
  { resolution, byMonth = false }: CellQuestion,
): Promise<CellCounts> {
  const rows = await readCountRows(read, filter, resolution, byMonth);
  const cellOf = ({ cell }: CountRow) =>
    cell === null ? null : cellOfKey(parentKey(keyOfCell(BigInt(cell)), resolution), resolution);
  const cells = [...new Set([null, ...rows.map(cellOf)])];
  const numbers = new Map(cells.map((cell, number) => [cell, number]));
  const areas = new Map<number, CellAreas>();
  const months = new Map<string | null, MonthCounts>();
  for (const row of rows) {
    const number = numbers.get(cellOf(row)) ?? 0;
    const counts = months.get(row.month) ?? noCounts(row.month, cells.length);
    months.set(row.month, counts);
    counts.count[number] = row.count;
    if (!areas.has(number)) areas.set(number, areasOf(row));
  }
  return { cells, months: [...months.values()], areasOf: (cell) => areas.get(cell) ?? NOWHERE };
}

const NOWHERE: CellAreas = { zip: null, county: null };

function areasOf({ county_and_zip }: CountRow): CellAreas {
  const [county = '', zip = ''] = county_and_zip.split('/');
  return { zip: zip === '' ? null : zip, county: county === '' ? null : county };
}

/** A row a cell and month; only the index `incident_day` is read where the filter names no more than dates and areas. */
function readCountRows(
  { trx }: ScopedRead,
  filter: TraceFilter,
  resolution: number,
  byMonth: boolean,
): Promise<CountRow[]> {
  const { sql, bindings } = incidentCondition({ filter, types: SHOOTING_TYPES });
  const month = byMonth ? `date_trunc('month', r.occurred_on)::date::text` : 'NULL::text';
  return selectRows(
    trx,
    countRow,
    `SELECT min(h3_cell)::text AS cell, month, count(*) AS count,
       max(concat(area_county, '/', area_zip)) AS county_and_zip
     FROM (SELECT r.h3_cell, r.area_county, r.area_zip, ${month} AS month FROM incident r WHERE ${sql}) shooting
     GROUP BY h3_cell >> :bits_below::int, month ORDER BY 1, 2`,
    { ...bindings, bits_below: bitsBelow(resolution) },
  );
}
