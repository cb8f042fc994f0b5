import { z } from 'zod';
import type { Corridor, NamedCorridorEnd } from '../../domain/corridor.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { filterCondition } from '../traces/filter-sql.ts';
import { resolveCorridors } from '../traces/resolve-corridors.ts';
import type { PairCount, PairEnd } from './gun-tally.ts';
import { tallyGuns } from './gun-tally.ts';

/** Guns that went along each corridor, and all guns of the filter that were traced to a dealer. */
export interface CorridorCounts {
  readonly counts: readonly number[];
  readonly traced: number;
}

/** Counts the filter's guns by corridor: those between areas all from one count of pairs, those of drawn areas in the records. */
export async function countCorridors(
  read: ScopedRead,
  filter: TraceFilter,
  corridors: readonly Corridor[],
): Promise<CorridorCounts> {
  const { pairs, count: traced } = await tallyGuns(read, filter);
  const counts: number[] = [];
  for (const corridor of corridors) {
    const ends = [...corridor.origins, ...corridor.destinations];
    const isDrawn = ends.some(({ level }) => level === 'polygon');
    counts.push(isDrawn ? await countRecords(read, filter, corridor.id) : countAreas(pairs, corridor));
  }
  return { counts, traced };
}

const countRow = z.object({ count: z.number() });

async function countRecords({ trx }: ScopedRead, filter: TraceFilter, id: number): Promise<number> {
  const { sql, bindings } = filterCondition(await resolveCorridors(trx, { ...filter, corridor: [id] }));
  const [row] = await selectRows(
    trx,
    countRow,
    `SELECT count(*) AS count FROM recovery r WHERE r.trace_outcome IN ('dealer', 'purchaser') AND ${sql}`,
    bindings,
  );
  return row?.count ?? 0;
}

function countAreas(pairs: readonly PairCount[], { origins, destinations }: Corridor): number {
  const isOrigin = lies(origins);
  const isDestination = lies(destinations);
  return pairs.reduce(
    (sum, { origin, destination, count }) =>
      sum + (isOrigin(origin) && isDestination(destination) ? count : 0),
    0,
  );
}

function lies(ends: readonly NamedCorridorEnd[]): (place: PairEnd) => boolean {
  const codes = new Set(ends.flatMap((end) => (end.level === 'polygon' ? [] : [end.code])));
  return ({ state, county }) =>
    (state !== null && codes.has(state)) || (county !== null && codes.has(county));
}
