/**
 * H3 cells as numbers that fit a JavaScript number exactly: the base cell and one octal digit for each resolution, as
 * the H3 index has them (https://h3geo.org/docs/core-library/h3Indexing). A cell's parent is its key without the last
 * digits, so that a million of them are told in milliseconds.
 */

/** Resolution at which places are stored: hexagons of about 0.1 km². */
export const FINEST_RESOLUTION = 9;

const DIGIT_BITS = 3;
const MOST_RESOLUTION = 15;
const RESOLUTION_SHIFT = 52n;
const CELL_MODE = 1n << 59n;

/** Bits of the index below the last digit of a resolution; they are all set where the cell has no finer digits. */
const bitsBelow = (resolution: number) => BigInt(DIGIT_BITS * (MOST_RESOLUTION - resolution));

/** The key of a cell of {@link FINEST_RESOLUTION}, from its index. */
export function keyOfCell(index: bigint): number {
  return Number((index >> bitsBelow(FINEST_RESOLUTION)) & ((1n << 34n) - 1n));
}

/** The key, at a coarser resolution or the same, of the cell that has this one of {@link FINEST_RESOLUTION} in it. */
export const parentKey = (key: number, resolution: number): number =>
  Math.floor(key / 8 ** (FINEST_RESOLUTION - resolution));

/** The index, in hexadecimal as h3-js has it, of a key at its resolution. */
export function cellOfKey(key: number, resolution: number): string {
  const below = bitsBelow(resolution);
  const index =
    CELL_MODE | (BigInt(resolution) << RESOLUTION_SHIFT) | (BigInt(key) << below) | ((1n << below) - 1n);
  return index.toString(16);
}
