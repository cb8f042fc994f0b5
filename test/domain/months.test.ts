import { expect, it } from 'vitest';
import { addMonths, monthList, monthsBetween } from '../../domain/months.ts';

it.each([
  ['2025-12', 1, '2026-01'],
  ['2026-01', -1, '2025-12'],
  ['2025-03-31', 0, '2025-03'],
  ['2025-03', -27, '2022-12'],
])('%s and %i months are %s', (month, steps, there) => {
  expect(addMonths(month, steps)).toBe(there);
  expect(monthsBetween(month, there)).toBe(steps);
});

it.each([
  ['2025-11', '2026-01', ['2025-11', '2025-12', '2026-01']],
  ['2025-11', '2025-11', ['2025-11']],
  ['2025-12', '2025-11', []],
])('the months from %s to %s are %j', (from, to, months) => {
  expect(monthList(from, to)).toEqual(months);
});
