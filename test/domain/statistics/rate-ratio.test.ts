import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateRatio } from '../../../domain/statistics/rate-ratio.ts';

describe('rateRatio', () => {
  it.each([
    // Published beside each other; the exact ones as R's poisson.test prints them.
    ['11 in 800 against 21 in 3,011', [11, 800], [21, 3011], 1.971, [0.8584, 4.2773], [0.9166, 4.0584]],
    // The exact one as R's poisson.test prints it.
    ['29 after 54', [29, 1], [54, 1], 0.537, [0.3297, 0.8585], [0.3382, 0.8396]],
  ] as const)('%s', (_words, first, second, ratio, exact, midP) => {
    const found = rateRatio(
      { events: first[0], exposure: first[1] },
      { events: second[0], exposure: second[1] },
    );
    expect(found.ratio).toBeCloseTo(ratio, 3);
    expect(found.exact.low).toBeCloseTo(exact[0], 4);
    expect(found.exact.high).toBeCloseTo(exact[1], 4);
    expect(found.midP.low).toBeCloseTo(midP[0], 4);
    expect(found.midP.high).toBeCloseTo(midP[1], 4);
  });

  it('is open where nothing happened', () => {
    const none = rateRatio({ events: 3, exposure: 1 }, { events: 0, exposure: 1 });
    expect(none.ratio).toBeNull();
    expect(none.midP.high).toBe(Number.POSITIVE_INFINITY);
    expect(rateRatio({ events: 0, exposure: 1 }, { events: 3, exposure: 1 }).midP.low).toBe(0);
    expect(rateRatio({ events: 0, exposure: 1 }, { events: 0, exposure: 1 }).p).toBe(1);
    expect(() => rateRatio({ events: 1, exposure: 0 }, { events: 1, exposure: 1 })).toThrow('first exposure');
  });

  it('keeps mid-p within exact, and p under 0.05 just where exact leaves 1 out', () => {
    const one = fc.record({ events: fc.nat(200), exposure: fc.integer({ min: 1, max: 1000 }) });
    fc.assert(
      fc.property(one, one, (first, second) => {
        const { exact, midP, p } = rateRatio(first, second);
        expect(midP.low).toBeGreaterThanOrEqual(exact.low);
        expect(midP.high).toBeLessThanOrEqual(exact.high);
        expect(p < 0.05).toBe(exact.low > 1 || exact.high < 1);
      }),
    );
  });
});
