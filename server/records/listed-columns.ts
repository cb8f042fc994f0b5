import { z } from 'zod';
import { FIREARM_TYPES, PRECISIONS } from '../../domain/vocabulary.ts';
import { placeInWords } from '../areas/place-in-words.ts';
import { positionOfMercator } from '../geocoding/round-degrees.ts';
import type { ListedRow } from './record-list.ts';

const text = z.string().nullable();

/** What the rows of every list have; see {@link ListedRow}. */
export const LISTED = {
  id: z.number(),
  sort_value: z.number(),
  agency: z.string(),
  agency_name: z.string(),
  file_name: text,
  source_row: z.number(),
  import_batch_id: z.number(),
};

/** Whose a record is and from which line of which file it came; the file is named to its own agency alone. */
export const sourceOf = (row: ListedRow) => ({
  agency: row.agency,
  agencyName: row.agency_name,
  source: { file: row.file_name, row: row.source_row, batch: row.import_batch_id },
});

/** The areas a record lies in. */
export const AREA_COLUMNS = `r.area_zip, r.area_county, r.area_state, c.name AS county_name, s.name AS state_name`;
export const AREA_JOINS = `LEFT JOIN area c ON c.level = 'county' AND c.code = r.area_county
  LEFT JOIN area s ON s.level = 'state' AND s.code = r.area_state`;
export const AREAS = {
  area_zip: text,
  area_county: text,
  area_state: text,
  county_name: text,
  state_name: text,
};
export const FILTERED_AREAS = ['r.area_state', 'r.area_county', 'r.area_zip'] as const;

export const areasOf = (row: z.output<z.ZodObject<typeof AREAS>>) => ({
  place: placeInWords({
    zip: row.area_zip,
    countyName: row.county_name,
    state: row.area_state,
    stateName: row.state_name,
  }),
  state: row.area_state,
  county: row.area_county,
});

/** Whether a place is known to the street or better. */
export const DRAWN = 'r.tile_code IS NOT NULL';

/** A point in EPSG:3857 as coordinates in metres, null where it may not be drawn. */
export const pointColumns = (point: string, isDrawn: string): string =>
  `CASE WHEN ${isDrawn} THEN ST_X(${point}) END AS x, CASE WHEN ${isDrawn} THEN ST_Y(${point}) END AS y`;
export const POINT = { x: z.number().nullable(), y: z.number().nullable(), precision: z.enum(PRECISIONS) };

export const pointOf = ({ x, y }: { readonly x: number | null; readonly y: number | null }) =>
  x === null || y === null ? null : { type: 'Point' as const, coordinates: positionOfMercator(x, y) };

/** The gun of a record, never its serial number. */
export const GUN_COLUMNS = `r.serial_obliterated, r.manufacturer, r.importer, r.model, r.caliber, r.firearm_type`;
export const GUN = {
  serial_obliterated: z.boolean(),
  manufacturer: text,
  importer: text,
  model: text,
  caliber: text,
  firearm_type: z.enum(FIREARM_TYPES),
};

export const gunOf = (row: z.output<z.ZodObject<typeof GUN>>) => ({
  firearmType: row.firearm_type,
  manufacturer: row.manufacturer,
  importer: row.importer,
  model: row.model,
  caliber: row.caliber,
  serialObliterated: row.serial_obliterated,
});

/** The dealer a record is about, where the scope may name it. */
export const DEALER_COLUMNS = `d.id AS dealer_id, coalesce(d.business_name, d.license_name) AS dealer_name,
  d.license_number, d.area_state AS dealer_state`;
export const DEALER_JOIN = 'LEFT JOIN dealer d ON d.id = r.dealer_id';
export const DEALER = {
  dealer_id: z.number().nullable(),
  dealer_name: text,
  license_number: text,
  dealer_state: text,
};

export const dealerOf = (row: z.output<z.ZodObject<typeof DEALER>>) => ({
  dealerId: row.dealer_id,
  dealerName: row.dealer_name,
  dealerLicense: row.license_number,
  dealerState: row.dealer_state,
});
