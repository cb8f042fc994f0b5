import { expect, it } from 'vitest';
import { fallingRoot } from '../../../domain/statistics/falling-root.ts';

it.each([
  ['a line', (x: number) => 3 - x, 3],
  ['a steep fall', (x: number) => 2 - Math.exp(x), Math.LN2],
  ['a flat one', (x: number) => (1 - x) ** 5, 1],
  ['a step', (x: number) => (x < 0.3 ? 1 : -1), 0.3],
])('finds where %s is 0, with few values', (_, valueAt, root) => {
  let asked = 0;
  const found = fallingRoot(
    (x) => {
      asked += 1;
      return valueAt(x);
    },
    -20,
    10,
    1e-12,
  );
  expect(found).toBeCloseTo(root, _ === 'a flat one' ? 2 : 11);
  // Halving takes 45.
  expect(asked).toBeLessThanOrEqual(49);
});

it('is the nearest end where all values are on one side', () => {
  expect(fallingRoot(() => -1, 2, 5, 1e-9)).toBe(2);
  expect(fallingRoot(() => 1, 2, 5, 1e-9)).toBe(5);
});
