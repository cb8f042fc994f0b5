import type { Tile } from '../server/tiles/tile.ts';

/** Cities with many recoveries, longitude and latitude: tiles are measured around them. */
export const MEASURED_CITIES = [
  [-76.61, 39.29],
  [-75.16, 39.95],
  [-87.63, 41.88],
  [-84.39, 33.75],
] as const;

/**
 * The tiles that places (longitude, latitude) lie in at each of these zooms, each once: a server keeps what it has
 * answered, and would be measured by what it kept.
 */
export function tilesAround(
  places: readonly (readonly [number, number])[],
  zooms: readonly number[],
): readonly Tile[] {
  const tiles = places.flatMap(([lon, lat]) =>
    zooms.map((z) => ({
      z,
      x: Math.floor(((lon + 180) / 360) * 2 ** z),
      y: Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z),
    })),
  );
  return [...new Map(tiles.map((tile) => [`${tile.z}/${tile.x}/${tile.y}`, tile])).values()];
}
