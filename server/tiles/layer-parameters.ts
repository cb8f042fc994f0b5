import type { TileLayer, TileLayerId } from '../../tiles/layers.ts';
import { LAYERS } from '../../tiles/layers.ts';
import { HOTSPOT_TILE_PARAMETERS, hotspotsLayerAsked } from './hotspots-tile.ts';

/** A layer as a request asks for it. */
export interface AskedLayer {
  /** With the zooms at which it has tiles for this question. */
  readonly layer: TileLayer;
  /** Those of its own parameters that were given, in one order. */
  readonly parameters: URLSearchParams;
}

/** Names of the query parameters a layer takes beside the trace filter. */
export const ownParameters = (layer: TileLayerId): readonly string[] =>
  layer === 'hotspots' ? HOTSPOT_TILE_PARAMETERS : [];

/** Reads a layer's own parameters; a wrong value is a FilterError. */
export function askedLayer(id: TileLayerId, query: URLSearchParams): AskedLayer {
  const parameters = new URLSearchParams();
  for (const name of ownParameters(id)) {
    const value = query.get(name);
    if (value !== null) parameters.set(name, value);
  }
  return { layer: id === 'hotspots' ? hotspotsLayerAsked(parameters) : LAYERS[id], parameters };
}
