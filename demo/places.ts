import { normaliseCity } from '../server/geocoding/normalise-address.ts';
import { readAtlas } from '../server/reference/atlas.ts';
import { CountyFinder } from '../server/reference/county-finder.ts';
import type { PostalCode } from '../server/reference/postal-codes.ts';
import { readPostalCodes } from '../server/reference/postal-codes.ts';
import type { Random } from './random.ts';

export interface DemoPoint {
  readonly lon: number;
  readonly lat: number;
}

/** A ZIP with a city and a Census point. */
export interface DemoZip extends DemoPoint {
  readonly zip: string;
  readonly city: string;
  readonly state: string;
}

export const METRES_A_DEGREE = 111_320;
const MOST_TRIES = 30;

/** The real ZIPs and counties the demo is laid out on. */
export class DemoPlaces {
  readonly #byState = new Map<string, DemoZip[]>();
  readonly #byCity = new Map<string, DemoZip[]>();
  readonly #finder = new CountyFinder(readAtlas().counties);

  constructor() {
    for (const code of readPostalCodes()) {
      const zip = demoZip(code);
      if (zip === null) continue;
      append(this.#byState, zip.state, zip);
      append(this.#byCity, cityOf(zip.state, zip.city), zip);
    }
  }

  /** All ZIPs of a state (USPS code), always in the same order. */
  zipsOfState(state: string): readonly DemoZip[] {
    return this.#byState.get(state) ?? [];
  }

  /** The ZIPs of a city; throws where there is none, for the demo names only cities that are there. */
  zipsOfCity(state: string, city: string): readonly DemoZip[] {
    const found = this.#byCity.get(cityOf(state, city));
    if (found === undefined) throw new Error(`There is no ZIP of ${city}, ${state}.`);
    return found;
  }

  /** A point scattered normally around another, kept inside counties (FIPS codes): not in the river. */
  scatter(
    random: Random,
    around: DemoPoint,
    deviationMetres: number,
    counties: readonly string[],
  ): DemoPoint {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const point = moved(around, random.gaussian() * deviationMetres, random.gaussian() * deviationMetres);
      if (counties.includes(this.#finder.countyAt(point.lon, point.lat) ?? '')) return point;
    }
    return around;
  }

  isIn(point: DemoPoint, counties: readonly string[]): boolean {
    return counties.includes(this.#finder.countyAt(point.lon, point.lat) ?? '');
  }
}

const cityOf = (state: string, city: string) => `${state}:${normaliseCity(city)}`;

function append(map: Map<string, DemoZip[]>, key: string, zip: DemoZip): void {
  const zips = map.get(key);
  if (zips === undefined) map.set(key, [zip]);
  else zips.push(zip);
}

function demoZip({ zip, city, state, lon, lat, isZcta }: PostalCode): DemoZip | null {
  return isZcta && city !== null && state !== null ? { zip, city, state, lon, lat } : null;
}

function moved({ lon, lat }: DemoPoint, east: number, north: number): DemoPoint {
  const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
  return {
    lon: round(lon + east / (METRES_A_DEGREE * Math.cos((lat * Math.PI) / 180))),
    lat: round(lat + north / METRES_A_DEGREE),
  };
}
