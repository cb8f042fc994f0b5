import { describe, expect, it } from 'vitest';
import type { PurchaserIndicator } from '../../../domain/purchasers/indicators.ts';
import { PURCHASER_INDICATORS } from '../../../domain/purchasers/indicators.ts';
import type { IndicatedPurchasers } from '../../../server/purchasers/indicated-purchasers.ts';
import { bitOf } from '../../../server/purchasers/indicated-purchasers.ts';
import { figuresOfIndicators } from '../../../server/purchasers/indicators-by-chance.ts';
import { rankPurchasers } from '../../../server/purchasers/rank-purchasers.ts';

const flagsOf = (indicators: readonly PurchaserIndicator[]) =>
  indicators.reduce((flags, indicator) => flags | bitOf(indicator), 0);

/** Purchasers of so many guns each that show these indicators. */
function purchasers(
  ...some: readonly (readonly [guns: number, ...indicators: PurchaserIndicator[]])[]
): IndicatedPurchasers {
  const parties = some.length;
  const counts = Uint32Array.from(some, ([guns]) => guns);
  const guns = counts.reduce((sum, count) => sum + count, 0);
  return {
    guns: {
      ids: Uint32Array.from({ length: parties }, (_, index) => index + 1),
      starts: new Uint32Array(parties + 1),
      unnamed: 0,
      times: new Uint16Array(guns),
      days: new Int32Array(guns),
      others: new Uint32Array(guns),
      recoveryPlaces: new Uint32Array(guns),
      dealerPlaces: new Uint32Array(guns),
      purchaserPlaces: new Uint32Array(guns),
      agencies: new Uint32Array(guns),
      records: new Uint32Array(guns),
    },
    slots: Uint32Array.from({ length: parties }, (_, index) => index),
    joined: new Map(),
    counts,
    timesKnown: counts,
    distancesKnown: counts,
    holdersKnown: counts,
    flags: Uint8Array.from(some, ([, ...indicators]) => flagsOf(indicators)),
    gunFlags: new Uint8Array(guns),
  };
}

describe('rankPurchasers', () => {
  const all = purchasers(
    [1],
    [3, 'severalTracedGuns'],
    [2, 'severalTracedGuns', 'multipleSale'],
    [0],
    [40_000, 'severalTracedGuns'],
    [3, 'severalTracedGuns'],
  );
  it('has the most indicators first, then the most guns, then the smaller id; a slot without guns is none', () => {
    expect([...rankPurchasers(all, [])]).toEqual([2, 4, 1, 5, 0]);
  });
  it('lists those that show every one of some indicators', () => {
    expect([...rankPurchasers(all, ['multipleSale', 'severalTracedGuns'])]).toEqual([2]);
  });
});

describe('figuresOfIndicators', () => {
  const repeats = (all: IndicatedPurchasers, sales: { sold: number; traces: number } | null) =>
    figuresOfIndicators(all, sales).find(({ indicator }) => indicator === 'severalTracedGuns');

  it('expects repeats by what was sold: 10 traced of 100 sold make 100 · P(Poisson(0.1) ≥ 2)', () => {
    const all = purchasers(...Array.from({ length: 10 }, () => [1] as const));
    expect(repeats(all, { sold: 100, traces: 10 })?.expected).toBeCloseTo(
      100 * (1 - Math.exp(-0.1) * 1.1),
      9,
    );
  });
  it('expects none where no sales are known', () => {
    expect(repeats(purchasers([1]), null)?.expected).toBeNull();
    expect(repeats(purchasers([1]), { sold: 10, traces: 0 })?.expected).toBeNull();
  });
  it('tells nothing of no guns at all', () => {
    expect(figuresOfIndicators(purchasers(), null).map(({ expected }) => expected)).toEqual(
      PURCHASER_INDICATORS.map(() => null),
    );
  });
});
