import type { Tile } from '../server/tiles/tile.ts';

/** The tile that a place (longitude, latitude) lies in, at each of these zooms. */
export function tilesAround([lon, lat]: readonly [number, number], zooms: readonly number[]): Tile[] {
  return zooms.map((z) => ({
    z,
    x: Math.floor(((lon + 180) / 360) * 2 ** z),
    y: Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z),
  }));
}
