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
  const numbers = numbersOfCells(cells);
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

/**
 * The part of an area that lies around some of the cells it was made around: what {@link studyAreaOf} makes of {@link cellsAround}
 * them, without looking for neighbours again.
 */
export function partAround(whole: StudyArea, occupied: readonly string[]): StudyArea {
  const { offsets, neighbours } = whole.neighbours;
  const isPart = new Uint8Array(whole.cells.length);
  for (const cell of occupied) {
    const number = whole.numbers.get(cell);
    if (number === undefined) throw new Error(`Cell ${cell} has records, but is not of the whole area.`);
    isPart[number] = 1;
    const end = offsets[number + 1] ?? 0;
    for (let at = offsets[number] ?? 0; at < end; at++) isPart[neighbours[at] ?? 0] = 1;
  }
  const cells = whole.cells.filter((_, number) => isPart[number] === 1);
  const numberOf = new Uint32Array(whole.cells.length);
  for (let number = 0, next = 0; number < isPart.length; number++)
    if (isPart[number] === 1) numberOf[number] = next++;
  return {
    ...whole,
    cells,
    numbers: numbersOfCells(cells),
    neighbours: partOf(whole.neighbours, isPart, numberOf),
  };
}

/** The neighbours that are of a part, of the cells that are, by their numbers in it. */
function partOf({ offsets, neighbours }: Neighbours, isPart: Uint8Array, numberOf: Uint32Array): Neighbours {
  const ends: number[] = [0];
  const found = new Uint32Array(neighbours.length);
  let length = 0;
  for (let number = 0; number < isPart.length; number++) {
    if (isPart[number] === 0) continue;
    const end = offsets[number + 1] ?? 0;
    for (let at = offsets[number] ?? 0; at < end; at++) {
      const near = neighbours[at] ?? 0;
      if (isPart[near] === 1) found[length++] = numberOf[near] ?? 0;
    }
    ends.push(length);
  }
  return { offsets: Uint32Array.from(ends), neighbours: found.slice(0, length) };
}

const numbersOfCells = (cells: readonly string[]): ReadonlyMap<string, number> =>
  new Map(cells.map((cell, number) => [cell, number]));

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
