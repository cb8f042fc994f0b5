import { stateByFips } from '../../domain/geography/states.ts';
import type { MatchWord } from './address.ts';
import type { Gazetteer } from './gazetteer.ts';

export interface TrustedCoordinates {
  /** Degrees, mended if need be. */
  readonly lon: number;
  readonly lat: number;
  /** USPS code. */
  readonly state: string;
  /** FIPS code. */
  readonly county: string;
  /** What was mended; empty where nothing had to be. */
  readonly mended: readonly MatchWord[];
}

interface Reading {
  readonly of: (lon: number, lat: number) => readonly [number, number];
  readonly mended: readonly MatchWord[];
}

const AS_GIVEN: Reading = { of: (lon, lat) => [lon, lat], mended: [] };
const MENDED: readonly Reading[] = [
  { of: (lon, lat) => [-lon, lat], mended: ['coordinates_sign_mended'] },
  { of: (lon, lat) => [lat, lon], mended: ['coordinates_swapped_mended'] },
  { of: (lon, lat) => [-lat, lon], mended: ['coordinates_swapped_mended', 'coordinates_sign_mended'] },
];

/**
 * Coordinates a file gave, if they lie in the state of the address (or up to 8 km off: borders are generalised), with
 * the county they lie in. A wrong sign or exchanged columns are mended where the state is known and only so the point
 * falls into it; anything else, (0, 0) above all, is refused with null.
 */
export function trustCoordinates(
  gazetteer: Gazetteer,
  lon: number,
  lat: number,
  state: string | null,
): TrustedCoordinates | null {
  const readings = state === null ? [AS_GIVEN] : [AS_GIVEN, ...MENDED];
  for (const { of, mended } of readings) {
    const [x, y] = of(lon, lat);
    if (!(Math.abs(x) <= 180 && Math.abs(y) <= 85)) continue;
    const county = gazetteer.countyNear(x, y, state);
    const found = county === null ? undefined : stateByFips(county.slice(0, 2));
    if (county !== null && found !== undefined) return { lon: x, lat: y, state: found.code, county, mended };
  }
  return null;
}
