import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GravityPair } from '../../../domain/statistics/gravity-model.ts';
import { fitGravityModel } from '../../../domain/statistics/gravity-model.ts';

/** Origin, destination, guns, kilometres: six made-up areas, drawn from a model with one raised flow. */
const SIX_AREAS = `
  2 1 82 500.000000, 3 1 17 707.106781, 4 1 75 824.621125, 5 1 24 1081.665383, 6 1 51 583.095189, 1 2 22 500.000000,
  3 2 17 500.000000, 4 2 51 412.310563, 5 2 22 632.455532, 6 2 96 223.606798, 1 3 38 707.106781, 2 3 103 500.000000,
  4 3 51 860.232527, 5 3 39 538.516481, 6 3 97 282.842712, 1 4 14 824.621125, 2 4 47 412.310563, 3 4 7 860.232527,
  5 4 18 728.010989, 6 4 29 583.095189, 1 5 40 1081.665383, 2 5 103 632.455532, 3 5 35 538.516481, 4 5 74 728.010989,
  6 5 78 500.000000, 1 6 39 583.095189, 2 6 140 223.606798, 3 6 43 282.842712, 4 6 40 583.095189, 5 6 29 500.000000`;

const pairs = SIX_AREAS.split(',').map((line): GravityPair => {
  const [origin = '', destination = '', count, km] = line.trim().split(' ');
  return { origin, destination, count: Number(count), distanceKm: Number(km) };
});

/** Fitted by glm(count ~ origin + destination + log(distance), poisson) of R 4.2. */
const EXPECTED = [
  94.328878, 21.86074, 53.262218, 22.631787, 56.916377, 31.475243, 17.705034, 58.423061, 21.647016, 78.749647,
  38.234058, 92.802114, 50.496614, 40.994888, 105.472326, 15.442459, 50.764147, 8.370934, 14.549016,
  25.873443, 34.554826, 99.05205, 35.787721, 76.617197, 83.988207, 33.293413, 138.052812, 35.275571, 52.20091,
  32.177294,
];

const sumBy = (key: 'origin' | 'destination', list: readonly GravityPair[], values: readonly number[]) => {
  const sums = new Map<string, number>();
  for (const [index, pair] of list.entries()) {
    sums.set(pair[key], (sums.get(pair[key]) ?? 0) + (values[index] ?? 0));
  }
  return sums;
};

describe('fitGravityModel', () => {
  it('gives the same as a Poisson regression with a term for each area', () => {
    const model = fitGravityModel(pairs);
    expect(model?.exponent).toBeCloseTo(-0.875216165201, 6);
    expect(model?.dispersion).toBeCloseTo(1.72338200495, 5);
    expect(model?.degreesOfFreedom).toBe(18);
    // R's 0.144489792315 is of counts without more scatter than chance makes.
    expect(model?.standardError).toBeCloseTo(0.144489792315 * Math.sqrt(1.72338200495), 5);
    for (const [index, value] of EXPECTED.entries()) expect(model?.expected[index]).toBeCloseTo(value, 3);
  });

  const tables = fc
    .record({
      areas: fc.integer({ min: 6, max: 8 }),
      seed: fc.array(fc.nat(300), { minLength: 80, maxLength: 80 }),
    })
    .map(({ areas, seed }) =>
      Array.from({ length: areas * areas }, (_, index) => [Math.floor(index / areas), index % areas] as const)
        .filter(([from, to]) => from !== to)
        .map(
          ([from, to], index): GravityPair => ({
            origin: String(from),
            destination: String(to),
            count: (seed[index] ?? 0) + 1,
            distanceKm: 50 + 37 * Math.abs(from - to) + 11 * Math.abs(from * from - to),
          }),
        ),
    );

  it('expects as many guns from each area and to each area as there were', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const model = fitGravityModel(table);
        expect(model).not.toBeNull();
        const counts = table.map(({ count }) => count);
        for (const side of ['origin', 'destination'] as const) {
          const observed = sumBy(side, table, counts);
          for (const [area, sum] of sumBy(side, table, model?.expected ?? [])) {
            expect(sum / (observed.get(area) ?? 0)).toBeCloseTo(1, 6);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('tells the same of kilometres and of miles', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const inMiles = table.map((pair) => ({ ...pair, distanceKm: pair.distanceKm / 1.609344 }));
        const [one, other] = [fitGravityModel(table), fitGravityModel(inMiles)];
        expect(other?.exponent).toBeCloseTo(one?.exponent ?? Number.NaN, 6);
        for (const [index, value] of (one?.expected ?? []).entries()) {
          expect(other?.expected[index]).toBeCloseTo(value, 4);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('says nothing of too few flows, and of none', () => {
    expect(fitGravityModel([])).toBeNull();
    expect(fitGravityModel(pairs.slice(0, 12))).toBeNull();
  });

  it('says nothing where an area has no guns at all', () => {
    expect(
      fitGravityModel(pairs.map((pair) => (pair.origin === '1' ? { ...pair, count: 0 } : pair))),
    ).toBeNull();
  });
});
