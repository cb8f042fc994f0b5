import type { TileLayer } from '../../tiles/layers.ts';

/** West, south, east, north of where there is data: the United States with its territories, across the antimeridian. */
const BOUNDS = [-180, -15, 180, 72] as const;

/** TileJSON 3.0 of a layer; its tiles carry the filter of `query`. */
export function tileJson(layer: TileLayer, baseUrl: string, query: URLSearchParams) {
  const text = query.toString();
  return {
    tilejson: '3.0.0',
    name: layer.id,
    description: layer.description,
    tiles: [`${baseUrl}/tiles/${layer.id}/{z}/{x}/{y}.mvt${text === '' ? '' : `?${text}`}`],
    scheme: 'xyz',
    minzoom: layer.minZoom,
    maxzoom: layer.maxZoom,
    bounds: BOUNDS,
    vector_layers: [
      {
        id: layer.id,
        description: layer.description,
        minzoom: layer.minZoom,
        maxzoom: layer.maxZoom,
        fields: layer.fields,
      },
    ],
  };
}
