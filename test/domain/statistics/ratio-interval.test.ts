import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratioInterval } from '../../../domain/statistics/ratio-interval.ts';

const count = fc.oneof(fc.nat(60), fc.nat(100_000));

describe('ratioInterval', () => {
  it.each([
    // Odds of the limits of Clopper and Pearson for 5 of 10, 8 of 10 and 5 of 25: 0.1871 / 0.8129 and so on.
    [5, 5, 0.2301, 4.345],
    [8, 2, 0.7983, 38.667],
    [5, 20, 0.0734, 0.6864],
    // 1 - 0.025^(1/10) = 0.3085, and nothing below or nothing above.
    [0, 10, 0, 0.4461],
    [10, 0, 2.2415, Number.POSITIVE_INFINITY],
    [0, 0, 0, Number.POSITIVE_INFINITY],
  ])('of %i to %i is %f to %f', (first, second, low, high) => {
    const interval = ratioInterval(first, second);
    expect(interval.low).toBeCloseTo(low, 3);
    if (Number.isFinite(high)) expect(interval.high).toBeCloseTo(high, 2);
    else expect(interval.high).toBe(high);
  });

  it('holds the ratio, and turned round it is its reciprocal', () => {
    fc.assert(
      fc.property(count, count, (first, second) => {
        fc.pre(second > 0);
        const { low, high } = ratioInterval(first, second);
        expect(low).toBeLessThanOrEqual(first / second);
        expect(high).toBeGreaterThanOrEqual(first / second);
        if (first > 0) expect(ratioInterval(second, first).high * low).toBeCloseTo(1, 6);
      }),
    );
  });

  it('rises with the first count and falls with the second', () => {
    fc.assert(
      fc.property(count, count, (first, second) => {
        const here = ratioInterval(first, second + 1);
        expect(ratioInterval(first + 1, second + 1).low).toBeGreaterThan(here.low);
        expect(ratioInterval(first + 1, second + 1).high).toBeGreaterThan(here.high);
        expect(ratioInterval(first, second + 2).low).toBeLessThanOrEqual(here.low);
        expect(ratioInterval(first, second + 2).high).toBeLessThan(here.high);
      }),
    );
  });
});
