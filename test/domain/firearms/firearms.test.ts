import { describe, expect, it } from 'vitest';
import type { FirearmName } from '../../../domain/firearms/firearm-class.ts';
import { firearmClass } from '../../../domain/firearms/firearm-class.ts';
import { periodEnd, periodsBetween, wholePeriods } from '../../../domain/firearms/periods.ts';
import { isPrivatelyMade } from '../../../domain/firearms/privately-made.ts';
import { compareTwoYears } from '../../../domain/firearms/two-years.ts';
import type { FirearmGrouping, PeriodUnit } from '../../../domain/firearms-responses.ts';
import { timesSummary } from '../../../domain/statistics/times-summary.ts';

describe('isPrivatelyMade', () => {
  it.each([
    ['PRIVATELY MADE FIREARM', null, true],
    ['PMF', null, true],
    ['Homemade', 'AR', true],
    ['UNKNOWN', '80% LOWER', true],
    ['POLYMER80, INC.', 'PF940', true],
    ['UNKNOWN', 'P80', true],
    ['GHOST GUN', null, true],
    ['3D-PRINTED', null, true],
    ['GLOCK', '19', false],
    ['SMITH & WESSON', 'M&P SHIELD', false],
    [null, 'P8', false],
    ['HI-POINT', '8000', false],
    [null, null, false],
  ])('says of %s %s: %s', (manufacturer, model, is) => {
    expect(isPrivatelyMade(manufacturer, model)).toBe(is);
  });
});

describe('firearmClass', () => {
  const name = (over: Partial<FirearmName>): FirearmName => ({
    manufacturer: 'S&W',
    model: 'SD9VE',
    caliber: '9MM',
    serialObliterated: false,
    ...over,
  });
  it.each<[Exclude<FirearmGrouping, 'type'>, Partial<FirearmName>, string | null]>([
    ['manufacturer', {}, 'SMITH WESSON'],
    ['manufacturer', { manufacturer: 'SMITH AND WESSON CORP' }, 'SMITH WESSON'],
    ['manufacturer', { manufacturer: 'UNKNOWN' }, null],
    ['manufacturer', { manufacturer: 'PMF' }, 'privately_made'],
    ['model', {}, 'SMITH WESSON SD9VE'],
    ['model', { model: null }, null],
    ['model', { manufacturer: null }, null],
    ['model', { manufacturer: 'PMF', model: null }, 'privately_made'],
    ['caliber', {}, '9MM'],
    ['caliber', { caliber: null }, null],
    ['ghost', {}, 'by_a_maker'],
    ['ghost', { manufacturer: 'UNKNOWN', model: 'P80' }, 'privately_made'],
    ['ghost', { manufacturer: 'UNKNOWN' }, null],
    ['serial', {}, 'not_obliterated'],
    ['serial', { serialObliterated: true }, 'obliterated'],
  ])('by %s of %o is %s', (by, over, is) => {
    expect(firearmClass(by, name(over))).toBe(is);
  });
});

describe('periods', () => {
  it.each<[PeriodUnit, string, string, readonly string[]]>([
    ['month', '2023-12-31', '2024-02-01', ['2023-12-01', '2024-01-01', '2024-02-01']],
    ['quarter', '2023-12-31', '2024-05-01', ['2023-10-01', '2024-01-01', '2024-04-01']],
    ['year', '2023-12-31', '2025-01-01', ['2023-01-01', '2024-01-01', '2025-01-01']],
    ['month', '2024-02-29', '2024-02-29', ['2024-02-01']],
  ])('by %s from %s to %s are %o', (unit, first, last, are) => {
    expect(periodsBetween(first, last, unit)).toEqual(are);
  });

  it.each<[PeriodUnit, string, string]>([
    ['month', '2023-12-01', '2024-01-01'],
    ['quarter', '2023-10-01', '2024-01-01'],
    ['year', '2023-01-01', '2024-01-01'],
  ])('by %s: that of %s ends before %s', (unit, start, end) => {
    expect(periodEnd(start, unit)).toBe(end);
  });
});

it('tells which periods the records cover whole', () => {
  const periods = ['2024-01-01', '2024-04-01', '2024-07-01'];
  const whole = (oldest: string, newest: string) => wholePeriods(periods, 'quarter', { oldest, newest });
  expect(whole('2024-01-02', '2024-09-29')).toEqual([false, true, false]);
  expect(whole('2024-01-01', '2024-09-30')).toEqual([true, true, true]);
});

describe('compareTwoYears', () => {
  it('tells the ratio with its exact interval', () => {
    const compared = compareTwoYears(40, 20, 730);
    expect(compared).toMatchObject({ last: 40, before: 20, ratio: 2 });
    // R: poisson.test(c(40, 20), c(365, 365))$conf.int is 1.14191160 to 3.61106911.
    expect('low' in compared && compared.low).toBeCloseTo(1.1419116, 6);
    expect('high' in compared && compared.high).toBeCloseTo(3.6110691, 6);
  });

  it('is open above where there were none before', () => {
    expect(compareTwoYears(25, 0, 900)).toMatchObject({ ratio: null, high: null });
  });

  it.each([
    [10, 9, 900, 'few'],
    [100, 100, 729, 'short'],
  ])('refuses %i and %i guns of %i days', (last, before, days, refused) => {
    expect(compareTwoYears(last, before, days)).toMatchObject({ refused });
  });
});

it('sums times up: of ten guns at 100, 200, … 2,000 days', () => {
  const byDay = new Uint32Array(3000);
  for (let step = 1; step <= 20; step += 1) byDay[100 * step] = 1;
  expect(timesSummary(byDay)).toMatchObject({
    known: 20,
    median: { value: 1050 },
    withinThreeYears: { value: 0.5 },
  });
  expect(timesSummary(new Uint32Array(10))).toEqual({ known: 0, median: null, withinThreeYears: null });
});
