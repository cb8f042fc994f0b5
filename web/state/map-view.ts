/** West, south, east, north in degrees; west > east where it crosses the antimeridian. */
export type MapView = readonly [west: number, south: number, east: number, north: number];

/** Degrees of longitude that a tile of the map's zoom is wide, at most those of the whole world. */
const tileDegrees = (zoom: number) => 360 / 2 ** Math.floor(zoom);
const DECIMALS = 4;

/**
 * The box to ask for while the map shows `bounds` (degrees; longitudes may go on beyond ±180): as many tiles as touch
 * it, so that what is asked for stays the same until the map has moved by a good part of the screen. Null where that is
 * the whole world.
 */
export function viewAround(bounds: MapView, zoom: number): MapView | null {
  const step = tileDegrees(zoom);
  const down = (degrees: number) => Math.floor(degrees / step) * step;
  const up = (degrees: number) => Math.ceil(degrees / step) * step;
  const [west, east] = [down(bounds[0]), up(bounds[2])];
  if (east - west >= 360) return null;
  const rounded = (degrees: number) => Number(degrees.toFixed(DECIMALS));
  return [
    rounded(onGlobe(west)),
    rounded(Math.max(-90, down(bounds[1]))),
    rounded(onGlobe(east)),
    rounded(Math.min(90, up(bounds[3]))),
  ];
}

/** A longitude from -180 to 180. */
function onGlobe(lon: number): number {
  const turned = ((((lon + 180) % 360) + 360) % 360) - 180;
  return turned === -180 && lon > 0 ? 180 : turned;
}
