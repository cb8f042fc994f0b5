import { TILE_CODE_ZOOM, tileCodeRange, toWorld, WORLD_BITS } from './world-grid.ts';

export interface TileCodeRange {
  readonly from: number;
  /** The first that is no longer in it. */
  readonly to: number;
}

/** Tiles across the longer side of a box: with more the ranges hold less beside it, and there are more of them. */
const TILES_ACROSS = 8;
/** A tile of the finest zoom: what rounding may move a point by. */
const MARGIN = 2 ** (WORLD_BITS - TILE_CODE_ZOOM);
const MOST = 2 ** WORLD_BITS - 1;

/**
 * Ranges of tile codes that hold every point of a box in degrees, and a rim around it: what an index on tile codes finds under
 * row-level security, which the index of places is not used under. In order, no two of them next to each other.
 */
export function tileCodeRanges(west: number, south: number, east: number, north: number): TileCodeRange[] {
  const topLeft = toWorld(west, north);
  const bottomRight = toWorld(east, south);
  const [left, top] = [topLeft.worldX, topLeft.worldY].map((value) => Math.max(0, value - MARGIN));
  const [right, bottom] = [bottomRight.worldX, bottomRight.worldY].map((value) =>
    Math.min(MOST, value + MARGIN),
  );
  if (left === undefined || top === undefined || right === undefined || bottom === undefined) return [];
  const longer = Math.max(right - left, bottom - top);
  const zoom = Math.max(
    0,
    Math.min(TILE_CODE_ZOOM, Math.floor(Math.log2((2 ** WORLD_BITS * TILES_ACROSS) / longer))),
  );
  const tileOf = (value: number) => Math.floor(value / 2 ** (WORLD_BITS - zoom));
  const ranges: TileCodeRange[] = [];
  for (let y = tileOf(top); y <= tileOf(bottom); y += 1) {
    for (let x = tileOf(left); x <= tileOf(right); x += 1) ranges.push(tileCodeRange(zoom, x, y));
  }
  return joined(ranges.sort((a, b) => a.from - b.from));
}

function joined(ranges: readonly TileCodeRange[]): TileCodeRange[] {
  const whole: TileCodeRange[] = [];
  for (const range of ranges) {
    const last = whole.at(-1);
    if (last?.to === range.from) whole[whole.length - 1] = { from: last.from, to: range.to };
    else whole.push(range);
  }
  return whole;
}
