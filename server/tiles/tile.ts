import { MERCATOR_HALF_WIDTH_METRES, tileCodeRange, WORLD_BITS } from '../../domain/geography/world-grid.ts';
import { told } from '../../domain/languages/told.ts';
import type { TileLayer } from '../../tiles/layers.ts';
import { TILE_EXTENT } from '../../tiles/layers.ts';
import { badRequest } from '../errors.ts';
import type { TileCodes } from '../rollups/cell-recoveries.ts';

/** One tile of the world: column x from the west, row y from the north, 2^z of each. */
export interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** Which tiles something has. */
export interface TileRange extends Pick<TileLayer, 'minZoom' | 'maxZoom'> {
  readonly id: string;
}

/** Reads a tile from the parts of its address; a tile that does not exist or that the layer lacks is a 400. */
export function parseTile(layer: TileRange, parts: Readonly<Record<'z' | 'x' | 'y', string>>): Tile {
  const [z, x, y] = [parts.z, parts.x, parts.y].map((part) =>
    /^\d{1,8}$/.test(part) ? Number(part) : Number.NaN,
  );
  if (z === undefined || x === undefined || y === undefined || !(z <= layer.maxZoom && z >= layer.minZoom)) {
    throw badRequest(
      told('Layer {layer} has tiles from zoom {minZoom} to {maxZoom}, not at "{zoom}".', {
        layer: layer.id,
        minZoom: layer.minZoom,
        maxZoom: layer.maxZoom,
        zoom: parts.z,
      }),
    );
  }
  if (!(x < 2 ** z && y < 2 ** z)) {
    throw badRequest(
      told('There is no tile {tile}: columns and rows at zoom {zoom} are 0 to {last}.', {
        tile: `${parts.z}/${parts.x}/${parts.y}`,
        zoom: z,
        last: 2 ** z - 1,
      }),
    );
  }
  return { z, x, y };
}

/**
 * Where a tile lies in EPSG:3857: the metres of one of its units, and the bindings by which SQL clips to its box, grown
 * by `buffer` tile units (`box_…`), and moves what is inside into tile units (`scale`, `west`, `north`).
 */
export function tileFrame({ z, x, y }: Tile, buffer: number) {
  const metres = (2 * MERCATOR_HALF_WIDTH_METRES) / 2 ** z;
  const unit = metres / TILE_EXTENT;
  const west = -MERCATOR_HALF_WIDTH_METRES + x * metres;
  const north = MERCATOR_HALF_WIDTH_METRES - y * metres;
  const bindings = {
    scale: 1 / unit,
    west,
    north,
    box_west: west - buffer * unit,
    box_east: west + metres + buffer * unit,
    box_south: north - metres - buffer * unit,
    box_north: north + buffer * unit,
  };
  return { unit, bindings };
}

/** The tile codes of the points inside a tile. */
export const tileCodesOf = ({ z, x, y }: Tile): TileCodes => tileCodeRange(z, x, y);

/**
 * SQL for a world coordinate (2^30 units a side) in the units of the tile, 0 to 4095 from its upper left corner.
 * Integer arithmetic alone, so that every engine puts a point in the same place.
 */
export function tileUnits(world: string, axis: 'x' | 'y', tile: Tile): string {
  const origin = tile[axis] * 2 ** (WORLD_BITS - tile.z);
  return `(((${world})::bigint - ${origin}) * ${TILE_EXTENT}) >> ${WORLD_BITS - tile.z}`;
}

/** SQL for the point geometry, in tile units, of two world coordinates. */
export const tilePoint = (worldX: string, worldY: string, tile: Tile) =>
  `ST_MakePoint(${tileUnits(worldX, 'x', tile)}, ${tileUnits(worldY, 'y', tile)})`;
