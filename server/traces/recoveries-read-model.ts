import type { Knex } from 'knex';
import { z } from 'zod';
import type { RecoveryFeature } from '../../domain/responses.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { FIREARM_TYPES, PRECISIONS, TRACE_OUTCOMES } from '../../domain/vocabulary.ts';
import { placeInWords } from '../areas/place-in-words.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { positionOfMercator } from '../geocoding/round-degrees.ts';
import type { Cursor } from '../http/cursor.ts';
import { recordAt, selectGuns } from '../rollups/packed-guns.ts';
import { isPacked, readPackedGuns } from '../rollups/read-packed-guns.ts';
import type { SqlCondition } from './filter-sql.ts';
import { filterCondition } from './filter-sql.ts';

/** Orders of the list of recoveries; those whose date or time-to-crime is unknown come last. */
export const RECOVERY_SORTS = ['newest', 'oldest', 'shortest', 'longest', 'id'] as const;
export type RecoverySort = (typeof RECOVERY_SORTS)[number];

export interface RecoveryPageQuestion {
  readonly sort: RecoverySort;
  readonly limit: number;
  readonly after: Cursor | null;
}

export interface RecoveryPage {
  readonly features: readonly RecoveryFeature[];
  readonly next: Cursor | null;
}

/** Sort value as a number of days that rises along the list, so that one comparison fits every order. */
const SORT_VALUE: Record<RecoverySort, string> = {
  newest: `coalesce(date '2200-01-01' - r.recovered_on, 100000)`,
  oldest: `coalesce(r.recovered_on - date '1900-01-01', 200000)`,
  shortest: 'coalesce(r.time_to_crime_days, 40000)::int',
  longest: 'coalesce(40000 - r.time_to_crime_days, 100000)::int',
  id: '0',
};

/** Those past the last of a page. By id alone an index finds them: a file of a million is read in 200 pages. */
const isAfter = (sort: RecoverySort, value: string): string =>
  sort === 'id' ? 'r.id > :after_id::int' : `(${value}, r.id) > (:after_value::int, :after_id::int)`;

/** A page of the recoveries `r` for which a condition holds: {@link filterCondition}, for one. */
export async function readRecoveryPage(
  trx: Knex.Transaction,
  condition: SqlCondition,
  { sort, limit, after }: RecoveryPageQuestion,
): Promise<RecoveryPage> {
  const value = SORT_VALUE[sort];
  const rows = await readRows(trx, {
    sql: `SELECT r.id, ${value} AS sort_value FROM recovery r
      WHERE ${condition.sql} ${after === null ? '' : `AND ${isAfter(sort, value)}`}
      ORDER BY 2, 1 LIMIT :limit`,
    bindings: {
      ...condition.bindings,
      limit: limit + 1,
      ...(after === null ? {} : { after_value: Number(after.value), after_id: after.id }),
    },
  });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    features: rows.slice(0, limit).map(toFeature),
    next: last === undefined ? null : { value: String(last.sort_value), id: last.id },
  };
}

/** One recovery the scope may see and whose it is, or null. */
export async function readRecovery(
  trx: Knex.Transaction,
  id: number,
): Promise<{ readonly recovery: RecoveryFeature; readonly agencyId: number } | null> {
  const condition = filterCondition({});
  const [row] = await readRows(trx, {
    sql: `SELECT r.id, 0 AS sort_value FROM recovery r WHERE r.id = :id AND ${condition.sql}`,
    bindings: { ...condition.bindings, id },
  });
  return row === undefined ? null : { recovery: toFeature(row), agencyId: row.agency_id };
}

/** Those of some recoveries that the scope may see. */
export async function readRecoveriesOf(
  trx: Knex.Transaction,
  ids: readonly number[],
): Promise<RecoveryFeature[]> {
  const rows = await readRows(trx, {
    sql: 'SELECT r.id, 0 AS sort_value FROM recovery r WHERE r.id IN (SELECT unnest(:ids::int[]))',
    bindings: { ids: [...ids] },
  });
  return rows.map(toFeature);
}

const countRow = z.object({ count: z.number() });

/** How many single recoveries of a filter the scope may see. */
export async function countRecoveries(read: ScopedRead, filter: TraceFilter): Promise<number> {
  if (isPacked(filter)) {
    let count = 0;
    selectGuns(await readPackedGuns(read, filter), filter, ({ guns, at, count: selected }) => {
      // Those that the scope may only count name no record, and stand in no list.
      for (let index = 0; index < selected; index += 1) {
        if (recordAt(guns, at[index] ?? 0) !== 0) count += 1;
      }
    });
    return count;
  }
  return countRecoveriesWhere(read.trx, filterCondition(filter));
}

/** For how many single recoveries `r` a condition holds. */
export async function countRecoveriesWhere(
  trx: Knex.Transaction,
  { sql, bindings }: SqlCondition,
): Promise<number> {
  const [row] = await selectRows(
    trx,
    countRow,
    `SELECT count(*) AS count FROM recovery r WHERE ${sql}`,
    bindings,
  );
  return row?.count ?? 0;
}

const text = z.string().nullable();
const recoveryRow = z.object({
  id: z.number(),
  sort_value: z.number(),
  x: z.number().nullable(),
  y: z.number().nullable(),
  agency_id: z.number(),
  agency: z.string(),
  agency_name: z.string(),
  recovered_on: text,
  firearm_type: z.enum(FIREARM_TYPES),
  manufacturer: text,
  model: text,
  caliber: text,
  crime_code: text,
  precision: z.enum(PRECISIONS),
  uncertainty_metres: z.number().nullable(),
  geocode_match_type: text,
  recovery_zip: text,
  county_name: text,
  state_name: text,
  recovery_state: text,
  recovery_county: text,
  trace_outcome: z.enum(TRACE_OUTCOMES),
  trace_number: text,
  purchased_on: text,
  time_to_crime_days: z.number().nullable(),
  dealer_id: z.number().nullable(),
  dealer_name: text,
  source_state: text,
  source_county: text,
  multiple_sale: z.boolean(),
  file_name: text,
  source_row: z.number(),
  import_batch_id: z.number(),
});
type RecoveryRow = z.infer<typeof recoveryRow>;

/** The rows of a page (a query for `id` and `sort_value`) with everything that is told of them. */
async function readRows(trx: Knex.Transaction, page: SqlCondition): Promise<RecoveryRow[]> {
  return selectRows(
    trx,
    recoveryRow,
    `WITH page AS MATERIALIZED (${page.sql})
     SELECT page.id, page.sort_value,
       CASE WHEN r.tile_code IS NOT NULL THEN ST_X(r.geom_3857) END AS x,
       CASE WHEN r.tile_code IS NOT NULL THEN ST_Y(r.geom_3857) END AS y,
       r.agency_id, a.code AS agency, a.name AS agency_name, r.recovered_on, r.firearm_type, r.manufacturer, f.model, r.caliber,
       r.crime_code, r.precision, r.uncertainty_metres, r.geocode_match_type, r.recovery_zip, c.name AS county_name, s.name AS state_name,
       r.recovery_state, r.recovery_county, r.trace_outcome, t.trace_number, t.purchased_on, r.time_to_crime_days,
       r.dealer_id, coalesce(d.business_name, d.license_name) AS dealer_name,
       r.source_state, r.source_county, r.multiple_sale, b.file_name, r.source_row, r.import_batch_id
     FROM page JOIN recovery r ON r.id = page.id
     JOIN agency a ON a.id = r.agency_id
     LEFT JOIN import_batch b ON b.id = r.import_batch_id
     LEFT JOIN firearm f ON f.id = r.firearm_id
     LEFT JOIN dealer d ON d.id = r.dealer_id
     LEFT JOIN area c ON c.level = 'county' AND c.code = r.recovery_county
     LEFT JOIN area s ON s.level = 'state' AND s.code = r.recovery_state
     LEFT JOIN LATERAL (
       SELECT trace_number, purchased_on FROM trace WHERE recovery_id = r.id
       ORDER BY dealer_id IS NULL, requested_on DESC NULLS LAST, id DESC LIMIT 1
     ) t ON true
     ORDER BY page.sort_value, page.id`,
    page.bindings,
  );
}

function toFeature(row: RecoveryRow): RecoveryFeature {
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
      recoveredOn: row.recovered_on,
      firearmType: row.firearm_type,
      manufacturer: row.manufacturer,
      model: row.model,
      caliber: row.caliber,
      crimeCode: row.crime_code,
      precision: row.precision,
      uncertaintyMetres: row.uncertainty_metres,
      placedBy: row.geocode_match_type,
      place: placeInWords({
        zip: row.recovery_zip,
        countyName: row.county_name,
        state: row.recovery_state,
        stateName: row.state_name,
      }),
      recoveryState: row.recovery_state,
      recoveryCounty: row.recovery_county,
      traceOutcome: row.trace_outcome,
      traceNumber: row.trace_number,
      purchasedOn: row.purchased_on,
      timeToCrimeDays: row.time_to_crime_days,
      dealerId: row.dealer_id,
      dealerName: row.dealer_name,
      sourceState: row.source_state,
      sourceCounty: row.source_county,
      multipleSale: row.multiple_sale,
      source: { file: row.file_name, row: row.source_row, batch: row.import_batch_id },
    },
  };
}
