import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialInterval } from '../../../domain/statistics/binomial-interval.ts';

describe('binomialInterval', () => {
  it.each([
    // Clopper and Pearson (1934); ends are known in closed form: 1 - 0.025^(1/10) and 1 - 0.975^(1/10).
    [0, 10, 0, 0.3085],
    [1, 10, 0.0025, 0.445],
    [5, 10, 0.1871, 0.8129],
    [8, 10, 0.4439, 0.9748],
    [10, 10, 0.6915, 1],
    // Table of W. J. Conover, Practical Nonparametric Statistics (1999).
    [5, 25, 0.068, 0.407],
    [0, 0, 0, 1],
  ])('of %i in %i is %f to %f, as published', (part, all, low, high) => {
    const interval = binomialInterval(part, all);
    expect(interval.low).toBeCloseTo(low, 3);
    expect(interval.high).toBeCloseTo(high, 3);
  });

  it('holds the share, and what it says of the rest is its mirror', () => {
    const seen = fc.nat(100_000).chain((all) => fc.tuple(fc.nat(all), fc.constant(all)));
    fc.assert(
      fc.property(seen, ([part, all]) => {
        const { low, high } = binomialInterval(part, all);
        const share = all === 0 ? 0.5 : part / all;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(share);
        expect(high).toBeGreaterThanOrEqual(share);
        expect(high).toBeLessThanOrEqual(1);
        const rest = binomialInterval(all - part, all);
        expect(1 - rest.high).toBeCloseTo(low, 7);
        expect(1 - rest.low).toBeCloseTo(high, 7);
      }),
    );
  });
});
