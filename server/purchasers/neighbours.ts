import { gunsOf } from './indicated-purchasers.ts';
import { rankOf } from './rank-purchasers.ts';
import type { PurchasersOfFilter } from './read-indicated-purchasers.ts';

/** Another purchaser, with what its guns have in common with those of the one looked at. */
export interface Neighbour {
  readonly slot: number;
  readonly sharedDealers: ReadonlySet<number>;
  readonly sharedChains: ReadonlySet<number>;
}

/** Purchasers with guns of the same dealers or ballistic chains as that of a slot, the nearest first. */
export function neighboursOf(
  { all, marks }: Pick<PurchasersOfFilter, 'all' | 'marks'>,
  ofSlot: number,
): Neighbour[] {
  const own = gunsOf(all, ofSlot);
  const dealers = new Set(own.map((gun) => all.guns.others[gun] ?? 0).filter((id) => id !== 0));
  const chains = new Set(own.flatMap((gun) => marks.chainOf.get(all.guns.records[gun] ?? 0) ?? []));
  const found = new Map<number, { slot: number; sharedDealers: Set<number>; sharedChains: Set<number> }>();
  const { guns, slots } = all;
  for (let party = 0; party < guns.ids.length; party++) {
    const slot = slots[party] ?? 0;
    if (slot === ofSlot) continue;
    for (let gun = guns.starts[party] ?? 0; gun < (guns.starts[party + 1] ?? 0); gun++) {
      const dealer = guns.others[gun] ?? 0;
      const chain = marks.chainOf.get(guns.records[gun] ?? 0);
      const [isOfDealer, isOfChain] = [dealers.has(dealer), chain !== undefined && chains.has(chain)];
      if (!isOfDealer && !isOfChain) continue;
      const near = found.get(slot) ?? {
        slot,
        sharedDealers: new Set<number>(),
        sharedChains: new Set<number>(),
      };
      found.set(slot, near);
      if (isOfDealer) near.sharedDealers.add(dealer);
      if (isOfChain && chain !== undefined) near.sharedChains.add(chain);
    }
  }
  // What shares a ballistic chain is nearer than what shares a shop with thousands of customers.
  return [...found.values()].sort(
    (a, b) =>
      b.sharedChains.size - a.sharedChains.size ||
      rankOf(all, a.slot) - rankOf(all, b.slot) ||
      b.sharedDealers.size - a.sharedDealers.size ||
      a.slot - b.slot,
  );
}
