/** Columns of a place in the record tables, all but those that say which areas it lies in. */
export const PLACE_COLUMNS =
  'street, city, county, state, zip, precision, geocode_score, geocode_match_type, geom_3857, h3_cell, world_x, world_y, tile_code';

/** Staged columns of a place, in the order of `StoredPlace`, with their types. */
export const STAGED_PLACE_COLUMNS = [
  ['street', 'text'],
  ['city', 'text'],
  ['county', 'text'],
  ['state', 'text'],
  ['zip', 'text'],
  ['precision', 'text'],
  ['geocode_score', 'real'],
  ['geocode_match_type', 'text'],
  ['x', 'double precision'],
  ['y', 'double precision'],
  ['h3_cell', 'bigint'],
  ['world_x', 'int'],
  ['world_y', 'int'],
  ['tile_code', 'bigint'],
  ['area_state', 'text'],
  ['area_county', 'text'],
  ['area_zip', 'text'],
  ['street_lookup', 'text'],
] as const;

/** The values for {@link PLACE_COLUMNS} from staged columns `s.<prefix>_street` and so on. */
export function stagedPlaceValues(prefix: string): string {
  return PLACE_COLUMNS.split(', ')
    .map((column) =>
      column === 'geom_3857'
        ? `ST_SetSRID(ST_MakePoint(s.${prefix}_x, s.${prefix}_y), 3857)`
        : `s.${prefix}_${column}`,
    )
    .join(', ');
}

/** The values for `area_state, area_county, area_zip` (or what a table calls them) from staged columns. */
export function stagedAreaValues(prefix: string): string {
  return `s.${prefix}_area_state, s.${prefix}_area_county, s.${prefix}_area_zip`;
}
