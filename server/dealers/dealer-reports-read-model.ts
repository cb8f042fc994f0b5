import { z } from 'zod';
import type { Dealer } from '../../domain/dealer-responses.ts';
import { scopeLists } from '../../domain/scope.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';

type Reports = Pick<Dealer, 'multipleSales' | 'thefts'>;

const row = z.object({ id: z.number(), multipleSales: z.number(), thefts: z.number() });

/** What was reported of each of these dealers beside traces; null where nobody shares such reports with whoever asks. */
export async function readDealerReports(
  { trx, scope }: ScopedRead,
  ids: readonly number[],
): Promise<(id: number) => Reports> {
  if (scopeLists(scope).sales?.length === 0) return () => ({ multipleSales: null, thefts: null });
  const rows = await selectRows(
    trx,
    row,
    `SELECT id, count(DISTINCT report_key)::int AS "multipleSales", coalesce(sum(stolen), 0)::int AS thefts
     FROM (
       SELECT dealer_id AS id, report_key, NULL::int AS stolen FROM multiple_sale
       WHERE dealer_id IN (SELECT unnest(:ids::int[]))
       UNION ALL
       SELECT dealer_id, NULL, guns FROM theft_report WHERE dealer_id IN (SELECT unnest(:ids::int[]))
     ) reported GROUP BY id`,
    { ids: [...ids] },
  );
  const of = new Map(rows.map(({ id, ...reports }) => [id, reports]));
  return (id) => of.get(id) ?? { multipleSales: 0, thefts: 0 };
}
