/** All areas Tracemap knows without loading anything: states, counties, ZIPs and places, ready for the table. */

import { fromMercator, toMercator } from '../../domain/geography/world-grid.ts';
import type { AreaLevel } from '../../domain/vocabulary.ts';
import { normaliseCity } from '../geocoding/normalise-address.ts';
import { groupBy } from '../group-by.ts';
import type { Atlas, AtlasArea } from './atlas.ts';
import { readAtlas } from './atlas.ts';
import { CountyFinder } from './county-finder.ts';
import { fullCountyName } from './county-name.ts';
import { readCountyPopulation } from './county-population.ts';
import { labelPoint } from './label-point.ts';
import type { MultiPolygon } from './polygon.ts';
import { boxOf } from './polygon.ts';
import type { PostalCode } from './postal-codes.ts';
import { readPostalCodes } from './postal-codes.ts';
import { STATE_POPULATION_2020 } from './state-population.ts';

export interface Area {
  readonly level: AreaLevel;
  /** state: `MD`; county: `24510`; zip: `21202`; place: `MD:BALTIMORE`. */
  readonly code: string;
  readonly name: string;
  readonly state: string;
  /** FIPS; null for states and for places that several counties share. */
  readonly county: string | null;
  readonly population: number | null;
  /** How many ZIPs it holds: the larger, the earlier its name is written on a map. */
  readonly prominence: number;
  /** Where its name stands, degrees. */
  readonly lon: number;
  readonly lat: number;
  /** EPSG:3857; null for ZIPs and places, and for a county too small to be drawn. */
  readonly polygons: MultiPolygon | null;
}

/** A county is a place's own where it holds at least this part of the place's ZIPs. */
const MAIN_COUNTY_SHARE = 0.9;

/** A ZIP whose state, county and point are settled. */
interface PlacedZip {
  readonly zip: string;
  readonly city: string | null;
  readonly state: string;
  readonly county: string;
  readonly lon: number;
  readonly lat: number;
  readonly isZcta: boolean;
}

/** Reads and joins the bundled sources. */
export function readAreas(): Area[] {
  const atlas = readAtlas();
  const zips = placeZips(readPostalCodes(), atlas);
  const countyPopulation = readCountyPopulation();
  const inState = countBy(zips, ({ state }) => state);
  const inCounty = countBy(zips, ({ county }) => county);
  return [
    ...atlas.states.map((state) => ({
      ...shapedArea('state', state, inState),
      population: STATE_POPULATION_2020[state.code] ?? null,
    })),
    ...atlas.counties.map((county) => ({
      ...shapedArea('county', county, inCounty),
      population: countyPopulation.get(county.code) ?? null,
    })),
    ...zips.map(zipArea),
    ...places(zips, atlas.counties),
  ];
}

function shapedArea(level: 'state' | 'county', area: AtlasArea, zips: ReadonlyMap<string, number>): Area {
  const hasPolygons = area.polygons.length > 0;
  const label = hasPolygons ? labelPoint(area.polygons) : area.middle;
  return {
    level,
    code: area.code,
    name: level === 'state' ? area.name : fullCountyName(area.code, area.name, area.state),
    state: area.state,
    county: level === 'county' ? area.code : null,
    population: null,
    prominence: zips.get(area.code) ?? 0,
    ...fromMercator(label.x, label.y),
    polygons: hasPolygons ? area.polygons : null,
  };
}

function zipArea({ zip, city, state, county, lon, lat, isZcta }: PlacedZip): Area {
  const name = city === null ? zip : `${zip} ${city}`;
  const prominence = isZcta ? 1 : 0;
  return {
    level: 'zip',
    code: zip,
    name,
    state,
    county,
    population: null,
    prominence,
    lon,
    lat,
    polygons: null,
  };
}

/** A ZCTA spreads over county lines; its point may lie this far outside the county it mainly belongs to. */
const ZCTA_MARGIN_METRES = 50_000;

/**
 * Settles each ZIP's county and point. A point too far from the county it should be in is not believed: both sources
 * put some of Anchorage's a thousand kilometres away. It moves to the middle ZIP of its city or county.
 */
function placeZips(codes: readonly PostalCode[], atlas: Atlas): PlacedZip[] {
  const finder = new CountyFinder(atlas.counties);
  const byCode = new Map(atlas.counties.map((county) => [county.code, county]));
  const fipsOfState = new Map(atlas.counties.map(({ code, state }) => [state, code.slice(0, 2)]));
  const settled = codes.flatMap((code): (PlacedZip & { readonly isBelieved: boolean })[] => {
    const around = finder.countyNear(code.lon, code.lat);
    const listed = byCode.get(`${fipsOfState.get(code.state ?? '')}${code.countyNumber}`);
    const county = listed ?? byCode.get(around ?? '');
    if (county === undefined) return [];
    const isBelieved = around === county.code || (code.isZcta && isNear(county, code));
    return [{ ...code, state: code.state ?? county.state, county: county.code, isBelieved }];
  });
  const believed = settled.filter(({ isBelieved }) => isBelieved);
  const middleOfCity = middles(believed, placeCode);
  const middleOfCounty = middles(believed, ({ county }) => county);
  return settled.map(({ isBelieved, ...zip }) => {
    const middle = middleOfCity.get(placeCode(zip)) ?? middleOfCounty.get(zip.county);
    return isBelieved || middle === undefined ? zip : { ...zip, lon: middle.lon, lat: middle.lat };
  });
}

function isNear(county: AtlasArea, { lon, lat }: PostalCode): boolean {
  const { x, y } = toMercator(lon, lat);
  const { minX, minY, maxX, maxY } = boxOf(county.polygons);
  return Math.max(minX - x, x - maxX, minY - y, y - maxY) < ZCTA_MARGIN_METRES;
}

const placeCode = ({ state, city }: Pick<PlacedZip, 'state' | 'city'>): string =>
  `${state}:${normaliseCity(city)}`;

/** Cities by state, from the ZIPs' city names; in Puerto Rico and the islands from the counties' (municipios). */
function places(zips: readonly PlacedZip[], counties: readonly AtlasArea[]): Area[] {
  const named = zips.filter(({ city }) => city !== null);
  const statesWithCities = new Set(named.map(({ state }) => state));
  const ofCities = [...groupBy(named, placeCode)].map(([code, members]): Area => {
    const { lon, lat } = middle(members);
    const name = members[0]?.city ?? code.slice(3);
    const county = mainCounty(members);
    const { state } = members[0] ?? { state: code.slice(0, 2) };
    const prominence = members.length;
    return {
      level: 'place',
      code,
      name,
      state,
      county,
      population: null,
      prominence,
      lon,
      lat,
      polygons: null,
    };
  });
  const ofCounties = counties
    .filter(({ state }) => !statesWithCities.has(state))
    .map(
      (county): Area => ({
        ...shapedArea('county', county, new Map([[county.code, 1]])),
        level: 'place',
        code: placeCode({ state: county.state, city: county.name }),
        name: county.name,
        polygons: null,
      }),
    );
  return [...ofCities, ...ofCounties];
}

function mainCounty(members: readonly PlacedZip[]): string | null {
  const counts = countBy(members, ({ county }) => county);
  for (const [county, count] of counts) if (count >= members.length * MAIN_COUNTY_SHARE) return county;
  return null;
}

function middles(zips: readonly PlacedZip[], keyOf: (zip: PlacedZip) => string): Map<string, PlacedZip> {
  return new Map([...groupBy(zips, keyOf)].map(([key, members]) => [key, middle(members)]));
}

/** The ZIP nearest the medians of longitude and latitude, ZCTAs before PO boxes: always a real place, never water. */
function middle(members: readonly PlacedZip[]): PlacedZip {
  const zctas = members.filter(({ isZcta }) => isZcta);
  const pool = zctas.length > 0 ? zctas : members;
  const lon = median(pool.map((zip) => zip.lon));
  const lat = median(pool.map((zip) => zip.lat));
  const squeeze = Math.cos((lat * Math.PI) / 180);
  const away = (zip: PlacedZip) => Math.hypot((zip.lon - lon) * squeeze, zip.lat - lat);
  return pool.reduce((best, zip) => (away(zip) < away(best) ? zip : best));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, number> {
  return new Map([...groupBy(items, keyOf)].map(([key, members]) => [key, members.length]));
}
