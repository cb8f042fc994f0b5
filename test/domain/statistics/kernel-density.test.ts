import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kernelDensity } from '../../../domain/statistics/kernel-density.ts';

const GRID = { west: -5000, south: -5000, step: 50, columns: 200, rows: 200 };

function points(list: readonly (readonly [x: number, y: number, weight: number])[], stretch = 1) {
  return {
    x: Float64Array.from(list, ([x]) => x),
    y: Float64Array.from(list, ([, y]) => y),
    weight: Float64Array.from(list, ([, , weight]) => weight),
    stretch: new Float64Array(list.length).fill(stretch),
  };
}

describe('kernelDensity', () => {
  it('is 3 / (π h²) a square kilometre at a point, and 0 from the bandwidth on', () => {
    const density = kernelDensity(points([[25, 25, 2]]), GRID, 1000);
    expect(density[100 * 200 + 100]).toBeCloseTo(6 / Math.PI, 12);
    // 500 m east: (1 − 1/4)².
    expect(density[100 * 200 + 110]).toBeCloseTo((6 / Math.PI) * 0.5625, 12);
    expect(density[100 * 200 + 120]).toBe(0);
  });

  it('reaches as far on the ground where the map stretches it', () => {
    const density = kernelDensity(points([[25, 25, 1]], 2), GRID, 1000);
    expect(density[100 * 200 + 100]).toBeCloseTo(3 / Math.PI, 12);
    expect(density[100 * 200 + 120]).toBeCloseTo((3 / Math.PI) * 0.5625, 12);
  });

  it('holds as many points as went in, as long as they lie inside by the bandwidth', () => {
    const inside = fc.integer({ min: -3900, max: 3900 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(inside, inside, fc.nat(9)), { maxLength: 12 }),
        fc.integer({ min: 400, max: 1000 }),
        (list, bandwidth) => {
          const squareKm = (GRID.step / 1000) ** 2;
          const sum = kernelDensity(points(list), GRID, bandwidth).reduce((total, value) => total + value, 0);
          const all = list.reduce((total, [, , weight]) => total + weight, 0);
          expect(Math.abs(sum * squareKm - all)).toBeLessThanOrEqual(0.01 * all);
        },
      ),
      { numRuns: 30 },
    );
  });
});
