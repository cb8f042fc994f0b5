import type { PurchaserIndicator } from '../../domain/purchasers/indicators.ts';
import { PURCHASER_INDICATORS } from '../../domain/purchasers/indicators.ts';
import type { IndicatedPurchasers } from './indicated-purchasers.ts';
import { bitOf } from './indicated-purchasers.ts';

const MOST_GUNS = 16_383;
const SLOTS = 2 ** 32;

/**
 * The rank of a purchaser: smaller comes first, by more indicators, then by more guns; purchasers alike in both have one rank
 * and follow each other by id.
 */
export function rankOf({ flags, counts }: IndicatedPurchasers, slot: number): number {
  const missing = PURCHASER_INDICATORS.length - countBits(flags[slot] ?? 0);
  return missing * (MOST_GUNS + 1) + MOST_GUNS - Math.min(MOST_GUNS, counts[slot] ?? 0);
}

/** The slots of all purchasers that show every one of some indicators, in their order. */
export function rankPurchasers(
  all: IndicatedPurchasers,
  showing: readonly PurchaserIndicator[],
): Uint32Array {
  const asked = showing.reduce((bits, indicator) => bits | bitOf(indicator), 0);
  const keys = new Float64Array(all.counts.length);
  let length = 0;
  for (let slot = 0; slot < all.counts.length; slot++) {
    if (all.counts[slot] === 0 || ((all.flags[slot] ?? 0) & asked) !== asked) continue;
    // Rank and slot in one number, below 2 ^ 53: numbers sort ten times as fast as what takes a comparison each.
    keys[length++] = rankOf(all, slot) * SLOTS + slot;
  }
  return Uint32Array.from(keys.subarray(0, length).sort(), (key) => key % SLOTS);
}

function countBits(flags: number): number {
  let count = 0;
  for (let rest = flags; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
