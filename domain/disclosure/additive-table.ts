/**
 * Tables of counts whose cells add up: what is published of one must be safe against everybody who can add and subtract.
 */

/** One cell is the sum of others, by their numbers in the table. */
export interface Sum {
  readonly total: number;
  readonly parts: readonly number[];
}

/** Counts with everything that is known of how they add up. */
export interface AdditiveTable {
  readonly counts: readonly number[];
  readonly sums: readonly Sum[];
}

/** One way to divide guns: its finest categories, and the groups that sums of them make. */
export interface Dimension {
  readonly name: string;
  /** Codes of its nodes, groups among them. */
  readonly codes: readonly string[];
  /** What each group is the sum of, by the numbers of nodes, inner ones first. One that is told in several ways stands here for each. */
  readonly groups: readonly { readonly node: number; readonly parts: readonly number[] }[];
}

/** The node that is the sum of its whole dimension. */
export const ALL = 'all';

/**
 * A dimension of categories and their total; `ways` are several lists of categories, each of which makes up the same total. Of no
 * categories there is the total alone.
 */
export function dimensionOf(name: string, ...ways: readonly (readonly string[])[]): Dimension {
  const categories = ways.flat();
  let first = 0;
  const groups = ways.flatMap((way) => {
    if (way.length === 0) return [];
    const parts = way.map((_, index) => first + index);
    first += way.length;
    return [{ node: categories.length, parts }];
  });
  return { name, codes: [...categories, ALL], groups };
}

/** How many guns have a combination of finest categories, by the numbers of their nodes. */
export interface LeafCount {
  readonly nodes: readonly number[];
  readonly count: number;
}

/** Where the cell of a combination of nodes stands in a table of these dimensions. */
export function cellOf(dimensions: readonly Dimension[], nodes: readonly number[]): number {
  return dimensions.reduce((cell, { codes }, index) => cell * codes.length + (nodes[index] ?? 0), 0);
}

/**
 * The table of all combinations of nodes, groups included. An error where a group that is told in several ways would have another count
 * in each.
 */
export function crossTable(dimensions: readonly Dimension[], leaves: readonly LeafCount[]): AdditiveTable {
  const size = dimensions.reduce((cells, { codes }) => cells * codes.length, 1);
  const counts = new Array<number>(size).fill(0);
  for (const { nodes, count } of leaves) {
    const cell = cellOf(dimensions, nodes);
    counts[cell] = (counts[cell] ?? 0) + count;
  }
  const sums: Sum[] = [];
  dimensions.forEach(({ codes, groups }, index) => {
    const step = dimensions.slice(index + 1).reduce((cells, dimension) => cells * dimension.codes.length, 1);
    for (const { node, parts } of groups) {
      for (const first of firstCells(size, codes.length, step)) {
        const sum = { total: first + node * step, parts: parts.map((part) => first + part * step) };
        counts[sum.total] = sumOf(counts, sum.parts);
        sums.push(sum);
      }
    }
  });
  refuseUnequal(counts, sums);
  return { counts, sums };
}

/** The cells at the first node of a dimension, one for each combination of the others. */
function firstCells(size: number, length: number, step: number): number[] {
  const cells: number[] = [];
  for (let cell = 0; cell < size; cell += 1) if (Math.floor(cell / step) % length === 0) cells.push(cell);
  return cells;
}

const sumOf = (counts: readonly number[], parts: readonly number[]): number =>
  parts.reduce((sum, part) => sum + (counts[part] ?? 0), 0);

function refuseUnequal(counts: readonly number[], sums: readonly Sum[]): void {
  for (const { total, parts } of sums) {
    const sum = sumOf(counts, parts);
    if (sum !== counts[total]) {
      throw new Error(
        `Cell ${total} is ${counts[total]} in one way of telling it and ${sum} in another: each gun must be in every way.`,
      );
    }
  }
}
