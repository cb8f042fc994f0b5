import { latLngToCell } from 'h3-js';
import { tileCode, toMercator, toWorld } from '../../../domain/geography/world-grid.ts';
import { isDrawablePrecision } from '../../../domain/vocabulary.ts';
import type { Address, GeocodeResult, StreetLookup } from '../../geocoding/address.ts';

/** Resolution of stored H3 cells: about 0.1 square kilometres. */
const H3_RESOLUTION = 9;

/** An address as given with where it is, in the columns of the record tables. x and y are metres in EPSG:3857. */
export interface StoredPlace {
  readonly street: string | null;
  readonly city: string | null;
  readonly county: string | null;
  readonly state: string | null;
  readonly zip: string | null;
  readonly precision: string;
  readonly geocode_score: number | null;
  readonly geocode_match_type: string | null;
  readonly x: number | null;
  readonly y: number | null;
  readonly h3_cell: string | null;
  readonly world_x: number | null;
  readonly world_y: number | null;
  readonly tile_code: number | null;
  readonly area_state: string | null;
  readonly area_county: string | null;
  readonly area_zip: string | null;
  /** Counted, not stored with records; null where there is no address. */
  readonly street_lookup: StreetLookup | null;
}

/** The place of nobody: where a record has no address at all. */
export const UNPLACED: StoredPlace = {
  street: null,
  city: null,
  county: null,
  state: null,
  zip: null,
  precision: 'none',
  geocode_score: null,
  geocode_match_type: null,
  x: null,
  y: null,
  h3_cell: null,
  world_x: null,
  world_y: null,
  tile_code: null,
  area_state: null,
  area_county: null,
  area_zip: null,
  street_lookup: null,
};

/** Joins an address to its result. Grid columns are set only where it may be drawn as a point. */
export function storedPlace(address: Address, result: GeocodeResult): StoredPlace {
  const { lon, lat } = result;
  const metres = lon === null || lat === null ? null : toMercator(lon, lat);
  const isPoint = lon !== null && lat !== null && isDrawablePrecision(result.precision);
  const world = isPoint ? toWorld(lon, lat) : null;
  return {
    street: address.street,
    city: address.city,
    county: address.county,
    state: address.state,
    zip: address.zip,
    precision: result.precision,
    geocode_score: result.score,
    geocode_match_type: result.matchType,
    x: metres?.x ?? null,
    y: metres?.y ?? null,
    h3_cell: isPoint ? BigInt(`0x${latLngToCell(lat, lon, H3_RESOLUTION)}`).toString() : null,
    world_x: world?.worldX ?? null,
    world_y: world?.worldY ?? null,
    tile_code: world === null ? null : tileCode(world),
    area_state: result.state,
    area_county: result.county,
    area_zip: result.zip,
    street_lookup: result.streetLookup,
  };
}

/** True where an address says nothing at all. */
export function isEmptyAddress({ street, city, county, state, zip, lon, lat }: Address): boolean {
  return (
    street === null &&
    city === null &&
    county === null &&
    state === null &&
    zip === null &&
    (lon === null || lat === null)
  );
}
