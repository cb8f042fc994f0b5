import { describe, expect, it } from 'vitest';
import { repeatsAmong, repeatsByPurchases } from '../../../domain/statistics/repeats-by-chance.ts';

describe('repeatsByPurchases and repeatsAmong', () => {
  it('expect as many as the formulas', () => {
    // A tenth of 1,000 guns traced; of 300 who bought two, 1 % have both traced, of 400 who bought one none can.
    const bought = [
      { gunsBought: 1, purchasers: 400 },
      { gunsBought: 2, purchasers: 300 },
    ];
    const { expected, p } = repeatsByPurchases(bought, 100, 2, 9);
    expect(expected).toBeCloseTo(3, 10);
    // 1 - ppois(8, 3) of R.
    expect(p).toBeCloseTo(0.003803, 6);
    // 960 purchasers, 997 guns: each has more than one with 1 - e^-m (1 + m).
    const mean = 997 / 960;
    expect(repeatsAmong(960, 997, 2, 77).expected).toBeCloseTo(960 * (1 - Math.exp(-mean) * (1 + mean)), 8);
    expect(repeatsAmong(0, 0, 2, 0)).toEqual({ expected: 0, p: 1 });
  });

  it('refuse more traced guns than were bought', () => {
    expect(() => repeatsByPurchases([{ gunsBought: 2, purchasers: 3 }], 7, 2, 1)).toThrow(
      '7 guns traced, but only 6',
    );
  });
});
