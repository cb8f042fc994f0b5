import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

export interface DecodedFeature {
  readonly type: 'point' | 'line' | 'polygon';
  /** In tile units, x right and y down; each line, ring or point list is an array of [x, y]. */
  readonly geometry: readonly (readonly (readonly [number, number])[])[];
  readonly properties: Readonly<Record<string, string | number | boolean>>;
}

/** By their number in a vector tile; 0 is of no known type. */
const TYPES = { 0: 'point', 1: 'point', 2: 'line', 3: 'polygon' } as const;

/** The features of one layer of a vector tile, as a map would read them; none where the tile is empty. */
export function decodeTile(bytes: Uint8Array, layer: string): DecodedFeature[] {
  if (bytes.length === 0) return [];
  const content = new VectorTile(new PbfReader(bytes)).layers[layer];
  if (content === undefined) throw new Error(`The tile has no layer ${layer}.`);
  return Array.from({ length: content.length }, (_, index) => {
    const feature = content.feature(index);
    return {
      type: TYPES[feature.type],
      geometry: feature.loadGeometry().map((ring) => ring.map(({ x, y }): [number, number] => [x, y])),
      properties: { ...feature.properties },
    };
  });
}
