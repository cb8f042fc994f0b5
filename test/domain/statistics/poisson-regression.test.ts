import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poissonRegression } from '../../../domain/statistics/poisson-regression.ts';

const close = (found: readonly number[] | undefined, wanted: readonly number[], digits = 7) => {
  expect(found?.length).toBe(wanted.length);
  for (const [index, value] of wanted.entries()) expect(found?.[index]).toBeCloseTo(value, digits);
};

describe('poissonRegression', () => {
  it('gives what is printed for the trial in A. J. Dobson, "An Introduction to Generalized Linear Models" (1990)', () => {
    const counts = [18, 17, 15, 20, 10, 20, 25, 13, 12];
    // Outcome turns fastest, then treatment; the first of each is what the others are compared with.
    const rows = counts.map((_, index) => {
      const [outcome, treatment] = [index % 3, Math.floor(index / 3)];
      return [
        1,
        Number(outcome === 1),
        Number(outcome === 2),
        Number(treatment === 1),
        Number(treatment === 2),
      ];
    });
    const fit = poissonRegression({ counts, rows });
    close(fit?.coefficients, [3.04452243772, -0.454255272278, -0.292987124681, 0, 0]);
    close(fit?.standardErrors, [0.170898651504, 0.202170756683, 0.192742343532, 0.2, 0.2], 6);
    expect(fit?.deviance).toBeCloseTo(5.129141077, 7);
    expect(fit?.dispersion).toBeCloseTo(1.29330040527, 7);
  });

  it('fits with an offset as glm of R 4.2 does', () => {
    const fit = poissonRegression({
      counts: [4, 0, 7, 12, 3, 9],
      rows: [0.5, 1.2, 2, 2.5, 3.1, 4].map((x) => [1, x]),
      offsets: [10, 3, 12, 25, 4, 8].map(Math.log),
    });
    close(fit?.coefficients, [-1.455007618609, 0.363199303066]);
    close(fit?.standardErrors, [0.484169055171, 0.173928774197], 5);
    expect(fit?.deviance).toBeCloseTo(3.43280570323, 7);
    close(
      fit?.fitted,
      [2.79876185829, 1.08268474747, 5.79095743091, 14.46694604221, 2.87831364297, 7.98233627845],
    );
  });

  it.each([
    ['no rows', { counts: [], rows: [] }],
    ['no counts above none', { counts: [0, 0], rows: [[1], [1]] }],
    ['fewer rows than columns', { counts: [3], rows: [[1, 2]] }],
    [
      'a column that repeats another',
      {
        counts: [3, 4, 5],
        rows: [
          [1, 2],
          [1, 2],
          [1, 2],
        ],
      },
    ],
    // Guns only where x is 1: the larger its coefficient, the better.
    [
      'counts that a column parts from none',
      {
        counts: [0, 0, 5, 7],
        rows: [
          [1, 0],
          [1, 0],
          [1, 1],
          [1, 1],
        ],
      },
    ],
  ])('knows no best fit of %s', (_words, input) => {
    expect(poissonRegression(input)).toBeNull();
  });

  const table = fc.array(
    fc.record({
      count: fc.integer({ min: 0, max: 200 }),
      x: fc.integer({ min: -20, max: 20 }).map((tenths) => tenths / 10),
      size: fc.double({ min: 0.5, max: 50, noNaN: true }),
    }),
    { minLength: 5, maxLength: 40 },
  );

  it('makes the expected counts add up to the observed ones, alone and weighted by each column', () => {
    fc.assert(
      fc.property(table, (data) => {
        const counts = data.map(({ count }) => count);
        const rows = data.map(({ x }) => [1, x]);
        const fit = poissonRegression({ counts, rows, offsets: data.map(({ size }) => Math.log(size)) });
        fc.pre(fit !== null);
        for (const column of [0, 1]) {
          const score = rows.reduce(
            (sum, row, index) =>
              sum + (row[column] ?? 0) * ((counts[index] ?? 0) - (fit?.fitted[index] ?? 0)),
            0,
          );
          expect(Math.abs(score)).toBeLessThan(1e-3);
        }
      }),
    );
  });

  it('changes nothing but the intercept when all counts are expected to be twice as many', () => {
    fc.assert(
      fc.property(table, (data) => {
        const counts = data.map(({ count }) => count);
        const rows = data.map(({ x }) => [1, x]);
        const offsets = data.map(({ size }) => Math.log(size));
        const once = poissonRegression({ counts, rows, offsets });
        const twice = poissonRegression({
          counts,
          rows,
          offsets: offsets.map((value) => value + Math.log(2)),
        });
        fc.pre(once !== null && twice !== null);
        expect(twice?.coefficients[0]).toBeCloseTo((once?.coefficients[0] ?? 0) - Math.log(2), 4);
        expect(twice?.coefficients[1]).toBeCloseTo(once?.coefficients[1] ?? Number.NaN, 4);
      }),
    );
  });
});
