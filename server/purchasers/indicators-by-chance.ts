import type { PurchaserIndicator } from '../../domain/purchasers/indicators.ts';
import { PURCHASER_INDICATORS } from '../../domain/purchasers/indicators.ts';
import type { IndicatorFigure } from '../../domain/purchasers/purchaser-responses.ts';
import { repeatsAmong } from '../../domain/statistics/repeats-by-chance.ts';
import type { IndicatedPurchasers } from './indicated-purchasers.ts';
import { bitOf } from './indicated-purchasers.ts';
import type { KnownSales } from './known-sales.ts';

/** How many purchasers show each indicator, and how many would by chance (`PURCHASER_INDICATOR_WORDS` says how). */
export function figuresOfIndicators(all: IndicatedPurchasers, sales: KnownSales | null): IndicatorFigure[] {
  return PURCHASER_INDICATORS.map((indicator) => ({
    indicator,
    purchasers: countFlags(all.flags, bitOf(indicator)),
    expected: expectedOf(all, indicator, sales),
  }));
}

function expectedOf(
  all: IndicatedPurchasers,
  indicator: PurchaserIndicator,
  sales: KnownSales | null,
): number | null {
  switch (indicator) {
    case 'severalTracedGuns':
      return expectedRepeats(all.guns.days.length, sales);
    case 'severalAgencies':
      return null;
    case 'shortTimeToCrime':
      return expectedSpread(all, indicator, all.timesKnown);
    case 'recoveredFarFromHome':
      return expectedSpread(all, indicator, all.distancesKnown);
    case 'heldByAnother':
      return expectedSpread(all, indicator, all.holdersKnown);
    default:
      return expectedSpread(all, indicator, all.counts);
  }
}

/** As many buyers as guns sold, each gun traced with the same chance: those with two or more of all guns of the filter. */
function expectedRepeats(tracedGuns: number, sales: KnownSales | null): number | null {
  if (sales === null || sales.sold === 0 || sales.traces === 0) return null;
  const buyers = (tracedGuns * sales.sold) / sales.traces;
  return repeatsAmong(buyers, tracedGuns, 2, 0).expected;
}

/** Σ 1 − (1 − share)ⁿ over purchasers of n guns of which it is known; share: of these guns, those that show it. */
function expectedSpread(
  { flags, gunFlags }: IndicatedPurchasers,
  indicator: PurchaserIndicator,
  known: Uint32Array,
): number | null {
  let guns = 0;
  for (const count of known) guns += count;
  if (guns === 0 || flags.length === 0) return null;
  const missing = 1 - countFlags(gunFlags, bitOf(indicator)) / guns;
  let expected = 0;
  for (const count of known) expected += count === 0 ? 0 : 1 - missing ** count;
  return expected;
}

function countFlags(flags: Uint8Array, bit: number): number {
  let count = 0;
  for (const flag of flags) if ((flag & bit) !== 0) count += 1;
  return count;
}
