import { gridDisk } from 'h3-js';
import type { Neighbours } from '../../domain/statistics/neighbours.ts';

/** The cells that are tested, and which of them are near which. */
export interface StudyArea {
  readonly resolution: number;
  readonly rings: number;
  /** H3 indexes; a cell's number is its place here. */
  readonly cells: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly neighbours: Neighbours;
}

/** The cells and all within so many rings of one of them, in the order of their indexes. */
export function cellsAround(cells: readonly string[], rings: number): string[] {
  const around = new Set<string>();
  for (const cell of cells) for (const near of gridDisk(cell, rings)) around.add(near);
  return [...around].sort();
}

/** The study area of just these cells; cells within so many rings of each other are neighbours. */
export function studyAreaOf(cells: readonly string[], resolution: number, rings: number): StudyArea {
  const numbers = new Map(cells.map((cell, number) => [cell, number]));
  const offsets = new Uint32Array(cells.length + 1);
  const neighbours = new Uint32Array(cells.length * 3 * rings * (rings + 1));
  let at = 0;
  for (const [number, cell] of cells.entries()) {
    for (const near of gridDisk(cell, rings)) {
      const other = numbers.get(near);
      if (other !== undefined && other !== number) neighbours[at++] = other;
    }
    offsets[number + 1] = at;
  }
  return { resolution, rings, cells, numbers, neighbours: { offsets, neighbours: neighbours.slice(0, at) } };
}

/** No cell of the area. */
export const OUTSIDE = -1;

/** Numbers in the area of lists of cells that were asked about before. */
const numbersOf = new WeakMap<StudyArea, WeakMap<readonly (string | null)[], Int32Array>>();

/** The number in the area of each of these cells, {@link OUTSIDE} for the others and for null. */
export function numbersIn(area: StudyArea, cells: readonly (string | null)[]): Int32Array {
  const lists = numbersOf.get(area) ?? new WeakMap<readonly (string | null)[], Int32Array>();
  numbersOf.set(area, lists);
  const known = lists.get(cells);
  if (known !== undefined) return known;
  const numbers = Int32Array.from(cells, (cell) =>
    cell === null ? OUTSIDE : (area.numbers.get(cell) ?? OUTSIDE),
  );
  lists.set(cells, numbers);
  return numbers;
}
