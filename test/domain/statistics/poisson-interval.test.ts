import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poissonInterval } from '../../../domain/statistics/poisson-interval.ts';

/** Any count a table may hold; small ones as often as large ones. */
const count = fc.oneof(fc.nat(60), fc.nat(1_000_000));

/** P(X <= k) of a Poisson count with this mean, summed term by term: another way than the quantile's. */
function atMost(k: number, mean: number): number {
  let term = Math.exp(-mean);
  let sum = term;
  for (let i = 1; i <= k; i += 1) {
    term *= mean / i;
    sum += term;
  }
  return sum;
}

describe('poissonInterval', () => {
  it.each([
    // Garwood (1936), as in the tables of Gehrels, Astrophysical Journal 303 (1986) 336, and of R's poisson.test.
    [0, 0, 3.689],
    [1, 0.0253, 5.572],
    [2, 0.242, 7.225],
    [5, 1.623, 11.668],
    [10, 4.795, 18.39],
    // GraphPad's guide to the confidence interval of a count.
    [25, 16.18, 36.9],
    [100, 81.36, 121.63],
  ])('of %i is %f to %f, as published', (seen, low, high) => {
    const interval = poissonInterval(seen);
    expect(interval.low).toBeCloseTo(low, 2);
    expect(interval.high).toBeCloseTo(high, 2);
  });

  it('leaves 2.5 % of the chance on each side', () => {
    for (let seen = 0; seen <= 200; seen += 1) {
      const { low, high } = poissonInterval(seen);
      expect(atMost(seen, high)).toBeCloseTo(0.025, 8);
      if (seen > 0) expect(1 - atMost(seen - 1, low)).toBeCloseTo(0.025, 8);
    }
  });

  it('holds the count, and rises with it', () => {
    fc.assert(
      fc.property(count, (seen) => {
        const [here, next] = [poissonInterval(seen), poissonInterval(seen + 1)];
        expect(here.low).toBeLessThanOrEqual(seen);
        expect(here.high).toBeGreaterThan(seen);
        expect(next.low).toBeGreaterThan(here.low);
        expect(next.high).toBeGreaterThan(here.high);
      }),
    );
  });
});
