import { describe, expect, it } from 'vitest';
import {
  formatDay,
  formatDays,
  formatMonth,
  formatRate,
  formatShare,
  guns,
  shareOf,
} from '../../../web/words/format.ts';
import { addMonths, daysOfMonths, monthList, monthsBetween } from '../../../web/words/month-range.ts';

describe('shares', () => {
  it('never show some as none or most as all', () => {
    expect([0, 0.004, 0.54, 0.996, 1].map(formatShare)).toEqual(['0 %', '< 1 %', '54 %', '> 99 %', '100 %']);
  });

  it('come with what they are of', () => {
    expect(shareOf(650, 1204)).toBe('54 % of 1,204');
    expect(shareOf(0, 0)).toBe('none of 0');
  });
});

it('says times in the unit people think in', () => {
  expect([1, 12, 59, 213, 365, 800, 3650].map(formatDays)).toEqual([
    '1 day',
    '12 days',
    '59 days',
    '7 months',
    '12 months',
    '2.2 years',
    '10 years',
  ]);
});

it('writes dates and counts alike everywhere', () => {
  expect(formatMonth('2025-03')).toBe('Mar 2025');
  expect(formatDay('2025-03-04')).toBe('4 Mar 2025');
  expect([guns(1), guns(2431)]).toEqual(['1 gun', '2,431 guns']);
});

describe('months', () => {
  it('cross the year in both directions', () => {
    expect(addMonths('2025-12', 1)).toBe('2026-01');
    expect(addMonths('2025-01', -13)).toBe('2023-12');
    expect(monthsBetween('2024-11', '2025-02')).toBe(3);
    expect(monthList('2024-11', '2025-01')).toEqual(['2024-11', '2024-12', '2025-01']);
  });

  it('make half-open ranges of days', () => {
    expect(daysOfMonths('2025-01', '2025-12')).toEqual({
      recoveredFrom: '2025-01-01',
      recoveredTo: '2026-01-01',
    });
  });
});

describe('rates', () => {
  it.each([
    [0, '0'],
    [0.00412, '0.0041'],
    [0.25, '0.25'],
    [0.3, '0.30'],
    [0.9949, '0.99'],
    [0.996, '1.0'],
    [8.06, '8.1'],
    [12, '12.0'],
    [99.96, '100'],
    [1204.4, '1,204'],
  ])('%f is %s', (value, words) => {
    expect(formatRate(value)).toBe(words);
  });
});
