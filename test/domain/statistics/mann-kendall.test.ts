import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mannKendall } from '../../../domain/statistics/mann-kendall.ts';
import { NILE } from '../../fixtures/statistics/nile.ts';

const series = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 30 });

describe('mannKendall', () => {
  it('gives the values of R for the Nile, ties and all', () => {
    const { s, variance, z } = mannKendall(NILE);
    expect(s).toBe(-1387);
    expect(variance).toBeCloseTo(112_728.3, 1);
    expect(z).toBeCloseTo(-4.128067, 6);
  });

  it('gives the values of R for a series that always rises', () => {
    const { s, variance, z } = mannKendall(Array.from({ length: 100 }, (_, index) => index + 1));
    expect([s, variance]).toEqual([4950, 112_750]);
    expect(z).toBeCloseTo(14.73869998, 8);
  });

  it('finds no trend where there is none to find', () => {
    for (const flat of [[], [3], [5, 5, 5, 5]]) {
      expect(mannKendall(flat)).toMatchObject({ s: 0, z: 0, p: 1 });
    }
  });

  it('turns round with time, and asks for ranks only', () => {
    fc.assert(
      fc.property(series, (values) => {
        const { s, variance, z, p } = mannKendall(values);
        const backwards = mannKendall([...values].reverse());
        expect([backwards.s + 0, backwards.variance]).toEqual([-s + 0, variance]);
        expect(mannKendall(values.map((value) => value ** 3))).toEqual({ s, variance, z, p });
        expect(Math.abs(s)).toBeLessThanOrEqual((values.length * (values.length - 1)) / 2);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });
});
