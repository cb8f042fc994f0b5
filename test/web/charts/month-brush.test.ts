import { expect, it } from 'vitest';
import { brushOfDates, monthAt, monthScale, moveBrush, moveEnd } from '../../../web/charts/month-brush.ts';

const scale = monthScale('2024-01', '2025-12');

it('finds the month at a place of the strip, the end ones beyond it', () => {
  expect([-0.2, 0, 0.5, 0.999, 1.4].map((at) => monthAt(scale, at))).toEqual([
    '2024-01',
    '2024-01',
    '2025-01',
    '2025-12',
    '2025-12',
  ]);
});

it('moves a brush whole and stops it at the ends', () => {
  const brush = { first: '2025-09', last: '2025-11' };
  expect(moveBrush(scale, brush, 1)).toEqual({ first: '2025-10', last: '2025-12' });
  expect(moveBrush(scale, brush, 5)).toEqual({ first: '2025-10', last: '2025-12' });
  expect(moveBrush(scale, brush, -99)).toEqual({ first: '2024-01', last: '2024-03' });
});

it('moves an end no further than the other end or the strip', () => {
  const brush = { first: '2025-09', last: '2025-11' };
  expect(moveEnd(scale, brush, 'first', 9)).toEqual({ first: '2025-11', last: '2025-11' });
  expect(moveEnd(scale, brush, 'last', 9)).toEqual({ first: '2025-09', last: '2025-12' });
  expect(moveEnd(scale, brush, 'last', -9)).toEqual({ first: '2025-09', last: '2025-09' });
});

it('shows the half-open dates of a filter as whole months', () => {
  expect(brushOfDates(scale, '2025-01-01', '2026-01-01')).toEqual({ first: '2025-01', last: '2025-12' });
  expect(brushOfDates(scale, '2025-03-14', '2025-04-02')).toEqual({ first: '2025-03', last: '2025-04' });
  expect(brushOfDates(scale, undefined, '2024-07-01')).toEqual({ first: '2024-01', last: '2024-06' });
  expect(brushOfDates(scale, undefined, undefined)).toBeNull();
});

it('shows no brush for dates the strip has no month of', () => {
  expect(brushOfDates(scale, '2026-01-01', undefined)).toBeNull();
  expect(brushOfDates(scale, '2020-01-01', '2024-01-01')).toBeNull();
});
