import { describe, expect, it } from 'vitest';
import {
  readStateTable,
  stateOfLabel,
} from '../../../../server/imports/formats/atf-state-tables/read-state-table.ts';

/** Source states at the side, as most years are printed. */
const TABLE = [
  ['Recovery State', '', '', '', '', ''],
  ['Source State', '', 'DELAWARE', 'MARYLAND', 'US VIRGIN ISLND', 'TOTALS'],
  ['', 'DELAWARE', '10', '3', '', '13'],
  ['', 'MARYLAND', '2', '20', '1', '23'],
  ['', 'US VIRGIN ISLANDS', '', '', '5', '5'],
  ['', 'TOTALS', '12', '23', '6', '41'],
  ['', '- Recovered between 1/1/2015 - 12/31/2015.', '', '', '', ''],
];

const numbered = (rows: readonly (readonly string[])[]) =>
  rows.map((cells, index) => ({ number: index + 1, cells }));

function changed(row: number, column: number, value: string) {
  return TABLE.map((cells, r) => cells.map((cell, c) => (r === row && c === column ? value : cell)));
}

describe('readStateTable', () => {
  it('reads sources at the side', () => {
    const table = readStateTable(numbered(TABLE), 'x.xlsx');
    expect(table).toMatchObject({ year: 2015, rows: 3, total: 41, warnings: [] });
    expect(table.counts.map((flow) => [flow.sourceState, flow.recoveryState, flow.count])).toEqual([
      ['DE', 'DE', 10],
      ['DE', 'MD', 3],
      ['MD', 'DE', 2],
      ['MD', 'MD', 20],
      ['MD', 'VI', 1],
      ['VI', 'VI', 5],
    ]);
  });

  it('reads sources across, with one outside the country', () => {
    const across = [
      ['', '', 'Source State', '', '', ''],
      ['', '', 'DELAWARE', 'MARYLAND', 'CANADA', 'TOTAL'],
      ['Recovery State', 'DELAWARE', '10', '2', '1', '13'],
      ['', 'MARYLAND', '3', '20', '', '23'],
      ['', 'DST OF COLUMBIA', '', '4', '', '4'],
      ['', 'TOTAL', '13', '26', '1', '40'],
    ];
    const table = readStateTable(numbered(across), 'cy_2012.xlsx');
    expect(table).toMatchObject({ year: 2012, total: 40 });
    expect(
      table.counts.map((flow) => [flow.source, flow.sourceState, flow.recoveryState, flow.count]),
    ).toEqual([
      ['DELAWARE', 'DE', 'DE', 10],
      ['MARYLAND', 'MD', 'DE', 2],
      ['CANADA', null, 'DE', 1],
      ['DELAWARE', 'DE', 'MD', 3],
      ['MARYLAND', 'MD', 'MD', 20],
      ['MARYLAND', 'MD', 'DC', 4],
    ]);
  });

  it('refuses a number that its row and column both deny', () => {
    expect(() => readStateTable(numbered(changed(2, 3, '4')), 'x.xlsx')).toThrow(
      /the row DELAWARE add up to 14, but the total printed is 13/,
    );
  });

  it('takes the numbers and warns where one printed total alone is wrong', () => {
    expect(readStateTable(numbered(changed(5, 2, '11')), 'x.xlsx').warnings).toEqual([
      'As printed, the numbers of the column DELAWARE add up to 12, but the total printed is 11. All other totals agree, so the numbers were taken.',
    ]);
  });

  it('refuses a wrong grand total, a missing row of totals, and what is no count', () => {
    expect(() => readStateTable(numbered(changed(5, 5, '42')), 'x.xlsx')).toThrow(/the whole table/);
    expect(() => readStateTable(numbered(TABLE.slice(0, 5)), 'x.xlsx')).toThrow(/no row of totals/);
    expect(() => readStateTable(numbered(changed(2, 2, 'ten')), 'x.xlsx')).toThrow(
      /holds "ten", which is not a count/,
    );
  });

  it('refuses a table that does not say which way round it is', () => {
    expect(() => readStateTable(numbered(changed(0, 0, '')), 'x.xlsx')).toThrow(/which way round/);
  });

  it('refuses a table of no year', () => {
    expect(() => readStateTable(numbered(TABLE.slice(0, 6)), 'x.xlsx')).toThrow(/which year/);
  });
});

describe('stateOfLabel', () => {
  it.each([
    ['GUAM & NORTHERN MARIANA ISLANDS', 'GU'],
    ['US VIRGIN  ISLANDS', 'VI'],
    ['District of Columbia', 'DC'],
    ['CANADA', null],
  ])('of %j is %j', (printed, expected) => {
    expect(stateOfLabel(printed)).toBe(expected);
  });
});
