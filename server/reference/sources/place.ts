import { stateByFips } from '../../../domain/geography/states.ts';
import { tileCode, toMercator, toWorld } from '../../../domain/geography/world-grid.ts';
import { normaliseState } from '../../geocoding/normalise-address.ts';
import type { LeftOut } from './findings.ts';
import { LEFT_OUT } from './findings.ts';
import type { Position } from './records/record-source.ts';

/** A place as the tables keep it: metres of EPSG:3857, and its node. */
export interface StoredPoint {
  readonly x: number;
  readonly y: number;
  readonly node: number;
}

export function storedPoint([lon, lat]: Position): StoredPoint {
  return { ...toMercator(lon, lat), node: tileCode(toWorld(lon, lat)) };
}

/** What is wrong with coordinates; null where they can lie in the United States or a territory of theirs. */
export function faultOf([lon, lat]: Position): LeftOut | null {
  if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return LEFT_OUT.notDegrees;
  // Where software puts what it could not place.
  if (lon === 0 && lat === 0) return LEFT_OUT.noPoint;
  // From Guam over the Aleutians to the Virgin Islands, from American Samoa to Alaska.
  const isUnitedStates = (lon <= -64 || lon >= 144) && lat >= -15 && lat <= 72;
  return isUnitedStates ? null : LEFT_OUT.elsewhere;
}

/** USPS code of a state given by code, name or FIPS code; null for anything else. */
export function stateOf(text: string | null): string | null {
  if (text === null) return null;
  return stateByFips(text)?.code ?? normaliseState(text);
}
