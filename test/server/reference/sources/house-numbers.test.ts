import { describe, expect, it } from 'vitest';
import { columnOf, rangeEndSpellings } from '../../../../server/reference/sources/columns.ts';
import { readHouseNumber, readHouseNumbers } from '../../../../server/reference/sources/house-numbers.ts';

describe('readHouseNumbers', () => {
  it.each([
    ['100', '198', { from: 100, to: 198 }],
    ['9', '1', { from: 9, to: 1 }],
    ['0', '98', { from: 0, to: 98 }],
    ['100.0', '198.0', { from: 100, to: 198 }],
    ['0', '0', null],
    ['0', '4499', null],
    ['101', null, null],
    [null, null, null],
    ['37-12', '37-20', 'unreadable'],
    ['N6W230', 'N6W240', 'unreadable'],
  ])('%s to %s', (from, to, numbers) => {
    expect(readHouseNumbers(from, to)).toEqual(numbers);
  });
});

describe('readHouseNumber', () => {
  it.each([
    ['12', { number: 12, suffix: null }],
    ['12.0', { number: 12, suffix: null }],
    ['12b', { number: 12, suffix: 'B' }],
    ['12 1/2', { number: 12, suffix: '1/2' }],
    ['37-12', { number: 37, suffix: '12' }],
    ['0', null],
    ['N6W230', null],
    ['123456789', null],
    [null, null],
  ])('%s', (text, house) => {
    expect(readHouseNumber(text)).toEqual(house);
  });
});

describe('the columns of a range', () => {
  it.each([
    'l_from',
    'FROMADDR_L',
    'LFROMADD',
    'L_F_ADD',
    'LFROMHN',
    'Left From Address',
    'ADDR_FROM_L',
    'L_ADD_FR',
  ])('%s is where the left side begins', (heading) => {
    const found = (side: 'left' | 'right', end: 'from' | 'to') =>
      columnOf([heading], rangeEndSpellings(side, end));
    expect([
      found('left', 'from'),
      found('left', 'to'),
      found('right', 'from'),
      found('right', 'to'),
    ]).toEqual([0, -1, -1, -1]);
  });
});
