import { expect, it } from 'vitest';
import { monthScale } from '../../../web/charts/month-brush.ts';
import { largestShare, playStart, stepBrush } from '../../../web/charts/month-steps.ts';

const scale = monthScale('2024-01', '2025-12');
const brush = { first: '2025-09', last: '2025-11' };

it('moves a window whole, and a growing brush by its end alone', () => {
  expect(stepBrush(scale, brush, 'window', 1)).toEqual({ first: '2025-10', last: '2025-12' });
  expect(stepBrush(scale, brush, 'cumulative', 1)).toEqual({ first: '2025-09', last: '2025-12' });
  expect(stepBrush(scale, brush, 'window', -1)).toEqual({ first: '2025-08', last: '2025-10' });
  expect(stepBrush(scale, brush, 'cumulative', -1)).toEqual({ first: '2025-09', last: '2025-10' });
});

it('ends where the records do, and a growing brush where it began', () => {
  const atEnd = { first: '2025-10', last: '2025-12' };
  expect(stepBrush(scale, atEnd, 'window', 1)).toBeNull();
  expect(stepBrush(scale, atEnd, 'cumulative', 1)).toBeNull();
  expect(stepBrush(scale, { first: '2024-01', last: '2024-02' }, 'window', -1)).toBeNull();
  expect(stepBrush(scale, { first: '2025-09', last: '2025-09' }, 'cumulative', -1)).toBeNull();
});

it('begins at the brush, or over again where that has come to the end', () => {
  expect(playStart(scale, brush, 'window')).toBe(brush);
  expect(playStart(scale, { first: '2025-09', last: '2025-12' }, 'window')).toEqual({
    first: '2024-01',
    last: '2024-04',
  });
  expect(playStart(scale, { first: '2025-09', last: '2025-12' }, 'cumulative')).toEqual({
    first: '2025-09',
    last: '2025-09',
  });
});

it('begins with three months, or one that grows, where none are chosen', () => {
  expect(playStart(scale, null, 'window')).toEqual({ first: '2024-01', last: '2024-03' });
  expect(playStart(scale, null, 'cumulative')).toEqual({ first: '2024-01', last: '2024-01' });
  const whole = { first: '2024-01', last: '2025-12' };
  expect(playStart(scale, whole, 'window')).toEqual({ first: '2024-01', last: '2024-03' });
  expect(playStart(scale, { first: '2025-12', last: '2025-12' }, 'cumulative').first).toBe('2024-01');
  expect(playStart(monthScale('2025-01', '2025-02'), null, 'window').last).toBe('2025-02');
});

it('knows the part of all guns that the fullest window has', () => {
  expect(largestShare([1, 5, 2, 0, 2], 1)).toBe(0.5);
  expect(largestShare([1, 5, 2, 0, 2], 2)).toBe(0.7);
  expect(largestShare([1, 5, 2, 0, 2], 9)).toBe(1);
  expect(largestShare([0, 0], 1)).toBe(1);
});
