import { TILE_EXTENT } from '../../tiles/layers.ts';
import type { Tile } from './tile.ts';
import { tileFrame } from './tile.ts';

/** Tile units an outline goes on beyond the tile, so that its cut edge is never seen. */
const BUFFER = 64;
/** Half a pixel of a tile that is shown 512 px wide, in tile units. */
const TOLERANCE = TILE_EXTENT / 512 / 2;

/** SQL for the box to clip polygons by before anything else: a box is quick to clip by. */
export const POLYGON_BOX = 'ST_MakeEnvelope(:box_west, :box_south, :box_east, :box_north, 3857)';

/** The bindings of {@link POLYGON_BOX} and {@link polygonInTile}. */
export function polygonBindings(tile: Tile) {
  const { unit, bindings } = tileFrame(tile, BUFFER);
  return { tolerance: TOLERANCE * unit, ...bindings };
}

/**
 * SQL for a clipped polygon in tile units: simplified, moved, mended where simplifying made lines cross, and rounded to
 * whole units by ST_ReducePrecision, which keeps polygons valid. Exterior rings turn the way vector tiles ask for.
 */
export const polygonInTile = (clipped: string): string =>
  `ST_ForcePolygonCCW(ST_ReducePrecision(ST_CollectionExtract(ST_MakeValid(ST_Affine(
    ST_Simplify(${clipped}, :tolerance::float8),
    :scale::float8, 0, 0, -(:scale::float8), -(:west::float8) * :scale::float8, :north::float8 * :scale::float8
  )), 3), 1))`;
