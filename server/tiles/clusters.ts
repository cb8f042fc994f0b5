import { TILE_CODE_ZOOM } from '../../domain/geography/world-grid.ts';

/**
 * How many zoom levels the cells of clusters lie below the tile, by the zoom from which that holds. A tile is shown
 * 512 px wide: 3 levels below are cells of 64 px, room for a ring with its number; 6 are 8 px, so that points come
 * apart in the streets; the last tiles are magnified up to zoom 20 and so have cells of 2 px (about 7 m in Maryland).
 */
const CELL_LEVELS = [
  { fromZoom: 14, levels: 8 },
  { fromZoom: 12, levels: 6 },
  { fromZoom: 0, levels: 3 },
] as const;

/**
 * By how many bits to shift a tile code right to get its cluster cell in tiles of this zoom. Every cell lies inside
 * one tile, so a cluster is in exactly one.
 */
export function clusterShift(zoom: number): number {
  const levels = CELL_LEVELS.find(({ fromZoom }) => zoom >= fromZoom)?.levels ?? 0;
  return 2 * (TILE_CODE_ZOOM - zoom - levels);
}
