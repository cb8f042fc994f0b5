import type { Knex } from 'knex';
import { z } from 'zod';
import type { Corridor, CorridorPage } from '../../domain/corridor.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import { readAreaPlaces } from '../areas/area-places.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { filterCondition } from '../traces/filter-sql.ts';
import { resolveCorridors, withoutCorridors } from '../traces/resolve-corridors.ts';
import { corridorFigures } from './corridor-figures.ts';
import { tallyDistances } from './distance-tally.ts';
import { tallyGuns, withoutPart } from './gun-tally.ts';

const MOST_DEALERS = 10;

/**
 * What is told of a corridor: its guns of the filter beside all other guns of the filter that were traced to a dealer.
 * What the filter itself says of corridors is left aside: the rest is everything else.
 */
export async function readCorridorPage(
  read: ScopedRead,
  corridor: Corridor,
  filter: TraceFilter,
): Promise<CorridorPage> {
  const all = withoutCorridors(filter);
  const along = await resolveCorridors(read.trx, { ...all, corridor: [corridor.id] });
  const [allGuns, guns] = [await tallyGuns(read, all), await tallyGuns(read, along)];
  const rest = withoutPart(allGuns, guns);
  const counties = await readAreaPlaces(read, 'county');
  const months = monthsOf(allGuns.months);
  return {
    corridor,
    is: corridorFigures(guns, tallyDistances(guns.pairs, counties)),
    rest: corridorFigures(rest, tallyDistances(rest.pairs, counties)),
    months: months.map((month) => ({
      month: month.slice(0, 7),
      count: guns.months.get(month) ?? 0,
      all: allGuns.months.get(month) ?? 0,
    })),
    undated: guns.months.get(null) ?? 0,
    ...(await leadingDealers(read.trx, all, along)),
    notice: NOT_A_RANDOM_SAMPLE,
  };
}

/** First days of every month from the first to the last that has guns. */
function monthsOf(counted: ReadonlyMap<string | null, number>): string[] {
  const dated = [...counted.keys()].flatMap((month) => (month === null ? [] : [month])).sort();
  const last = dated.at(-1);
  const months: string[] = [];
  for (let month = dated[0]; month !== undefined && last !== undefined && month <= last; ) {
    months.push(month);
    const next = new Date(`${month}T00:00:00Z`);
    next.setUTCMonth(next.getUTCMonth() + 1);
    month = next.toISOString().slice(0, 10);
  }
  return months;
}

const dealerRow = z.object({
  id: z.number(),
  name: z.string(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  count: z.number(),
  all: z.number(),
  total: z.number(),
});

/** The dealers with most guns of the corridor, each with all its guns of the filter. */
async function leadingDealers(
  trx: Knex.Transaction,
  allFilter: TraceFilter,
  alongFilter: TraceFilter,
): Promise<Pick<CorridorPage, 'dealers' | 'dealerCount'>> {
  const all = filterCondition(allFilter, 'all');
  const along = filterCondition(alongFilter, 'along');
  const rows = await selectRows(
    trx,
    dealerRow,
    `WITH most AS MATERIALIZED (
       SELECT r.dealer_id, count(*)::int AS guns, count(*) OVER ()::int AS total
       FROM recovery r WHERE r.dealer_id IS NOT NULL AND ${along.sql}
       GROUP BY r.dealer_id ORDER BY 2 DESC, 1 LIMIT ${MOST_DEALERS}
     )
     SELECT d.id, coalesce(d.business_name, d.license_name) AS name, d.city, d.state, most.guns AS count, most.total,
       (SELECT count(*)::int FROM recovery r WHERE r.dealer_id = d.id AND ${all.sql}) AS "all"
     FROM most JOIN dealer d ON d.id = most.dealer_id ORDER BY most.guns DESC, d.id`,
    { ...all.bindings, ...along.bindings },
  );
  return {
    dealers: rows.map(({ total: _total, ...dealer }) => dealer),
    dealerCount: rows[0]?.total ?? 0,
  };
}
