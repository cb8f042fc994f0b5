import { z } from 'zod';
import type { RevealedDealer } from '../../domain/reveals.ts';
import { LEAST_TRACES_TOGETHER } from '../../domain/reveals.ts';
import type { OwnAgency } from '../agencies/own-agency-read-model.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { groupBy } from '../group-by.ts';
import { revealParts } from './reveal-parts.ts';

const MOST_DEALERS = 50;

const row = z.object({
  id: z.number(),
  name: z.string(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  total: z.number(),
  code: z.string(),
  agency: z.string(),
  count: z.number(),
});

/** From an index alone: of a million traces in less than a second. */
const DEALERS = `WITH each AS (
    SELECT dealer_id, agency_id, count(*)::int AS traces FROM recovery WHERE dealer_id IS NOT NULL GROUP BY 1, 2
  ), pooled AS (
    SELECT dealer_id, sum(traces) AS together, coalesce(sum(traces) FILTER (WHERE agency_id = :own), 0) AS yours
    FROM each GROUP BY dealer_id HAVING sum(traces) >= ${LEAST_TRACES_TOGETHER} AND 2 * max(traces) <= sum(traces)
  ), page AS (
    SELECT dealer_id, count(*) OVER ()::int AS total, row_number() OVER (ORDER BY yours = 0, together DESC, dealer_id) AS place
    FROM pooled ORDER BY place LIMIT ${MOST_DEALERS}
  )
  SELECT d.id, coalesce(d.business_name, d.license_name) AS name, d.city, d.state, page.total, a.code, a.name AS agency,
    e.traces AS count
  FROM page JOIN dealer d ON d.id = page.dealer_id JOIN each e ON e.dealer_id = page.dealer_id
    JOIN agency a ON a.id = e.agency_id
  ORDER BY page.place`;

/** Dealers with many traces across agencies and few in each, and how many there are. */
export async function readPooledDealers(
  { trx }: ScopedRead,
  own: OwnAgency,
): Promise<{ readonly items: RevealedDealer[]; readonly total: number }> {
  const rows = await selectRows(trx, row, DEALERS, { own: own.id });
  const items = [...groupBy(rows, ({ id }) => id)].flatMap(([id, of]) => {
    const [first] = of;
    if (first === undefined) return [];
    const subject = String(id);
    const parts = of.map(({ code, agency, count }) => ({
      code,
      name: agency,
      count,
      subject,
      recoveries: [],
    }));
    const { name, city, state } = first;
    return [{ id: subject, name, city, state, ...revealParts(own.code, parts) }];
  });
  return { items, total: rows[0]?.total ?? 0 };
}
