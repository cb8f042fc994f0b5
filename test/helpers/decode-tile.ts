import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

export interface DecodedFeature {
  readonly type: 'point' | 'polygon';
  /** In tile units, x right and y down; each ring or point list is an array of [x, y]. */
  readonly geometry: readonly (readonly (readonly [number, number])[])[];
  readonly properties: Readonly<Record<string, string | number | boolean>>;
}

/** The features of one layer of a vector tile, as a map would read them; none where the tile is empty. */
export function decodeTile(bytes: Uint8Array, layer: string): DecodedFeature[] {
  if (bytes.length === 0) return [];
  const content = new VectorTile(new PbfReader(bytes)).layers[layer];
  if (content === undefined) throw new Error(`The tile has no layer ${layer}.`);
  return Array.from({ length: content.length }, (_, index) => {
    const feature = content.feature(index);
    return {
      type: feature.type === 1 ? 'point' : 'polygon',
      geometry: feature.loadGeometry().map((ring) => ring.map(({ x, y }): [number, number] => [x, y])),
      properties: { ...feature.properties },
    };
  });
}
