import { expect, it } from 'vitest';
import { countClass, countClasses } from '../../domain/count-classes.ts';

it.each([
  [100, 100, 5],
  [64, 100, 5],
  [63, 100, 4],
  [36, 100, 4],
  [35, 100, 3],
  [3, 100, 1],
])('%i of at most %i is drawn in class %i', (count, most, expected) => {
  expect(countClass(count, most)).toBe(expected);
});

it('explains the classes that a count of at least the threshold can be in', () => {
  expect(countClasses(100, 11)).toEqual([
    { number: 2, first: 11 },
    { number: 3, first: 16 },
    { number: 4, first: 36 },
    { number: 5, first: 64 },
  ]);
  expect(countClasses(11, 11)).toEqual([{ number: 5, first: 11 }]);
});
