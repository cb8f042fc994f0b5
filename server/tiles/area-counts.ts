import type { Knex } from 'knex';
import { z } from 'zod';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import { selectRows } from '../database/connection.ts';
import { groupedRecoveries } from '../rollups/grouped-recoveries.ts';
import { countWithin } from '../rollups/packed-times.ts';

/** Guns recovered in and sold from areas, as columns: one entry each for an area that has any. */
export interface AreaCounts {
  readonly codes: string[];
  readonly recoveries: number[];
  readonly sold: number[];
}

const groupRow = z.object({
  destination: z.string().nullable(),
  origin: z.string().nullable(),
  recoveries: z.number(),
  times: z.instanceof(Buffer),
});

/** Counts the filter's guns by area of recovery and by area of sale. */
export async function readAreaCounts(
  trx: Knex.Transaction,
  filter: TraceFilter,
  level: FlowLevel,
): Promise<AreaCounts> {
  const source = groupedRecoveries(filter, level);
  const times = filter.ttcMin === undefined && filter.ttcMax === undefined ? `''::bytea` : 'times_to_crime';
  const rows = await selectRows(
    trx,
    groupRow,
    `SELECT origin, destination, sum(recoveries) AS recoveries, string_agg(${times}, ''::bytea) AS times
     FROM ${source.sql} g GROUP BY GROUPING SETS ((origin), (destination))
     HAVING coalesce(origin, destination) IS NOT NULL`,
    source.bindings,
  );
  const byCode = new Map<string, { recoveries: number; sold: number }>();
  for (const { origin, destination, recoveries, times: packed } of rows) {
    const code = origin ?? destination ?? '';
    const area = byCode.get(code) ?? { recoveries: 0, sold: 0 };
    area[origin === null ? 'recoveries' : 'sold'] += countWithin(recoveries, packed, filter);
    byCode.set(code, area);
  }
  const areas = [...byCode.values()];
  return {
    codes: [...byCode.keys()],
    recoveries: areas.map(({ recoveries }) => recoveries),
    sold: areas.map(({ sold }) => sold),
  };
}
