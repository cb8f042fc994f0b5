import type { TileLayerId } from '../../tiles/layers.ts';
import { areasLayer } from './areas-tile.ts';
import { createCountedAreas } from './counted-areas.ts';
import { dealersLayer } from './dealers-tile.ts';
import { flowsLayer } from './flows-tile.ts';
import { hotspotsLayer } from './hotspots-tile.ts';
import { jurisdictionsTile } from './jurisdictions-tile.ts';
import { purchasersLayer } from './purchasers-tile.ts';
import { recoveriesTile } from './recoveries-tile.ts';
import { streetsTile } from './streets-tile.ts';
import type { LayerQuery } from './tile-query.ts';

/**
 * How the tiles of each layer are made. A new layer is described in tiles/layers.ts and named here with the function of
 * its own file that makes a tile's query. Each service has layers of its own, since they keep counts.
 */
export function createLayerQueries(): Readonly<Record<TileLayerId, LayerQuery>> {
  const countedAreas = createCountedAreas();
  return {
    recoveries: recoveriesTile,
    dealers: dealersLayer(),
    purchasers: purchasersLayer(countedAreas),
    flows: flowsLayer(),
    hotspots: hotspotsLayer(),
    areas: areasLayer(countedAreas),
    streets: streetsTile,
    jurisdictions: jurisdictionsTile,
  };
}
