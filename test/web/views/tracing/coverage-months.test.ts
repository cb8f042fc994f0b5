import { expect, it } from 'vitest';
import { monthsUpTo, newestMonth, shiftMonth } from '../../../../web/views/tracing/coverage-months.ts';

it('goes through the turn of the year', () => {
  expect(monthsUpTo('2024-02', 4)).toEqual(['2023-11', '2023-12', '2024-01', '2024-02']);
  expect(shiftMonth('2024-01', -1)).toBe('2023-12');
  expect(shiftMonth('2023-12', 13)).toBe('2025-01');
});

it('finds the newest month that is known', () => {
  const counts = { recovered: 1, submitted: 0, tracedToDealer: 0, tracedToPurchaser: 0, awaited: null };
  const of = (...months: (string | null)[]) => ({ months: months.map((month) => ({ month, ...counts })) });
  expect(newestMonth([of('2023-05', null), of('2024-01')])).toBe('2024-01');
  expect(newestMonth([of(null)])).toBeNull();
});
