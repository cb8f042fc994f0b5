import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AdditiveTable } from '../../../domain/disclosure/additive-table.ts';
import { crossTable, dimensionOf } from '../../../domain/disclosure/additive-table.ts';
import { notProtected } from '../../../domain/disclosure/look-alike.ts';
import type { Mark } from '../../../domain/disclosure/marks.ts';
import { isSmall, primaryMarks } from '../../../domain/disclosure/marks.ts';
import { auditBounds, boundsOf } from '../../../server/disclosure/audit-bounds.ts';
import { protectTable } from '../../../server/disclosure/protect-table.ts';
import { sdcTableCase, tableOf } from '../../helpers/count-table.ts';

const countMarks = (marks: readonly Mark[], of: Mark) => marks.filter((mark) => mark === of).length;

/** All ways to fill the hidden cells of a small table with whole numbers up to `most`, by trying every one. */
function everyTable(
  { counts, sums }: AdditiveTable,
  marks: readonly Mark[],
  threshold: number,
  most: number,
): number[][] {
  const found: number[][] = [];
  const values = [...counts];
  const fits = (until: number) =>
    sums.every(({ total, parts }) => {
      if ([total, ...parts].some((cell) => cell >= until && marks[cell] !== 'shown')) return true;
      return parts.reduce((sum, part) => sum + (values[part] ?? 0), 0) === values[total];
    });
  const fill = (cell: number): void => {
    if (cell === counts.length) {
      found.push([...values]);
      return;
    }
    const mark = marks[cell];
    const low =
      mark === 'shown' ? (counts[cell] ?? 0) : mark === 'withheld' ? threshold : mark === 'fewer' ? 1 : 0;
    const high = mark === 'shown' ? low : mark === 'withheld' ? most : threshold - 1;
    for (let value = low; value <= high; value += 1) {
      values[cell] = value;
      if (fits(cell + 1)) fill(cell + 1);
    }
    values[cell] = counts[cell] ?? 0;
  };
  fill(0);
  return found;
}

describe('complementary suppression', () => {
  it('withholds the cheapest that protects a single small count', () => {
    const rows = [
      [3, 20, 100],
      [20, 30, 100],
      [100, 100, 100],
    ];
    const { marks } = protectTable(tableOf(rows), 11) ?? { marks: [] };
    expect(marks[0]).toBe('fewer');
    // 20, 20 and 30 close the cheapest way round.
    expect([1, 4, 5].map((cell) => marks[cell])).toEqual(['withheld', 'withheld', 'withheld']);
    expect(countMarks(marks, 'withheld')).toBe(3);
  });

  it('withholds the total where nothing else can give', () => {
    const { marks } = protectTable(tableOf([[7, 8]]), 11) ?? { marks: [] };
    expect(marks).not.toContain('shown');
  });

  it('says where no marks are safe', () => {
    // Whoever knows that 4 is at least 3, 3 as well, and the others fewer than 3 but not none, knows them all.
    expect(
      protectTable(
        tableOf([
          [2, 0],
          [1, 1],
        ]),
        3,
      ),
    ).toBeNull();
  });

  it('leaves a table without small counts as it is', () => {
    const { marks, lookAlikes } = protectTable(
      tableOf([
        [0, 11],
        [30, 0],
      ]),
      11,
    ) ?? { marks: [], lookAlikes: [] };
    expect(countMarks(marks, 'shown')).toBe(9);
    expect(lookAlikes).toEqual([]);
  });

  it('protects tables whose totals are told in several ways', () => {
    const areas = dimensionOf('area', ['a', 'b', 'c']);
    const classes = dimensionOf('class', ['MD', 'VA', 'GA'], ['short', 'long']);
    const counts = [
      [40, 3, 20, 30, 33],
      [12, 15, 2, 25, 4],
      [5, 11, 30, 6, 40],
    ];
    const table = crossTable(
      [areas, classes],
      counts.flatMap((row, area) => row.map((count, one) => ({ nodes: [area, one], count }))),
    );
    const { marks, lookAlikes } = protectTable(table, 11) ?? { marks: [], lookAlikes: [] };
    expect(notProtected(table, marks, 11, lookAlikes)).toEqual([]);
    expect(auditBounds(table, marks, 11).tooClose).toEqual([]);
  });

  it('lets nobody who tries every whole number know a small count more closely', () => {
    const threshold = 3;
    let protectedTables = 0;
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 2 }), {
          minLength: 2,
          maxLength: 2,
        }),
        (rows) => {
          const table = tableOf(rows);
          const safe = protectTable(table, threshold);
          // A table that cannot be made safe is not published.
          if (safe === null) return;
          protectedTables += 1;
          const { marks } = safe;
          const tables = everyTable(table, marks, threshold, 16);
          table.counts.forEach((count, cell) => {
            if (!isSmall(count, threshold)) return;
            const values = tables.map((values) => values[cell] ?? 0);
            expect(Math.min(...values)).toBeLessThanOrEqual(1);
            expect(Math.max(...values)).toBeGreaterThanOrEqual(threshold - 1);
          });
        },
      ),
      { seed: 11, numRuns: 60 },
    );
    expect(protectedTables).toBeGreaterThan(40);
  });
});

describe('the audit', () => {
  it('finds the range of every count that is kept back', () => {
    const table = tableOf([
      [3, 20],
      [20, 30],
    ]);
    const marks = primaryMarks(table, 11);
    for (const cell of [1, 3, 4]) marks[cell] = 'withheld';
    const bounds = boundsOf(table, marks, 11, [0, 1, 4]);
    expect(bounds.get(0)).toMatchObject({ low: 1, high: 10 });
    expect(bounds.get(1)).toMatchObject({ low: 13, high: 22 });
    expect(bounds.get(4)).toMatchObject({ low: 28, high: 37 });
  });

  it('refuses a single count kept back, which its sum gives away', () => {
    const table = tableOf([
      [3, 20],
      [20, 30],
    ]);
    expect(auditBounds(table, primaryMarks(table, 11), 11).tooClose).toEqual([{ cell: 0, low: 3, high: 3 }]);
  });

  it('refuses two that protect each other too little', () => {
    const table = tableOf([
      [6, 7, 30],
      [6, 7, 30],
    ]);
    const { tooClose } = auditBounds(table, primaryMarks(table, 11), 11);
    expect(tooClose.map(({ cell, low, high }) => [cell, low, high])).toEqual([
      [0, 3, 9],
      [1, 4, 10],
      [4, 3, 9],
      [5, 4, 10],
    ]);
  });

  it('is not content with two in every row and column: 236 - 189 = 47', () => {
    const { table, marks, threshold, solved } = sdcTableCase();
    expect(countMarks(marks, 'shown')).toBe(25 - 9);
    // The first two rows keep back 236, the first two columns 189 of it.
    expect(auditBounds(table, marks, threshold).tooClose).toContainEqual({ cell: solved, low: 47, high: 47 });
  });
});
