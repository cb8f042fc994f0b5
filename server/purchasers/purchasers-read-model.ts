import type { PurchaserIndicator } from '../../domain/purchasers/indicators.ts';
import type { Purchasers } from '../../domain/purchasers/purchaser-responses.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { Cursor } from '../http/cursor.ts';
import { intCursor } from '../http/cursor.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import { describePurchasers } from './describe-purchasers.ts';
import { figuresOfIndicators } from './indicators-by-chance.ts';
import { readKnownSales } from './known-sales.ts';
import { rankOf, rankPurchasers } from './rank-purchasers.ts';
import { readIndicatedPurchasers } from './read-indicated-purchasers.ts';

export interface PurchaserPageQuestion {
  /** Those are listed that show all of these. */
  readonly showing: readonly PurchaserIndicator[];
  readonly limit: number;
  readonly after: Cursor | null;
}

/** A page of the purchasers of a filter, those with the most indicators first, with how many show each. */
export async function readPurchaserPage(
  read: ScopedRead,
  filter: RecordFilter,
  { showing, limit, after }: PurchaserPageQuestion,
): Promise<Omit<Purchasers, 'next'> & { readonly next: Cursor | null }> {
  const { all } = await readIndicatedPurchasers(read, filter);
  const ranked = rankPurchasers(all, showing);
  const from = after === null ? null : intCursor(after);
  const isAfter = (slot: number) => {
    if (from === null) return true;
    const rank = rankOf(all, slot);
    return rank > from.value || (rank === from.value && (all.guns.ids[slot] ?? 0) > from.id);
  };
  const start = firstWhere(ranked, isAfter);
  const shown = [...ranked.subarray(start, start + limit)];
  const last = start + limit < ranked.length ? shown.at(-1) : undefined;
  return {
    items: await describePurchasers(read, all, shown),
    total: ranked.length,
    next: last === undefined ? null : { value: String(rankOf(all, last)), id: all.guns.ids[last] ?? 0 },
    purchasers: all.counts.reduce((sum, count) => sum + Number(count > 0), 0),
    guns: all.guns.days.length,
    indicators: figuresOfIndicators(all, await readKnownSales(read, filter, all.guns)),
    notice: NOT_A_RANDOM_SAMPLE,
  };
}

/** Of ranked slots, where the first is of which it is true; it is of all that follow. */
function firstWhere(ranked: Uint32Array, isTrue: (slot: number) => boolean): number {
  let [low, high] = [0, ranked.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isTrue(ranked[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
