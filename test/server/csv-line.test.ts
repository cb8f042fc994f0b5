import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, guardFormula, plainText } from '../../server/csv-line.ts';

const HARMFUL = [
  '=1+1',
  '=cmd|"/c calc"!A1',
  '+1+1',
  '-1+1',
  '-2+3+cmd|"/c calc"!A1',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  '+1 410 555 0100',
  '-76.6,=1+1',
];

/** The characters cells are made of where it matters. */
const cell = fc.string({
  unit: fc.constantFrom(...'=+-@＝＋－＠\'" \t\r\n,;0.7aé'.split('')),
  maxLength: 6,
});

describe('a line of CSV', () => {
  it.each(HARMFUL)('makes text of %j', (text) => {
    expect(guardFormula(text)).toBe(`'${text}`);
    const [row] = parse(csvLine([text, 'x']));
    expect(row).toEqual([`'${text}`, 'x']);
  });

  it('leaves numbers numbers, given as such or as text', () => {
    expect(csvLine([-76.6, 39.3, 0, 1e-7, null])).toBe('-76.6,39.3,0,1e-7,\r\n');
    expect(csvLine(['-76.6', '+5', '-0.25', '12'])).toBe('-76.6,+5,-0.25,12\r\n');
  });

  it('leaves alone what no spreadsheet runs', () => {
    const harmless = ['', 'a=1', 'O’Neil', "'quoted'", ' =1', '7-11', 'x@y.example', '\t'];
    expect(harmless.map(guardFormula)).toEqual(harmless);
  });

  it('never lets a text begin as a formula, whatever it is', () => {
    fc.assert(
      fc.property(cell, (text) => {
        const rows: string[][] = parse(csvLine(['x', text]), { relax_column_count: true });
        const read = rows[0]?.[1] ?? '';
        expect(/^[=+\-@＝＋－＠]/.test(read) && !/^[+-]\d+(\.\d+)?$/.test(read)).toBe(false);
        // Nothing leaves its cell.
        expect(rows).toHaveLength(1);
        expect(rows[0]).toHaveLength(2);
      }),
    );
  });

  it('says the same to the importer as the text did', () => {
    fc.assert(
      fc.property(cell, (text) => {
        expect(plainText(guardFormula(text))).toBe(plainText(text));
      }),
    );
  });
});
