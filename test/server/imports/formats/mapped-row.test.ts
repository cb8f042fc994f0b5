import { describe, expect, it } from 'vitest';
import { MappedRow } from '../../../../server/imports/formats/cells/mapped-row.ts';
import { splitSingleLineAddress } from '../../../../server/imports/formats/cells/single-line-address.ts';
import type { WordList } from '../../../../server/imports/formats/cells/words-of.ts';
import type { RowNote } from '../../../../server/imports/formats/format.ts';

/** A row of one cell, and the notes that are made on it. */
function rowOf(cell: string) {
  const row = new MappedRow(
    { columns: ['Given'], firstRow: 2, samples: [] },
    { given: 'Given' },
    '2026-11-22',
  );
  const notes: RowNote[] = [];
  row.turnTo({ number: 7, cells: [cell] }, notes);
  return { row, notes };
}

describe('dollars', () => {
  it.each([
    ['450', '450.00'],
    ['$450', '450.00'],
    ['$ 450.5', '450.50'],
    ['1,200.00', '1200.00'],
    ['USD 500', '500.00'],
    ['550 USD', '550.00'],
    ['600 dollars', '600.00'],
    ['$300-400', '300.00'],
    ['300 – $400', '300.00'],
    ['0', '0.00'],
  ])('of %j are %s', (text, amount) => {
    const { row, notes } = rowOf(text);
    expect([row.dollars('given', 10_000), notes]).toEqual([amount, []]);
  });

  it.each(['a lot', '$1.2k', '12,34', '-5', '10001', '1e3', '$', '5.123'])(
    'of %j are noted and left out',
    (text) => {
      const { row, notes } = rowOf(text);
      expect(row.dollars('given', 10_000)).toBeNull();
      expect(notes).toEqual([
        {
          row: 7,
          column: 'Given',
          severity: 'warning',
          value: text,
          message: 'Not an amount in dollars; it was left out.',
        },
      ]);
    },
  );
});

describe('count', () => {
  it.each([
    ['12', 12],
    ['1,204', 1204],
    ['12.00', 12],
    ['007', 7],
    ['0', 0],
  ])('of %j is %d', (text, count) => {
    const { row, notes } = rowOf(text);
    expect([row.count('given', 9999), notes]).toEqual([count, []]);
  });

  it.each(['12.5', '-1', '1,2', '10000', 'two', '1e2', '99999999999999999999'])(
    'of %j is noted and left out',
    (text) => {
      const { row, notes } = rowOf(text);
      expect(row.count('given', 9999)).toBeNull();
      expect(notes.map(({ message }) => message)).toEqual(['Not a number from 0 to 9,999; it was left out.']);
    },
  );
});

describe('meaning', () => {
  const words: WordList<'one' | 'two'> = [
    [/\bUNO\b/, 'one'],
    [/DOS|UNO Y UNO/, 'two'],
  ];
  const meaning = (text: string) => {
    const { row, notes } = rowOf(text);
    return [row.meaning('given', words, { unsaid: 'one', other: 'two' }), notes.length];
  };

  it.each([
    ['uno', 'one', 0],
    ['  Úno!  ', 'one', 0],
    ['un,o', 'two', 1],
    ['dos', 'two', 0],
    ['UNO-y-uno', 'one', 0],
    ['', 'one', 0],
    ['NULL', 'one', 0],
    ['tres', 'two', 1],
  ])('of %j is %s, with %d notes', (text, expected, notes) => {
    expect(meaning(text)).toEqual([expected, notes]);
  });
});

describe('yesOrNo', () => {
  it.each([
    ['Yes', true, 0],
    ['x', true, 0],
    ['n/a', false, 0],
    ['', false, 0],
    ['perhaps', false, 1],
  ])('of %j is %s, with %d notes', (text, answer, count) => {
    const { row, notes } = rowOf(text);
    expect([row.yesOrNo('given'), notes.length]).toEqual([answer, count]);
  });
});

it.each([' ', ',', '1,', '$ ', '0.', '- '])('is quick with much of %j', (piece) => {
  const hostile = `US${piece.repeat(100_000 / piece.length)}x`;
  const { row } = rowOf(hostile);
  const startedAt = performance.now();
  row.dollars('given', 10_000);
  row.count('given', 10_000);
  splitSingleLineAddress(hostile);
  expect(performance.now() - startedAt).toBeLessThan(500);
});
