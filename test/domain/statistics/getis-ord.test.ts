import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from '../../../domain/statistics/benjamini-hochberg.ts';
import { getisOrd, getisOrdStar } from '../../../domain/statistics/getis-ord.ts';
import type { Neighbours } from '../../../domain/statistics/neighbours.ts';
import { twoSidedP } from '../../../domain/statistics/normal-distribution.ts';
import { GETIS_ORD_GRID } from '../../fixtures/statistics/getisord.ts';

type Point = readonly [x: number, y: number];

/** All other points at most so far away. */
function within(points: readonly Point[], distance: number): Neighbours {
  const lists = points.map(([x, y], place) =>
    points.flatMap(([otherX, otherY], other) =>
      other !== place && Math.hypot(x - otherX, y - otherY) <= distance ? [other] : [],
    ),
  );
  const offsets = new Uint32Array(points.length + 1);
  for (const [place, list] of lists.entries()) offsets[place + 1] = (offsets[place] ?? 0) + list.length;
  return { offsets, neighbours: Uint32Array.from(lists.flat()) };
}

const close = (values: Float64Array, expected: readonly number[], digits: number) => {
  expect(values).toHaveLength(expected.length);
  for (const [place, value] of expected.entries()) expect(values[place]).toBeCloseTo(value, digits);
};

const GRID: readonly Point[] = GETIS_ORD_GRID.map((_, index) => [
  30 * (index % 16),
  30 * Math.floor(index / 16),
]);
const GRID_VALUES = Float64Array.from(GETIS_ORD_GRID);

describe('getisOrdStar and getisOrd', () => {
  // esda's test_getisord.py.
  const points: readonly Point[] = [
    [10, 10],
    [20, 10],
    [40, 10],
    [15, 20],
    [30, 20],
    [30, 30],
  ];
  const values = Float64Array.of(2, 3, 3.2, 5, 8, 7);

  it('give the values of esda for its six points', () => {
    const near = within(points, 15);
    const star = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331];
    close(getisOrdStar(values, near), star, 7);
    expect(getisOrd(values, near)[0]).toBeCloseTo(-1.0136729, 7);
  });

  it.each([
    [30, 1.45077981],
    [60, 1.90055888],
    [90, 2.09693875],
    [120, 1.98190685],
    [150, 1.30669844],
  ])('give the published Gi* at %i m in the grid of Getis and Ord', (distance, expected) => {
    const cell = GETIS_ORD_GRID.indexOf(83);
    expect(getisOrdStar(GRID_VALUES, within(GRID, distance))[cell]).toBeCloseTo(expected, 7);
  });

  it('give the Gi of spdep in that grid', () => {
    const gi = getisOrd(GRID_VALUES, within(GRID, 30));
    close(
      Float64Array.of(gi[0] ?? 0, gi[99] ?? 0, gi[135] ?? 0, gi[255] ?? 0),
      [-1.81513528485, 0.06995184826, 1.53904634822, 0.64715068621],
      9,
    );
  });

  it('find as many significant cells as spdep, before and after the correction', () => {
    const z = getisOrdStar(GRID_VALUES, within(GRID, 30));
    expect(z.filter((score) => Math.abs(score) > 1.96)).toHaveLength(114);
    const adjusted = benjaminiHochberg(z.map(twoSidedP));
    const significant = [...z].filter((_, cell) => (adjusted[cell] ?? 1) <= 0.05);
    expect(significant.filter((score) => score > 0)).toHaveLength(43);
    expect(significant.filter((score) => score < 0)).toHaveLength(35);
  });

  const surface = fc
    .array(fc.record({ at: fc.tuple(fc.nat(50), fc.nat(50)), value: fc.nat(40) }), {
      minLength: 3,
      maxLength: 30,
    })
    .map((cells) => ({
      near: within(
        cells.map(({ at }) => at),
        20,
      ),
      values: Float64Array.from(cells, ({ value }) => value),
    }));

  it('do not change when values are multiplied, and turn round when they are mirrored', () => {
    fc.assert(
      fc.property(surface, fc.integer({ min: 2, max: 9 }), ({ near, values: counts }, factor) => {
        const z = getisOrdStar(counts, near);
        close(
          getisOrdStar(
            counts.map((value) => value * factor + 3),
            near,
          ),
          [...z],
          6,
        );
        close(
          getisOrdStar(
            counts.map((value) => 40 - value),
            near,
          ),
          [...z].map((score) => -score),
          6,
        );
      }),
    );
  });

  it('say 0 where nothing can stand out: all values alike, or every place near every other', () => {
    const alike = new Float64Array(points.length).fill(0.1);
    for (const statistic of [getisOrdStar, getisOrd]) {
      expect([...statistic(alike, within(points, 15))]).toEqual([0, 0, 0, 0, 0, 0]);
      expect([...statistic(values, within(points, 1000))]).toEqual([0, 0, 0, 0, 0, 0]);
      expect([...statistic(Float64Array.of(7), within([[0, 0]], 1))]).toEqual([0]);
    }
  });
});
