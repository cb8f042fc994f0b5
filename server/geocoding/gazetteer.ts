import { z } from 'zod';
import { stateByCode } from '../../domain/geography/states.ts';
import { fromMercator } from '../../domain/geography/world-grid.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { groupBy } from '../group-by.ts';
import { CountyFinder } from '../reference/county-finder.ts';
import { fromWkb } from '../reference/polygon.ts';
import type { CityName, CountyWords } from './normalise-address.ts';
import { cityKey, normaliseCity, normaliseCounty } from './normalise-address.ts';
import { roundDegrees } from './round-degrees.ts';

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

/** A state, and its places and counties by the keys of their names. */
interface AreasOfState {
  readonly whole: GazetteerArea | undefined;
  readonly places: ReadonlyMap<string, GazetteerArea>;
  readonly counties: ReadonlyMap<string, readonly GazetteerArea[]>;
}

/**
 * The areas by the names people call them. What is of no state or ZIP that was asked for is kept as it was read: a file is
 * mostly of one state, and to normalise the names of all takes longer than to read them.
 */
export class Gazetteer {
  readonly #zipRows = new Map<string, AreaRow>();
  readonly #zips = new Map<string, ZipArea>();
  readonly #rowsOfStates: ReadonlyMap<string, readonly AreaRow[]>;
  readonly #states = new Map<string, AreasOfState>();
  readonly #finder: CountyFinder;

  constructor(rows: readonly AreaRow[], finder: CountyFinder) {
    this.#finder = finder;
    const others: AreaRow[] = [];
    for (const row of rows) {
      if (row.level === 'zip') this.#zipRows.set(row.code, row);
      else others.push(row);
    }
    this.#rowsOfStates = groupBy(others, ({ state }) => state);
  }

  /** By five digits. */
  zip(zip: string): ZipArea | undefined {
    const known = this.#zips.get(zip);
    if (known !== undefined) return known;
    const row = this.#zipRows.get(zip);
    if (row === undefined) return undefined;
    const area = zipArea(row);
    this.#zips.set(zip, area);
    return area;
  }

  #areasOf(state: string): AreasOfState {
    const known = this.#states.get(state);
    if (known !== undefined) return known;
    const areas = areasOfState(this.#rowsOfStates.get(state) ?? []);
    this.#states.set(state, areas);
    return areas;
  }

  /** By USPS code and name, with or without its kind. */
  place(state: string, { key, keyWithoutKind }: CityName): GazetteerArea | undefined {
    const { places } = this.#areasOf(state);
    return places.get(key) ?? places.get(keyWithoutKind);
  }

  /** By USPS code and name; undefined where the name fits two and their kind is not given (Baltimore). */
  county(state: string, { key, kind }: CountyWords): GazetteerArea | undefined {
    const named = this.#areasOf(state).counties.get(key) ?? [];
    const [only, second] = named;
    if (second === undefined) return only;
    return named.find(({ label }) => kind !== null && label.endsWith(` ${kind.toUpperCase()}, ${state}`));
  }

  /** By USPS code. */
  state(state: string): GazetteerArea | undefined {
    return this.#areasOf(state).whole;
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

function zipArea(row: AreaRow): ZipArea {
  const { code, state, name } = row;
  const city = normaliseCity(name.slice(code.length));
  const label = city === null ? `${state} ${code}` : `${city}, ${state} ${code}`;
  return { ...labelled(row, label), cityKey: city === null ? null : cityKey(city) };
}

function areasOfState(rows: readonly AreaRow[]): AreasOfState {
  let whole: GazetteerArea | undefined;
  const places = new Map<string, GazetteerArea>();
  const counties = new Map<string, GazetteerArea[]>();
  for (const row of rows) {
    const { level, code, state } = row;
    const capitals = row.name.toUpperCase();
    if (level === 'place') {
      const city = code.slice(state.length + 1);
      places.set(cityKey(city), labelled(row, `${city}, ${state}`));
    } else if (level === 'county') {
      const key = normaliseCounty(row.name)?.key ?? '';
      const county = labelled(row, `${capitals}, ${state}`);
      counties.set(key, [...(counties.get(key) ?? []), county]);
    } else {
      whole = labelled(row, capitals);
    }
  }
  return { whole, places, counties };
}

function labelled({ code, state, county, x, y }: AreaRow, label: string): GazetteerArea {
  const { lon, lat } = fromMercator(x, y);
  return { code, label, state, county, lon: roundDegrees(lon), lat: roundDegrees(lat) };
}
