import type { CellCounts } from './cell-counts.ts';
import type { StudyArea } from './study-area.ts';
import { numbersIn, OUTSIDE } from './study-area.ts';

/** Counts by number of cell. */
export interface CellTallies {
  readonly count: Float64Array;
  /** What rates are of: recoveries of known time-to-crime, or inhabitants. */
  readonly outOf: Float64Array;
  /** All counts, those without a cell too. */
  readonly all: number;
  readonly placed: number;
  /** In cells that are not of the area. */
  readonly outside: number;
}

/** Adds up the counts by cell, whatever their month. */
export function tallyCells(area: StudyArea, { cells, months }: CellCounts): CellTallies {
  const numbers = numbersIn(area, cells);
  const count = new Float64Array(area.cells.length);
  const outOf = new Float64Array(area.cells.length);
  let all = 0;
  let placed = 0;
  let outside = 0;
  for (const month of months) {
    for (let cell = 0; cell < cells.length; cell++) {
      const counted = month.count[cell] ?? 0;
      const number = numbers[cell] ?? OUTSIDE;
      all += counted;
      if (number === OUTSIDE) {
        if (cells[cell] !== null) outside += counted;
        continue;
      }
      placed += counted;
      count[number] = (count[number] ?? 0) + counted;
      outOf[number] = (outOf[number] ?? 0) + (month.outOf[cell] ?? 0);
    }
  }
  return { count, outOf, all, placed, outside };
}

/** The same counts, out of the people who live in each cell. */
export function outOfInhabitants(
  area: StudyArea,
  tallies: CellTallies,
  byCell: ReadonlyMap<string, number>,
): CellTallies {
  return { ...tallies, outOf: Float64Array.from(area.cells, (cell) => byCell.get(cell) ?? 0) };
}
