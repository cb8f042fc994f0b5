import { latLngToCell } from 'h3-js';
import { tileCode, toMercator, toWorld } from '../../domain/geography/world-grid.ts';
import { isDrawablePrecision } from '../../domain/vocabulary.ts';
import type { Address, GeocodeResult, StreetLookup } from '../geocoding/address.ts';
import { addressKey } from '../geocoding/address-key.ts';

/** Resolution of stored H3 cells: about 0.1 square kilometres. */
const H3_RESOLUTION = 9;

/** Where an address is, in the columns of the record tables. x and y are metres in EPSG:3857. */
export interface PlacedColumns {
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
  /** Null where there is no address. */
  readonly street_lookup: StreetLookup | null;
  readonly geocode_source_id: number | null;
  readonly uncertainty_metres: number | null;
  /** Its row in `geocode`, where streets alone do not settle it. */
  readonly review_key: string | null;
}

/** An address as given with where it is. */
export interface StoredPlace extends PlacedColumns {
  readonly street: string | null;
  readonly city: string | null;
  readonly county: string | null;
  readonly state: string | null;
  readonly zip: string | null;
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
  geocode_source_id: null,
  uncertainty_metres: null,
  review_key: null,
};

/** The H3 cell of a point in degrees, as tables keep it: the index as a decimal number. */
export const storedCell = (lon: number, lat: number): string =>
  BigInt(`0x${latLngToCell(lat, lon, H3_RESOLUTION)}`).toString();

/** Joins an address to its result. Grid columns are set only where it may be drawn as a point. */
export function storedPlace(address: Address, result: GeocodeResult): StoredPlace {
  const { street, city, county, state, zip } = address;
  const reviewKey = result.reviewReason === null ? null : addressKey(address);
  return { street, city, county, state, zip, ...placedColumns(result, reviewKey) };
}

/** A result as it is stored; `reviewKey`: its row in `geocode`, if it has one. */
export function placedColumns(result: GeocodeResult, reviewKey: string | null): PlacedColumns {
  const { lon, lat } = result;
  const metres = lon === null || lat === null ? null : toMercator(lon, lat);
  const isPoint = lon !== null && lat !== null && isDrawablePrecision(result.precision);
  const world = isPoint ? toWorld(lon, lat) : null;
  return {
    precision: result.precision,
    geocode_score: result.score,
    geocode_match_type: result.matchType,
    x: metres?.x ?? null,
    y: metres?.y ?? null,
    h3_cell: isPoint ? storedCell(lon, lat) : null,
    world_x: world?.worldX ?? null,
    world_y: world?.worldY ?? null,
    tile_code: world === null ? null : tileCode(world),
    area_state: result.state,
    area_county: result.county,
    area_zip: result.zip,
    street_lookup: result.streetLookup,
    geocode_source_id: result.sourceId,
    uncertainty_metres: result.uncertaintyMetres,
    review_key: reviewKey,
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
