import { MERCATOR_HALF_WIDTH_METRES, toMercator } from '../../domain/geography/world-grid.ts';
import { TILE_EXTENT } from '../../tiles/layers.ts';
import type { TilePosition } from './clip-line.ts';
import type { Tile } from './tile.ts';

/** A place in parts of the world's width, x east and y south of its upper left corner. */
export type WorldPosition = readonly [x: number, y: number];

/** Worlds to the east and west: what crosses the antimeridian goes on beyond 180 degrees. */
export const WORLDS = [-1, 0, 1] as const;

/** Where a place (degrees) is in the world. */
export function inWorld(lon: number, lat: number): WorldPosition {
  const { x, y } = toMercator(lon, lat);
  return [(x / MERCATOR_HALF_WIDTH_METRES + 1) / 2, (1 - y / MERCATOR_HALF_WIDTH_METRES) / 2];
}

/** A line or ring in the units of a tile, moved by so many worlds to the east. */
export const inTile = (
  { z, x, y }: Tile,
  line: readonly WorldPosition[],
  world: (typeof WORLDS)[number],
): TilePosition[] =>
  line.map(([worldX, worldY]) => [
    ((worldX + world) * 2 ** z - x) * TILE_EXTENT,
    (worldY * 2 ** z - y) * TILE_EXTENT,
  ]);

/** In whole units, without points that fall on the one before. */
export function rounded(line: readonly TilePosition[]): TilePosition[] {
  return line
    .map(([x, y]): TilePosition => [Math.round(x), Math.round(y)])
    .filter(([x, y], index, whole) => {
      const before = whole[index - 1];
      return before === undefined || before[0] !== x || before[1] !== y;
    });
}
