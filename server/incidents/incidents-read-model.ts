import type { Knex } from 'knex';
import { z } from 'zod';
import type { IncidentFeature } from '../../domain/responses.ts';
import { INCIDENT_TYPES, PRECISIONS } from '../../domain/vocabulary.ts';
import { placeInWords } from '../areas/place-in-words.ts';
import { selectRows } from '../database/connection.ts';
import { positionOfMercator } from '../geocoding/round-degrees.ts';
import type { Cursor } from '../http/cursor.ts';
import type { IncidentFilter } from './incident-condition.ts';
import { incidentCondition } from './incident-condition.ts';

/** Orders of the list of incidents. */
export const INCIDENT_SORTS = ['newest', 'oldest', 'id'] as const;
export type IncidentSort = (typeof INCIDENT_SORTS)[number];

export interface IncidentPageQuestion {
  readonly sort: IncidentSort;
  readonly limit: number;
  readonly after: Cursor | null;
}

/** Sort value as a number of days that rises along the list, so that one comparison fits every order. */
const SORT_VALUE: Readonly<Record<IncidentSort, string>> = {
  newest: `date '2200-01-01' - i.occurred_on`,
  oldest: `i.occurred_on - date '1800-01-01'`,
  id: '0',
};

/** A page of the filter's incidents, from where the last one ended. */
export async function readIncidentPage(
  trx: Knex.Transaction,
  filter: IncidentFilter,
  { sort, limit, after }: IncidentPageQuestion,
): Promise<{ readonly features: readonly IncidentFeature[]; readonly next: Cursor | null }> {
  const { sql, bindings } = incidentCondition(filter);
  const value = SORT_VALUE[sort];
  const rows = await selectRows(
    trx,
    incidentRow,
    `WITH page AS MATERIALIZED (
       SELECT i.id, ${value} AS sort_value FROM incident i
       WHERE ${sql} ${after === null ? '' : `AND (${value}, i.id) > (:after_value::int, :after_id::int)`}
       ORDER BY 2, 1 LIMIT :limit
     )
     SELECT page.id, page.sort_value,
       CASE WHEN i.tile_code IS NOT NULL THEN ST_X(i.geom_3857) END AS x,
       CASE WHEN i.tile_code IS NOT NULL THEN ST_Y(i.geom_3857) END AS y,
       a.code AS agency, a.name AS agency_name, i.incident_number, i.occurred_on,
       to_char(i.occurred_time, 'HH24:MI') AS occurred_time, i.incident_type, i.reported_type, i.fatal, i.victims,
       i.precision, i.uncertainty_metres, i.geocode_match_type, i.area_zip, i.area_county, i.area_state,
       c.name AS county_name, s.name AS state_name, b.file_name, i.source_row, i.import_batch_id
     FROM page JOIN incident i ON i.id = page.id
     JOIN agency a ON a.id = i.agency_id
     LEFT JOIN import_batch b ON b.id = i.import_batch_id
     LEFT JOIN area c ON c.level = 'county' AND c.code = i.area_county
     LEFT JOIN area s ON s.level = 'state' AND s.code = i.area_state
     ORDER BY page.sort_value, page.id`,
    {
      ...bindings,
      limit: limit + 1,
      ...(after === null ? {} : { after_value: Number(after.value), after_id: after.id }),
    },
  );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    features: rows.slice(0, limit).map(toFeature),
    next: last === undefined ? null : { value: String(last.sort_value), id: last.id },
  };
}

const countRow = z.object({ count: z.number(), drawable: z.number() });

/** How many incidents a filter has, and how many of them can be drawn as points. */
export async function countIncidents(
  trx: Knex.Transaction,
  filter: IncidentFilter,
): Promise<{ readonly all: number; readonly drawable: number }> {
  const { sql, bindings } = incidentCondition(filter);
  const [row] = await selectRows(
    trx,
    countRow,
    `SELECT count(*) AS count, count(i.tile_code) AS drawable FROM incident i WHERE ${sql}`,
    bindings,
  );
  return { all: row?.count ?? 0, drawable: row?.drawable ?? 0 };
}

const text = z.string().nullable();
const incidentRow = z.object({
  id: z.number(),
  sort_value: z.number(),
  x: z.number().nullable(),
  y: z.number().nullable(),
  agency: z.string(),
  agency_name: z.string(),
  incident_number: text,
  occurred_on: z.string(),
  occurred_time: text,
  incident_type: z.enum(INCIDENT_TYPES),
  reported_type: text,
  fatal: z.boolean().nullable(),
  victims: z.number().nullable(),
  precision: z.enum(PRECISIONS),
  uncertainty_metres: z.number().nullable(),
  geocode_match_type: text,
  area_zip: text,
  area_county: text,
  area_state: text,
  county_name: text,
  state_name: text,
  file_name: text,
  source_row: z.number(),
  import_batch_id: z.number(),
});

function toFeature(row: z.infer<typeof incidentRow>): IncidentFeature {
  return {
    type: 'Feature',
    id: row.id,
    geometry:
      row.x === null || row.y === null
        ? null
        : { type: 'Point', coordinates: positionOfMercator(row.x, row.y) },
    properties: {
      agency: row.agency,
      agencyName: row.agency_name,
      incidentNumber: row.incident_number,
      occurredOn: row.occurred_on,
      occurredTime: row.occurred_time,
      incidentType: row.incident_type,
      reportedType: row.reported_type,
      fatal: row.fatal,
      victims: row.victims,
      precision: row.precision,
      uncertaintyMetres: row.uncertainty_metres,
      placedBy: row.geocode_match_type,
      place: placeInWords({
        zip: row.area_zip,
        countyName: row.county_name,
        state: row.area_state,
        stateName: row.state_name,
      }),
      state: row.area_state,
      county: row.area_county,
      source: { file: row.file_name, row: row.source_row, batch: row.import_batch_id },
    },
  };
}
