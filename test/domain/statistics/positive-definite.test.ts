import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dot,
  invertPositiveDefinite,
  solvePositiveDefinite,
  weightedProducts,
} from '../../../domain/statistics/positive-definite.ts';

describe('solvePositiveDefinite and invertPositiveDefinite', () => {
  it.each([
    [
      [
        [4, 2],
        [2, 3],
      ],
      [8, 8],
      [1, 2],
    ],
    [[[2]], [3], [1.5]],
  ])('%j · x = %j', (matrix, right, solution) => {
    for (const [index, value] of solution.entries()) {
      expect(solvePositiveDefinite(matrix, right)?.[index]).toBeCloseTo(value, 12);
    }
  });

  it('know no solution where columns repeat each other', () => {
    expect(
      solvePositiveDefinite(
        [
          [1, 1],
          [1, 1],
        ],
        [1, 1],
      ),
    ).toBeNull();
    expect(invertPositiveDefinite([[0]])).toBeNull();
  });

  it('give a matrix that times the first is 1', () => {
    const row = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 3, maxLength: 8 }), (rows) => {
        const matrix = weightedProducts(
          rows,
          rows.map((_, index) => 1 + index),
        ).map((line, index) => line.map((value, column) => value + Number(index === column)));
        const inverse = invertPositiveDefinite(matrix);
        for (const [index, line] of matrix.entries()) {
          for (let column = 0; column < 3; column++) {
            const product = dot(line, inverse?.[column] ?? []);
            expect(product).toBeCloseTo(Number(index === column), 6);
          }
        }
      }),
    );
  });
});
