import { fromMercator } from '../../domain/geography/world-grid.ts';

/** To six decimals, 11 cm: no source has more, and projecting to and fro adds noise. */
export const roundDegrees = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** A point of EPSG:3857 as GeoJSON position: longitude and latitude, rounded so. */
export function positionOfMercator(x: number, y: number): [number, number] {
  const { lon, lat } = fromMercator(x, y);
  return [roundDegrees(lon), roundDegrees(lat)];
}
