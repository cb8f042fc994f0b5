import { describe, expect, it } from 'vitest';
import { detectDayOrder, parseDate } from '../../../../server/imports/formats/cells/dates.ts';

const TODAY = '2026-11-22';

describe('parseDate', () => {
  it.each([
    ['03/04/2015', '2015-03-04'],
    ['3/4/2015', '2015-03-04'],
    ['3/4/15', '2015-03-04'],
    ['12/31/99', '1999-12-31'],
    ['11/23/26', '1926-11-23'],
    ['11/22/26', '2026-11-22'],
    ['03-04-2015', '2015-03-04'],
    ['3/4/2015 14:05', '2015-03-04'],
    ['2015-03-04', '2015-03-04'],
    ['2015-03-04T10:20:30Z', '2015-03-04'],
    ['2015/3/4', '2015-03-04'],
    ['04-MAR-2015', '2015-03-04'],
    ['4 March 2015', '2015-03-04'],
    ['04-mar-15', '2015-03-04'],
    ['Mar 4, 2015', '2015-03-04'],
    ['20150304', '2015-03-04'],
    ['03042015', '2015-03-04'],
    ['42067', '2015-03-04'],
    ['42067.5', '2015-03-04'],
    ['02/29/2016', '2016-02-29'],
    ['02/29/2015', null],
    ['02/30/2016', null],
    ['13/01/2015', null],
    ['00/10/2015', null],
    ['2015-13-01', null],
    ['4-FOO-2015', null],
    ['123', null],
    ['unknown', null],
    ['', null],
  ])('reads %j as %j', (text, expected) => {
    expect(parseDate(text, 'month_first', TODAY)).toBe(expected);
  });

  it('reads the day first where the column does', () => {
    expect(parseDate('04/03/2015', 'day_first', TODAY)).toBe('2015-03-04');
  });
});

describe('detectDayOrder', () => {
  it.each([
    [['03/04/2015', '12/25/2015'], 'month_first'],
    [['03/04/2015', '25/12/2015'], 'day_first'],
    [['25/12/2015', '12/25/2015'], 'month_first'],
    [['03/04/2015'], 'month_first'],
    [[], 'month_first'],
  ] as const)('of %j is %s', (samples, expected) => {
    expect(detectDayOrder(samples)).toBe(expected);
  });
});
