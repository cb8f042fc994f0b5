import { describe, expect, it } from 'vitest';
import {
  dayAfter,
  parsePeriod,
  periodInName,
} from '../../../../server/imports/formats/dealer-sales/sales-period.ts';

describe('parsePeriod', () => {
  it.each([
    ['2024', '2024-01-01', '2025-01-01'],
    ['2024.0', '2024-01-01', '2025-01-01'],
    ['CY 2023', '2023-01-01', '2024-01-01'],
    ['2010-2022', '2010-01-01', '2023-01-01'],
    ['2010 – 2022', '2010-01-01', '2023-01-01'],
    ['2010 through 2022', '2010-01-01', '2023-01-01'],
    ['2024-03', '2024-03-01', '2024-04-01'],
    ['3/2024', '2024-03-01', '2024-04-01'],
    ['December 2024', '2024-12-01', '2025-01-01'],
    ['Sept. 2024', '2024-09-01', '2024-10-01'],
    ['Mar-24', '2024-03-01', '2024-04-01'],
    ['2024 Q2', '2024-04-01', '2024-07-01'],
    ['Q4-2024', '2024-10-01', '2025-01-01'],
    ['2024 Qtr 3', '2024-07-01', '2024-10-01'],
    ['2nd quarter of 2024', '2024-04-01', '2024-07-01'],
    ['1/1/2024 - 3/31/2024', '2024-01-01', '2024-04-01'],
    ['2024-01-01 to 2024-12-31', '2024-01-01', '2025-01-01'],
  ])('reads %j as [%s, %s)', (text, from, to) => {
    expect(parsePeriod(text)).toEqual({ from, to });
  });

  // Fiscal years begin on other days in every state.
  it.each([
    'FY 2024',
    'FY2024',
    '2022-2010',
    '2024-13',
    '2024 Q5',
    'Foo 2024',
    '0224',
    '12/31/2024 - 1/1/2024',
    '2/30/2024 - 3/31/2024',
    '1/1/24 - 3/31/24',
    'last year',
    '2024-03-15',
    '',
  ])('finds none in %j', (text) => {
    expect(parsePeriod(text)).toBeNull();
  });

  it.each([' ', '1', '2024 ', '-', 'Q1 ', 'MAR '])('is quick with much of %j', (piece) => {
    const startedAt = performance.now();
    parsePeriod(`2024${piece.repeat(100_000 / piece.length)}!`);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});

describe('periodInName', () => {
  it.each([
    ['dealer-sales-california-2010-2022.csv', '2010-01-01', '2023-01-01'],
    ['crime_guns_2010_to_2022.csv', '2010-01-01', '2023-01-01'],
    ['2010 through 2022.csv', '2010-01-01', '2023-01-01'],
    ['sales_2023_final.csv', '2023-01-01', '2024-01-01'],
    ['dealers2024.csv', '2024-01-01', '2025-01-01'],
    ['report 1234 (2023).csv', '2023-01-01', '2024-01-01'],
    // A month or quarter is not its whole year.
    ['sales 2024-03.csv', '2024-03-01', '2024-04-01'],
    ['sales_2024_03.csv', '2024-03-01', '2024-04-01'],
    ['sales-2024-Q1.csv', '2024-01-01', '2024-04-01'],
    ['Q3_2024_sales.xlsx', '2024-07-01', '2024-10-01'],
    ['Sales March 2024.csv', '2024-03-01', '2024-04-01'],
  ])('of %s is [%s, %s)', (name, from, to) => {
    expect(periodInName(name)).toEqual({ from, to });
  });

  // The day of an export is no period.
  it.each([
    'export-2024-03-15.csv',
    'export 03-15-2024.csv',
    'export_20240315.csv',
    'sales_FY2024.csv',
    'sales FY 2024.csv',
    'sales-12024.csv',
    'batch 1234.csv',
    'sales.csv',
  ])('of %s is none', (name) => {
    expect(periodInName(name)).toBeNull();
  });
});

describe('dayAfter', () => {
  it.each([
    ['2024-02-28', '2024-02-29'],
    ['2023-02-28', '2023-03-01'],
    ['2024-12-31', '2025-01-01'],
    ['2024-03-10', '2024-03-11'],
  ])('%s comes %s', (day, next) => {
    expect(dayAfter(day)).toBe(next);
  });
});
