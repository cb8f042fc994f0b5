import fc from 'fast-check';
import { expect, it } from 'vitest';
import { medianOfDays } from '../../../server/quality/day-tally.ts';

it.each([
  [[], null],
  [[[3, 1]], 3],
  [
    [
      [10, 1],
      [2, 1],
    ],
    6,
  ],
  [
    [
      [10, 1],
      [2, 2],
    ],
    2,
  ],
  [
    [
      [1, 2],
      [5, 2],
    ],
    3,
  ],
])('the median of %j is %s', (tallies, median) => {
  expect(medianOfDays(tallies.map(([days = 0, count = 0]) => ({ days, count })))).toBe(median);
});

it('is the middle of the days one by one, however they are tallied', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(400), { minLength: 1, maxLength: 60 }), (days) => {
      const sorted = [...days].sort((a, b) => a - b);
      const middle = (place: number) => sorted[Math.floor(place)] ?? 0;
      const expected = (middle((sorted.length - 1) / 2) + middle(sorted.length / 2)) / 2;
      expect(medianOfDays(days.map((one) => ({ days: one, count: 1 })))).toBe(expected);
    }),
  );
});
