import type { AddressKind } from '../../domain/vocabulary.ts';
import { ADDRESS_KINDS } from '../../domain/vocabulary.ts';

/** The columns of an address as given. */
export const ADDRESS_COLUMNS = ['street', 'city', 'county', 'state', 'zip'] as const;

/** What is known of where an address is, in the order of `StoredPlace`, with the types it is stored and staged by. */
export const PLACED_COLUMNS = [
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
  ['geocode_source_id', 'int'],
  ['uncertainty_metres', 'real'],
  ['review_key', 'text'],
] as const;
export type PlacedColumn = (typeof PLACED_COLUMNS)[number][0];

/** Staged columns of a place, with their types. */
export const STAGED_PLACE_COLUMNS = [
  ...ADDRESS_COLUMNS.map((name) => [name, 'text'] as const),
  ...PLACED_COLUMNS,
] as const;

/** Columns of a place in the record tables, all but the address and those that say which areas it lies in. */
const RECORD_COLUMNS = [
  'precision',
  'geocode_score',
  'geocode_match_type',
  'geom_3857',
  'h3_cell',
  'world_x',
  'world_y',
  'tile_code',
  'street_lookup',
  'geocode_source_id',
  'uncertainty_metres',
  'review_key',
] as const;

/** Columns of a place in the record tables, all but those that say which areas it lies in. */
export const PLACE_COLUMNS = [...ADDRESS_COLUMNS, ...RECORD_COLUMNS].join(', ');

/** A place as a row source `p` of SQL, from a JSON object of {@link PLACED_COLUMNS}. */
export const placeOfJson = (json: string): string =>
  `jsonb_to_record(${json}) AS p(${PLACED_COLUMNS.map(([name, type]) => `${name} ${type}`).join(', ')})`;

/** Record tables that hold one place a row and belong to one agency: all whose addresses imports bring but dealers. */
export type PlacedRecord = Exclude<AddressKind, 'dealer'>;
export const PLACED_RECORDS = ADDRESS_KINDS.filter((kind): kind is PlacedRecord => kind !== 'dealer');

/** Those of them whose places no rollup counts. */
export const PLACED_OUTSIDE_ROLLUPS = PLACED_RECORDS.filter(
  (kind) => kind !== 'recovery' && kind !== 'purchaser',
);

/** What the areas of a place are called in a record table: state, county, ZIP. */
const areaColumns = (table: PlacedRecord) => {
  const prefix = table === 'recovery' ? 'recovery' : 'area';
  return [`${prefix}_state`, `${prefix}_county`, `${prefix}_zip`] as const;
};

/** The column of a record table that says in which state a place lies. */
export const stateColumn = (table: PlacedRecord): string => areaColumns(table)[0];

/** `SET` of an `UPDATE` that gives a record the place of row `p`; `others`: SQL for columns that do not come from it. */
export function setPlace(
  table: PlacedRecord,
  others: Readonly<Partial<Record<PlacedColumn, string>> & { review_key: string }>,
): string {
  const [state, county, zip] = areaColumns(table);
  const values = RECORD_COLUMNS.map((column) =>
    column === 'geom_3857'
      ? 'geom_3857 = ST_SetSRID(ST_MakePoint(p.x, p.y), 3857)'
      : `${column} = ${others[column] ?? `p.${column}`}`,
  );
  return [...values, `${state} = p.area_state`, `${county} = p.area_county`, `${zip} = p.area_zip`].join(
    ', ',
  );
}

/** The values for {@link PLACE_COLUMNS} from staged columns `s.<prefix>_street` and so on. */
export function stagedPlaceValues(prefix: string): string {
  return [...ADDRESS_COLUMNS, ...RECORD_COLUMNS]
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
