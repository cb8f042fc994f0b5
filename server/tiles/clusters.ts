import { TILE_CODE_ZOOM } from '../../domain/geography/world-grid.ts';
import { TILE_EXTENT } from '../../tiles/layers.ts';

/** From this zoom on clusters come apart into the streets, and each stands exactly where its points are. */
const STREET_ZOOM = 12;

/**
 * How many zoom levels the cells of clusters lie below the tile, by the zoom from which that holds. A tile is shown
 * 512 px wide: 3 levels below are cells of 64 px, room for a ring with its number; 6 are 8 px, so that points come
 * apart in the streets; the last tiles are magnified up to zoom 20 and so have cells of 2 px (about 7 m in Maryland).
 */
const CELL_LEVELS = [
  { fromZoom: 14, levels: 8 },
  { fromZoom: STREET_ZOOM, levels: 6 },
  { fromZoom: 0, levels: 3 },
] as const;

/**
 * By how many bits to shift a tile code right to get its cluster cell in tiles of this zoom. Every cell lies inside
 * one tile, so a cluster is in exactly one.
 */
export function clusterShift(zoom: number): number {
  return 2 * (TILE_CODE_ZOOM - zoom - cellLevels(zoom));
}

const cellLevels = (zoom: number) => CELL_LEVELS.find(({ fromZoom }) => zoom >= fromZoom)?.levels ?? 0;

/**
 * Part of its cell's side that a cluster stays away from the cell's edges: of 64 px that is 24, half a ring, so that
 * the rings of neighbours do not cover each other's numbers.
 */
const CLEAR_OF_EDGE = 3 / 8;

/** SQL for where a cluster is drawn, along one axis in tile units, from a column with its mean place. */
export function clearOfNeighbours(units: string, zoom: number): string {
  if (zoom >= STREET_ZOOM) return units;
  const side = TILE_EXTENT >> cellLevels(zoom);
  const margin = side * CLEAR_OF_EDGE;
  return `${units} - ${units} % ${side} + greatest(${margin}, least(${side - margin}, ${units} % ${side}))`;
}
