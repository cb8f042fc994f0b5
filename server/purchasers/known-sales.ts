import type { ScopedRead } from '../database/with-scope.ts';
import { soldOn, spansOf } from '../dealers/compare-dealers.ts';
import { readSalesOf } from '../dealers/sales-of-filter.ts';
import type { GroupedGuns } from '../rollups/grouped-guns.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';

/** Guns sold in the periods of which sales are known, and how many of these were traced to their purchaser. */
export interface KnownSales {
  readonly sold: number;
  readonly traces: number;
}

/** The known sales of dealers whose guns can be of a filter, and its guns, brought together by purchaser; null where none are known. */
export async function readKnownSales(
  read: ScopedRead,
  filter: RecordFilter,
  guns: GroupedGuns,
): Promise<KnownSales | null> {
  const spans = new Map<number, ReturnType<typeof spansOf>>();
  let sold = 0;
  for (const [dealer, periods] of await readSalesOf(read, filter)) {
    if (filter.dealer !== undefined && !filter.dealer.includes(dealer)) continue;
    spans.set(dealer, spansOf(periods));
    sold += periods.reduce((sum, period) => sum + period.guns, 0);
  }
  return sold === 0 ? null : { sold, traces: countSoldIn(guns, spans) };
}

function countSoldIn(
  guns: GroupedGuns,
  spans: ReadonlyMap<number, readonly { readonly from: number; readonly to: number }[]>,
): number {
  let count = 0;
  for (let gun = 0; gun < guns.days.length; gun++) {
    const day = soldOn(guns, gun);
    if (day === null) continue;
    const ofDealer = spans.get(guns.others[gun] ?? 0);
    if (ofDealer?.some(({ from, to }) => day >= from && day < to)) count += 1;
  }
  return count;
}
