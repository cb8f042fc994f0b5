import { z } from 'zod';
import type { Flows } from '../../domain/responses.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import type { FlowLevel } from '../../domain/vocabulary.ts';
import { readAreaPlaces } from '../areas/area-places.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { groupedRecoveries } from '../rollups/grouped-recoveries.ts';
import { countWithin, timesWithin, timeToCrimeFigures } from '../rollups/packed-times.ts';
import type { FlowCount } from './flow-collection.ts';
import { flowCollection } from './flow-collection.ts';

const groupRow = z.object({
  origin: z.string().nullable(),
  destination: z.string().nullable(),
  recoveries: z.number(),
  times: z.instanceof(Buffer),
});

/** Flows of the guns in the filter that were traced to a dealer, from the dealer's area to that of recovery. */
export async function readFlows(
  { trx }: ScopedRead,
  filter: TraceFilter,
  { level, limit }: { readonly level: FlowLevel; readonly limit: number },
): Promise<Flows> {
  const source = groupedRecoveries(filter, level);
  const groups = await selectRows(
    trx,
    groupRow,
    `SELECT origin, destination, sum(recoveries) AS recoveries, string_agg(times_to_crime, ''::bytea) AS times
     FROM ${source.sql} g WHERE trace_outcome IN ('dealer', 'purchaser') GROUP BY origin, destination`,
    source.bindings,
  );
  const counts = groups.flatMap(({ origin, destination, recoveries, times }): FlowCount[] => {
    const count = countWithin(recoveries, times, filter);
    const timeToCrime = () => timeToCrimeFigures(timesWithin(times, filter));
    return count === 0 ? [] : [{ origin, destination, count, timeToCrime }];
  });
  const codes = new Set(counts.flatMap(({ origin, destination }) => [origin, destination]));
  const places = await readAreaPlaces(
    trx,
    level,
    [...codes].filter((code) => code !== null),
  );
  return flowCollection(counts, places, level, limit);
}
