import { describe, expect, it } from 'vitest';
import { notProtected } from '../../../domain/disclosure/look-alike.ts';
import type { Mark } from '../../../domain/disclosure/marks.ts';

/** Two rows of two with their sums: 3 + 20 = 23, 20 + 30 = 50, 23 + 50 = 73. */
const COUNTS = [3, 20, 23, 20, 30, 50, 23, 50, 73];
const SUMS = [
  { total: 2, parts: [0, 1] },
  { total: 5, parts: [3, 4] },
  { total: 8, parts: [6, 7] },
  { total: 6, parts: [0, 3] },
  { total: 7, parts: [1, 4] },
  { total: 8, parts: [2, 5] },
];
const TABLE = { counts: COUNTS, sums: SUMS };
const MARKS: Mark[] = [
  'fewer',
  'withheld',
  'shown',
  'withheld',
  'withheld',
  'shown',
  'shown',
  'shown',
  'shown',
];
const around = (move: number) => ({ cells: [0, 1, 3, 4], moves: [move, -move, -move, move] });

describe('look-alikes', () => {
  it('protect a small count that is at both ends in them', () => {
    expect(notProtected(TABLE, MARKS, 11, [around(7), around(-2)])).toEqual([]);
  });

  it.each([
    ['none', []],
    ['the lower end alone', [around(-2)]],
    ['not far enough', [around(6), around(-2)]],
  ])('leave it unprotected with %s', (_, lookAlikes) => {
    expect(notProtected(TABLE, MARKS, 11, lookAlikes)).toEqual([0]);
  });

  it.each([
    ['beyond what its mark tells', around(8), /has 11 in cell 0, which is told to be from 1 to 10/],
    ['in what is shown', { cells: [0, 2, 8], moves: [7, 7, 7] }, /has 30 in cell 2/],
    ['without adding up', { cells: [0, 1], moves: [7, -6] }, /parts of cell 2 differ by 1/],
  ])('are refused %s', (_, lookAlike, why) => {
    expect(() => notProtected(TABLE, MARKS, 11, [lookAlike])).toThrow(why);
  });
});
