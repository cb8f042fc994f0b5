import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import type { SalesPeriod } from './dealer-sales-read-model.ts';
import { readDealerSales } from './dealer-sales-read-model.ts';
import { sourceCondition } from './source-condition.ts';

const idRow = z.object({ id: z.number() });

/** The sales of dealers whose guns can be of the filter, by ascending id. */
export async function readSalesOf(
  read: ScopedRead,
  filter: RecordFilter,
): Promise<ReadonlyMap<number, readonly SalesPeriod[]>> {
  const sales = await readDealerSales(read);
  const condition = sourceCondition(filter);
  if (condition === null) return sales;
  const rows = await selectRows(
    read.trx,
    idRow,
    `SELECT d.id FROM dealer d WHERE ${condition.sql} ORDER BY d.id`,
    condition.bindings,
  );
  return new Map(
    rows.flatMap(({ id }) => {
      const periods = sales.get(id);
      return periods === undefined ? [] : [[id, periods] as const];
    }),
  );
}
