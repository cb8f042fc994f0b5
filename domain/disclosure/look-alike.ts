/**
 * Look-alikes: other tables of whole numbers that agree with everything that is told of one. A small count that is 1 in one look-alike
 * and one below the threshold in another cannot be known more closely than that it is small, whatever is computed from what is published.
 */
import type { AdditiveTable } from './additive-table.ts';
import type { Mark } from './marks.ts';
import { isSmall, toldRange } from './marks.ts';

/** How a look-alike differs from the table: by how much in which cells. */
export interface LookAlike {
  readonly cells: readonly number[];
  readonly moves: readonly number[];
}

/** The sums that each cell takes part in, by their numbers. */
export function sumsOfCells({ counts, sums }: AdditiveTable): readonly (readonly number[])[] {
  const found = counts.map((): number[] => []);
  sums.forEach(({ total, parts }, sum) => {
    found[total]?.push(sum);
    for (const part of parts) found[part]?.push(sum);
  });
  return found;
}

/**
 * The small counts that look-alikes do not protect: all that are not 1 in one and one below the threshold in another. Only whole numbers
 * are added and compared here, so that it need not be believed how look-alikes were found. One that disagrees with what is told is an
 * error, which names what it breaks.
 */
export function notProtected(
  table: AdditiveTable,
  marks: readonly Mark[],
  threshold: number,
  lookAlikes: readonly LookAlike[],
): number[] {
  const sumsOf = sumsOfCells(table);
  const reached = table.counts.map((count) => ({ low: count, high: count }));
  for (const lookAlike of lookAlikes) {
    refuseUnlike(table, sumsOf, marks, threshold, lookAlike);
    lookAlike.cells.forEach((cell, index) => {
      const value = (table.counts[cell] ?? 0) + (lookAlike.moves[index] ?? 0);
      const ends = reached[cell];
      if (ends !== undefined) {
        ends.low = Math.min(ends.low, value);
        ends.high = Math.max(ends.high, value);
      }
    });
  }
  return reached.flatMap(({ low, high }, cell) =>
    isSmall(table.counts[cell] ?? 0, threshold) && (low > 1 || high < threshold - 1) ? [cell] : [],
  );
}

function refuseUnlike(
  { counts, sums }: AdditiveTable,
  sumsOf: readonly (readonly number[])[],
  marks: readonly Mark[],
  threshold: number,
  { cells, moves }: LookAlike,
): void {
  const moveOf = new Map(cells.map((cell, index) => [cell, moves[index] ?? 0]));
  const touched = new Set<number>();
  for (const [cell, move] of moveOf) {
    const count = counts[cell] ?? 0;
    const { low, high } = toldRange(marks[cell] ?? 'shown', count, threshold);
    const value = count + move;
    if (!Number.isInteger(move) || value < low || value > high) {
      throw new Error(
        `A look-alike has ${value} in cell ${cell}, which is told to be from ${low} to ${high}.`,
      );
    }
    for (const sum of sumsOf[cell] ?? []) touched.add(sum);
  }
  for (const sum of touched) {
    const { total, parts } = sums[sum] ?? { total: -1, parts: [] };
    const moved = parts.reduce((all, part) => all + (moveOf.get(part) ?? 0), 0);
    if (moved !== (moveOf.get(total) ?? 0)) {
      throw new Error(
        `A look-alike does not add up: the parts of cell ${total} differ by ${moved} together.`,
      );
    }
  }
}
