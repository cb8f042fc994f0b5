import { z } from 'zod';
import { stateByCode } from '../../domain/geography/states.ts';
import { fromMercator } from '../../domain/geography/world-grid.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { CountyFinder } from '../reference/county-finder.ts';
import { fromWkb } from '../reference/polygon.ts';
import type { CityName, CountyWords } from './normalise-address.ts';
import { cityKey, normaliseCity, normaliseCounty } from './normalise-address.ts';

/** An area as the geocoder needs it. */
export interface GazetteerArea {
  readonly code: string;
  /** For people, in capitals: `BALTIMORE, MD 21202`, `BALTIMORE COUNTY, MD`. */
  readonly label: string;
  readonly state: string;
  readonly county: string | null;
  /** Degrees. */
  readonly lon: number;
  readonly lat: number;
}

export interface ZipArea extends GazetteerArea {
  /** {@link cityKey} of the ZIP's city; null where no source names it. */
  readonly cityKey: string | null;
}

const areaRow = z.object({
  level: z.enum(['state', 'county', 'zip', 'place']),
  code: z.string(),
  name: z.string(),
  state: z.string(),
  county: z.string().nullable(),
  x: z.number(),
  y: z.number(),
});
type AreaRow = z.infer<typeof areaRow>;
const shapeRow = z.object({ code: z.string(), wkb: z.instanceof(Buffer) });

/** Reads all areas once: about 75,000, a second or less, 60 MB. */
export async function readGazetteer(database: Database): Promise<Gazetteer> {
  const rows = await selectRows(
    database.knex,
    areaRow,
    `SELECT level, code, name, state_code AS state, county_code AS county, ST_X(point_3857) AS x, ST_Y(point_3857) AS y
     FROM area`,
  );
  const shapes = await selectRows(
    database.knex,
    shapeRow,
    `SELECT code, ST_AsBinary(geom_3857, 'NDR') AS wkb FROM area WHERE level = 'county' AND geom_3857 IS NOT NULL`,
  );
  const finder = new CountyFinder(shapes.map(({ code, wkb }) => ({ code, polygons: fromWkb(wkb) })));
  return new Gazetteer(rows, finder);
}

/** The areas by the names people call them. */
export class Gazetteer {
  readonly #zips = new Map<string, ZipArea>();
  readonly #places = new Map<string, Map<string, GazetteerArea>>();
  readonly #counties = new Map<string, GazetteerArea[]>();
  readonly #states = new Map<string, GazetteerArea>();
  readonly #finder: CountyFinder;

  constructor(rows: readonly AreaRow[], finder: CountyFinder) {
    this.#finder = finder;
    for (const row of rows) this.#add(row);
  }

  #add({ level, code, name, state, county, x, y }: AreaRow): void {
    const capitals = name.toUpperCase();
    const { lon, lat } = fromMercator(x, y);
    const area = { code, state, county, lon: roundDegrees(lon), lat: roundDegrees(lat) };
    if (level === 'zip') {
      const city = normaliseCity(name.slice(code.length)) ?? null;
      const label = city === null ? `${state} ${code}` : `${city}, ${state} ${code}`;
      this.#zips.set(code, { ...area, label, cityKey: city === null ? null : cityKey(city) });
    } else if (level === 'place') {
      const city = code.slice(state.length + 1);
      const places = this.#places.get(state) ?? new Map<string, GazetteerArea>();
      this.#places.set(state, places.set(cityKey(city), { ...area, label: `${city}, ${state}` }));
    } else if (level === 'county') {
      const key = `${state}:${normaliseCounty(name)?.key}`;
      const counties = this.#counties.get(key) ?? [];
      this.#counties.set(key, [...counties, { ...area, label: `${capitals}, ${state}` }]);
    } else {
      this.#states.set(code, { ...area, label: capitals });
    }
  }

  /** By five digits. */
  zip(zip: string): ZipArea | undefined {
    return this.#zips.get(zip);
  }

  /** By USPS code and name, with or without its kind. */
  place(state: string, { key, keyWithoutKind }: CityName): GazetteerArea | undefined {
    const places = this.#places.get(state);
    return places?.get(key) ?? places?.get(keyWithoutKind);
  }

  /** By USPS code and name; undefined where the name fits two and their kind is not given (Baltimore). */
  county(state: string, { key, kind }: CountyWords): GazetteerArea | undefined {
    const named = this.#counties.get(`${state}:${key}`) ?? [];
    const [only, second] = named;
    if (second === undefined) return only;
    return named.find(({ label }) => kind !== null && label.endsWith(` ${kind.toUpperCase()}, ${state}`));
  }

  /** By USPS code. */
  state(state: string): GazetteerArea | undefined {
    return this.#states.get(state);
  }

  /**
   * FIPS code of the county at a longitude and latitude, or up to 8 km away, in a state (USPS code; null: in any).
   * Null at sea, abroad and in another state.
   */
  countyNear(lon: number, lat: number, state: string | null): string | null {
    const fips = state === null ? '' : stateByCode(state)?.fips;
    return fips === undefined ? null : this.#finder.countyNear(lon, lat, fips);
  }
}

/** To six decimals, 11 cm: the sources have no more, and projecting to and fro adds noise. */
const roundDegrees = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
