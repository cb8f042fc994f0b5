import { z } from 'zod';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { filterCondition } from '../traces/filter-sql.ts';
import { clusterShift } from './clusters.ts';

/** Traces of the filter by the overview cell of their dealer, cells ascending. */
export interface DealerCells {
  readonly cells: number[];
  readonly traces: number[];
}

/** Overview tiles are made of these cells: those of the last zoom before records are read. */
export const OVERVIEW_CELL_SHIFT = clusterShift(8);

const cellRow = z.object({ cell: z.number(), traces: z.number() });

/** Counts the filter's guns by the cell of the dealer they were traced to. */
export async function readDealerCells({ trx }: ScopedRead, filter: TraceFilter): Promise<DealerCells> {
  const { sql, bindings } = filterCondition(filter);
  const rows = await selectRows(
    trx,
    cellRow,
    `SELECT p.tile_code >> ${OVERVIEW_CELL_SHIFT} AS cell, sum(d.traces)::int AS traces
     FROM (SELECT r.dealer_id, count(*) AS traces FROM recovery r
       WHERE r.dealer_id IS NOT NULL AND ${sql} GROUP BY r.dealer_id) d
     JOIN dealer_place p ON p.dealer_id = d.dealer_id GROUP BY 1 ORDER BY 1`,
    bindings,
  );
  return { cells: rows.map(({ cell }) => cell), traces: rows.map(({ traces }) => traces) };
}
