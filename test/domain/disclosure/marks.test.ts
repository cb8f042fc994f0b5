import { describe, expect, it } from 'vitest';
import { primaryMarks, toldRange } from '../../../domain/disclosure/marks.ts';
import { tableOf } from '../../helpers/count-table.ts';

describe('primary suppression', () => {
  it.each([
    {
      name: 'shows zero and what reaches the threshold',
      rows: [
        [0, 11],
        [30, 40],
      ],
      marks: ['shown', 'shown', 'shown'],
    },
    {
      name: 'keeps back what is fewer',
      rows: [
        [10, 1],
        [30, 40],
      ],
      marks: ['fewer', 'fewer', 'shown'],
    },
    {
      name: 'tells nothing of the parts of a small total, not even zeros',
      rows: [
        [0, 4],
        [30, 40],
      ],
      marks: ['part', 'part', 'fewer'],
    },
  ])('$name', ({ rows, marks }) => {
    expect(primaryMarks(tableOf(rows), 11).slice(0, 3)).toEqual(marks);
  });

  it('reaches the parts of parts', () => {
    const counts = [2, 2, 2, 50, 52];
    const sums = [
      { total: 2, parts: [1] },
      { total: 1, parts: [0] },
      { total: 4, parts: [2, 3] },
    ];
    expect(primaryMarks({ counts, sums }, 11)).toEqual(['part', 'part', 'fewer', 'shown', 'shown']);
  });
});

describe('what a mark tells', () => {
  it.each([
    ['shown', 42, 42, 42],
    ['fewer', 3, 1, 10],
    ['part', 3, 0, 10],
    ['withheld', 42, 11, Number.POSITIVE_INFINITY],
  ] as const)('%s', (mark, count, low, high) => {
    expect(toldRange(mark, count, 11)).toEqual({ low, high });
  });
});
