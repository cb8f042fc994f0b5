import { WORLD_BITS } from '../../domain/geography/world-grid.ts';
import { TILE_EXTENT } from '../../tiles/layers.ts';
import type { CountedAreas } from './counted-areas.ts';
import type { HomeLevel, PurchaserHomes } from './purchaser-homes.ts';
import type { Tile } from './tile.ts';
import type { LayerQuery, TileAsked, TileFeature } from './tile-query.ts';

/** The zooms from which counties and ZIPs are told, as in the areas layer. */
const COUNTY_ZOOM = 6;
const ZIP_ZOOM = 9;

/** The purchasers layer: where first buyers lived, counted by area at every zoom, never as a home of its own. */
export function purchasersLayer(countedAreas: (asked: TileAsked) => Promise<CountedAreas>): LayerQuery {
  return async (asked) => {
    const { homes } = await countedAreas(asked);
    return { features: purchasersTile(asked.tile, homes[finestLevel(asked.tile)]) };
  };
}

function finestLevel({ z }: Tile): HomeLevel {
  if (z >= ZIP_ZOOM) return 'zip';
  return z >= COUNTY_ZOOM ? 'county' : 'state';
}

function purchasersTile({ z, x, y }: Tile, homes: readonly PurchaserHomes[]): TileFeature[] {
  const side = 2 ** (WORLD_BITS - z);
  return homes.flatMap(({ level, code, name, guns, worldX, worldY }) => {
    if (Math.floor(worldX / side) !== x || Math.floor(worldY / side) !== y) return [];
    const units = (world: number) => Math.floor(((world % side) * TILE_EXTENT) / side);
    return [
      {
        type: 'point',
        geometry: [[[units(worldX), units(worldY)]]],
        properties: { point_count: guns, level, code, name },
      },
    ];
  });
}
