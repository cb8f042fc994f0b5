import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SortByCounting } from '../../../server/rollups/sort-by-counting.ts';

const sorter = new SortByCounting();
const sorted = (first: readonly number[], second: readonly number[]) => [
  ...sorter.sort(first.length, Uint32Array.from(first), Uint32Array.from(second)),
];

it.each([
  ['nothing', [], [], []],
  ['unknown ones first, however far away', [7_000_000, 0, 7_000_001], [1, 1, 1], [1, 0, 2]],
  ['by the first number, then by the second', [9, 4, 9, 4], [3, 2, 1, 0], [3, 1, 2, 0]],
  ['as they came where both are equal', [5, 5, 5], [2, 2, 2], [0, 1, 2]],
])('sorts %s', (_, first, second, expected) => {
  expect(sorted(first, second)).toEqual(expected);
});

it('sorts as comparing would, whatever it sorted before', () => {
  const number = fc.oneof(fc.constant(0), fc.integer({ min: 100_000, max: 100_050 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { maxLength: 40 }), (rows) => {
      const [first, second] = [rows.map(([one]) => one), rows.map(([, two]) => two)];
      const byComparing = [...rows.keys()].sort(
        (a, b) => (first[a] ?? 0) - (first[b] ?? 0) || (second[a] ?? 0) - (second[b] ?? 0) || a - b,
      );
      expect(sorted(first, second)).toEqual(byComparing);
    }),
  );
});
