import type { CellCount } from './cell-counts.ts';
import type { StudyArea } from './study-area.ts';

/** Counts by number of cell. */
export interface CellTallies {
  readonly count: Float64Array;
  /** Recoveries of known time-to-crime, for rates. */
  readonly outOf: Float64Array;
  /** All counts, those without a cell too. */
  readonly all: number;
  readonly placed: number;
}

/** Adds up the counts by cell, whatever their month. */
export function tallyCells({ cells, numbers }: StudyArea, counts: readonly CellCount[]): CellTallies {
  const count = new Float64Array(cells.length);
  const outOf = new Float64Array(cells.length);
  let all = 0;
  let placed = 0;
  for (const one of counts) {
    all += one.count;
    const number = one.cell === null ? undefined : numbers.get(one.cell);
    if (number === undefined) continue;
    placed += one.count;
    count[number] = (count[number] ?? 0) + one.count;
    outOf[number] = (outOf[number] ?? 0) + one.outOf;
  }
  return { count, outOf, all, placed };
}
