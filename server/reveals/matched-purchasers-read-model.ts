import { z } from 'zod';
import type { RevealedPurchaser } from '../../domain/reveals.ts';
import type { OwnAgency } from '../agencies/own-agency-read-model.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { groupBy } from '../group-by.ts';
import { revealParts } from './reveal-parts.ts';

const MOST_PURCHASERS = 50;

const row = z.object({
  place: z.number(),
  total: z.number(),
  purchaser: z.number(),
  code: z.string(),
  agency: z.string(),
  count: z.number(),
  recoveries: z.array(z.number()),
});

/** Within an agency a person is one purchaser (see `purchaser.person_key`); across agencies the same key tells them. */
const PURCHASERS = `WITH several AS MATERIALIZED (
    SELECT person_key FROM purchaser WHERE person_key IS NOT NULL
    GROUP BY person_key HAVING min(agency_id) < max(agency_id)
  ), each AS MATERIALIZED (
    SELECT p.person_key, p.agency_id, p.id AS purchaser_id, count(*)::int AS traces,
      array_agg(DISTINCT t.recovery_id) AS recoveries
    FROM several s JOIN purchaser p ON p.person_key = s.person_key JOIN trace t ON t.purchaser_id = p.id
    GROUP BY 1, 2, 3
  ), page AS (
    SELECT person_key, count(*) OVER ()::int AS total, row_number() OVER (
        ORDER BY bool_or(agency_id = :own) DESC, sum(traces) DESC, min(purchaser_id))::int AS place
    FROM each GROUP BY person_key HAVING min(agency_id) < max(agency_id)
    ORDER BY place LIMIT ${MOST_PURCHASERS}
  )
  SELECT page.place, page.total, e.purchaser_id AS purchaser, a.code, a.name AS agency, e.traces AS count, e.recoveries
  FROM page JOIN each e ON e.person_key = page.person_key JOIN agency a ON a.id = e.agency_id
  ORDER BY page.place`;

/**
 * Purchasers who occur in the data of several agencies that all share identified traces, and how many there are. Must read
 * as `identified`; what it gives names nobody.
 */
export async function readMatchedPurchasers(
  { trx }: ScopedRead,
  own: OwnAgency,
): Promise<{ readonly items: RevealedPurchaser[]; readonly total: number }> {
  const rows = await selectRows(trx, row, PURCHASERS, { own: own.id });
  const items = [...groupBy(rows, ({ place }) => place).values()].map((of) => ({
    id: String(Math.min(...of.map(({ purchaser }) => purchaser))),
    ...revealParts(
      own.code,
      of.map(({ purchaser, code, agency, count, recoveries }) => ({
        code,
        name: agency,
        count,
        subject: String(purchaser),
        recoveries,
      })),
    ),
  }));
  return { items, total: rows[0]?.total ?? 0 };
}
