/**
 * The world as a square grid of integers, so that tiles and clusters need only integer comparisons: those are
 * leakproof in PostgreSQL, so indexes keep working under row-level security, and every engine gives the same answer.
 *
 * Spherical Web Mercator (EPSG:3857), x east from -180 degrees, y south from +85.05 degrees.
 */

/** Half the width of the EPSG:3857 world in metres. */
export const MERCATOR_HALF_WIDTH_METRES = 20_037_508.342789244;
/** World coordinates count 2^30 units a side: 3.7 cm on the equator. */
export const WORLD_BITS = 30;
/** Tile codes interleave 26 bits a side: 52 bits, exact in a JavaScript number; 60 cm on the equator. */
export const TILE_CODE_ZOOM = 26;

const MAX_LATITUDE = 85.0511287798066;
const WORLD_SIZE = 2 ** WORLD_BITS;

export interface WorldPoint {
  readonly worldX: number;
  readonly worldY: number;
}

/** Longitude and latitude (EPSG:4326 degrees) to metres in EPSG:3857. */
export function toMercator(lon: number, lat: number): { x: number; y: number } {
  const clamped = Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat));
  const y = Math.log(Math.tan(Math.PI / 4 + (clamped * Math.PI) / 360)) / Math.PI;
  return { x: (lon / 180) * MERCATOR_HALF_WIDTH_METRES, y: y * MERCATOR_HALF_WIDTH_METRES };
}

/** Metres in EPSG:3857 to longitude and latitude in degrees. */
export function fromMercator(x: number, y: number): { lon: number; lat: number } {
  const lat = (360 / Math.PI) * Math.atan(Math.exp((y / MERCATOR_HALF_WIDTH_METRES) * Math.PI)) - 90;
  return { lon: (x / MERCATOR_HALF_WIDTH_METRES) * 180, lat };
}

/** Longitude and latitude to world grid units. */
export function toWorld(lon: number, lat: number): WorldPoint {
  const { x, y } = toMercator(lon, lat);
  const unit = (fraction: number) => Math.max(0, Math.min(WORLD_SIZE - 1, Math.floor(fraction * WORLD_SIZE)));
  return {
    worldX: unit((x / MERCATOR_HALF_WIDTH_METRES + 1) / 2),
    worldY: unit((1 - y / MERCATOR_HALF_WIDTH_METRES) / 2),
  };
}

/** Spreads the low 13 bits of `value` so that a zero stands between any two of them. */
function spread13(value: number): number {
  let bits = value & 0x1fff;
  bits = (bits | (bits << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  return (bits | (bits << 1)) & 0x55555555;
}

/** Interleaves two 26-bit column and row numbers into one Morton (Z-order) code, x in the even bits. */
export function interleave(column: number, row: number): number {
  const high = spread13(column >>> 13) + spread13(row >>> 13) * 2;
  const low = spread13(column) + spread13(row) * 2;
  return high * 2 ** 26 + low;
}

/** The Morton code of the zoom-26 tile a world point lies in. Points of one tile at any zoom are one code range. */
export function tileCode({ worldX, worldY }: WorldPoint): number {
  const drop = WORLD_BITS - TILE_CODE_ZOOM;
  return interleave(worldX >>> drop, worldY >>> drop);
}

/** The half-open range [from, to) of tile codes inside tile z/x/y (z <= 26). */
export function tileCodeRange(z: number, x: number, y: number): { from: number; to: number } {
  const width = 4 ** (TILE_CODE_ZOOM - z);
  const from = interleave(x, y) * width;
  return { from, to: from + width };
}
