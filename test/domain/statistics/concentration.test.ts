import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../bench/random.ts';
import { concentration } from '../../../domain/statistics/concentration.ts';

describe('concentration', () => {
  it.each([
    ['all alike', [4, 4, 4, 4], 0.25, 0.25, 0],
    ['one has all', [8, 0, 0, 0], 0.25, 1, 0.75],
    ['a quarter has half', [6, 3, 2, 1], 0.25, 0.5, 0.333333],
    ['between dealers, straight', [6, 3, 2, 1], 0.375, 0.625, 0.333333],
    ['no traces', [0, 0], 0.5, 0, 0],
    ['no dealers', [], 0.5, 0, 0],
  ])('%s', (_words, counts, part, share, gini) => {
    const found = concentration(counts, [part]);
    expect(found.topShares[0]?.value).toBeCloseTo(share, 6);
    expect(found.gini.value).toBeCloseTo(gini, 6);
  });

  it('tells that of 1,000 dealers 1.2 % have 57 %', () => {
    // 12 dealers of 57 traces each, the other 516 traces one each.
    const counts = [
      ...new Array<number>(12).fill(57),
      ...new Array<number>(516).fill(1),
      ...new Array<number>(472).fill(0),
    ];
    const { topShares, traces } = concentration(counts, [0.012]);
    expect(traces).toBe(1200);
    expect(topShares[0]?.value).toBeCloseTo(0.57, 10);
    expect(topShares[0]?.interval.low).toBeGreaterThan(0.3);
    expect(topShares[0]?.interval.high).toBeLessThan(0.75);
  });

  it('holds the true concentration in about 95 of 100 intervals', () => {
    const random = new Random(51);
    // Exponential rates: the Gini of geometric counts of mean 4 is (1 + 4) / (1 + 2 · 4).
    let held = 0;
    const RUNS = 200;
    for (let run = 0; run < RUNS; run++) {
      const counts = Array.from({ length: 400 }, () =>
        Math.floor(Math.log(1 - random.next()) / Math.log(4 / 5)),
      );
      const { low, high } = concentration(counts, []).gini.interval;
      held += Number(low <= 5 / 9 && 5 / 9 <= high);
    }
    expect(held / RUNS).toBeGreaterThan(0.9);
    expect(held / RUNS).toBeLessThan(0.985);
  });

  it('is the same each time, and takes no account of the order or of how many a trace counts', () => {
    const counts = fc.array(fc.nat(30), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(counts, (list) => {
        const first = concentration(list, [0.1]);
        expect(concentration([...list].reverse(), [0.1])).toEqual(first);
        const threefold = concentration(
          list.map((count) => 3 * count),
          [0.1],
        );
        expect(threefold.gini.value).toBeCloseTo(first.gini.value, 10);
        expect(first.gini.value).toBeGreaterThanOrEqual(-1e-12);
        for (const [index, point] of first.curve.entries()) {
          expect(point.traces).toBeGreaterThanOrEqual(point.dealers - 1e-12);
          expect(point.dealers).toBeGreaterThanOrEqual(first.curve[index - 1]?.dealers ?? 0);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('names a part that is none', () => {
    expect(() => concentration([1], [0])).toThrow('above 0 and at most 1, not 0');
  });
});
