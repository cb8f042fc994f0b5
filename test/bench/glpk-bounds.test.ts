import { describe, expect, it } from 'vitest';
import { glpkBounds, whyNoGlpk } from '../../bench/accuracy/glpk-bounds.ts';
import { withFolder } from '../../bench/bench-database.ts';
import { primaryMarks } from '../../domain/disclosure/marks.ts';
import { toldCells } from '../../domain/publication.ts';
import { sdcTableCase, tableOf } from '../helpers/count-table.ts';

describe.skipIf(whyNoGlpk() !== null)('bounds by GLPK', () => {
  it('are those that follow by hand, of every cell in one run', async () => {
    const table = tableOf([
      [3, 20],
      [20, 30],
    ]);
    const marks = primaryMarks(table, 11);
    for (const cell of [1, 3, 4]) marks[cell] = 'withheld';
    const told = { cells: toldCells(table.counts, marks), sums: table.sums, threshold: 11 };
    const bounds = await withFolder(async (folder) => glpkBounds(told, [0, 1, 4], folder));
    expect([...bounds]).toEqual([
      [0, { low: 1, high: 10 }],
      [1, { low: 13, high: 22 }],
      [4, { low: 28, high: 37 }],
    ]);
  });

  it('find 236 - 189 = 47', async () => {
    const { table, marks, threshold, solved } = sdcTableCase();
    const told = { cells: toldCells(table.counts, marks), sums: table.sums, threshold };
    const bounds = await withFolder(async (folder) => glpkBounds(told, [solved], folder));
    expect(bounds.get(solved)).toEqual({ low: 47, high: 47 });
  });

  it('are an error where nothing limits a cell, and where no table fits', async () => {
    const table = tableOf([[20, 30]]);
    const sums = table.sums;
    const cells = table.counts.map(() => 'withheld' as const);
    const open = withFolder(async (folder) => glpkBounds({ cells, sums, threshold: 11 }, [0], folder));
    await expect(open).rejects.toThrow(/no best values/);
    const wrong = [1, 1, 3, ...table.counts.slice(3)];
    const none = withFolder(async (folder) => glpkBounds({ cells: wrong, sums, threshold: 11 }, [0], folder));
    await expect(none).rejects.toThrow(/no best values/);
  });
});
