import type { Knex } from 'knex';
import { z } from 'zod';
import type { Dealer, DealerDetail } from '../../domain/responses.ts';
import { SHORT_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { PRECISIONS } from '../../domain/vocabulary.ts';
import { selectRows } from '../database/connection.ts';
import { positionOfMercator } from '../geocoding/round-degrees.ts';
import type { Cursor } from '../http/cursor.ts';
import type { SqlCondition } from '../traces/filter-sql.ts';
import { filterCondition } from '../traces/filter-sql.ts';

export const DEALER_SORTS = ['traces', 'name'] as const;
export type DealerSort = (typeof DEALER_SORTS)[number];

export interface DealerPageQuestion {
  /** Part of the name, the licence number or the city; null for all. */
  readonly search: string | null;
  readonly sort: DealerSort;
  readonly limit: number;
  readonly after: Cursor | null;
}

export interface DealerPage {
  readonly items: readonly Dealer[];
  readonly total: number;
  readonly next: Cursor | null;
}

const NAME = 'coalesce(d.business_name, d.license_name)';

/**
 * Dealers the scope may see (of a public licence list, or of traces in scope) with the guns of the filter traced to
 * them. The filter's `dealer` and `source_state` also say which dealers are listed.
 */
export async function readDealerPage(
  trx: Knex.Transaction,
  filter: TraceFilter,
  question: DealerPageQuestion,
): Promise<DealerPage> {
  const { limit, sort } = question;
  const listed = listedSql(filter, question.search);
  const after = afterSql(question);
  const rows = await readDealers(trx, filter, {
    sql: `SELECT dealer_id, traces, known, short, row_number() OVER (ORDER BY ${order(sort)}) AS place, total
        FROM (SELECT *, count(*) OVER () AS total FROM (${listed.sql}) visible) counted
        ${after.sql} ORDER BY ${order(sort)} LIMIT :limit`,
    bindings: { ...listed.bindings, ...after.bindings, limit: limit + 1 },
  });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const value = sort === 'name' ? last?.name : String(last?.traces);
  return {
    items: rows.slice(0, limit).map(toDealer),
    total: rows[0]?.total ?? 0,
    next: last === undefined ? null : { value: value ?? '', id: last.id },
  };
}

const order = (sort: DealerSort) => (sort === 'name' ? 'name, dealer_id' : 'traces DESC, dealer_id');

function afterSql({ sort, after }: DealerPageQuestion): SqlCondition {
  if (after === null) return { sql: '', bindings: {} };
  if (sort === 'name') {
    return {
      sql: 'WHERE (name, dealer_id) > (:after_name, :after_id::int)',
      bindings: { after_name: after.value ?? '', after_id: after.id },
    };
  }
  return {
    sql: 'WHERE (-traces, dealer_id) > (:after_traces::int, :after_id::int)',
    bindings: { after_traces: -Number(after.value), after_id: after.id },
  };
}

/** `dealer_id`, `name` and the counts of every visible dealer that the search and the filter list. */
function listedSql(filter: TraceFilter, search: string | null): SqlCondition {
  const { sql, bindings } = filterCondition(filter);
  const conditions = [
    ...(filter.dealer === undefined ? [] : ['d.id IN (SELECT unnest(:f_dealer::int[]))']),
    ...(filter.sourceState === undefined ? [] : ['d.area_state IN (SELECT unnest(:f_source_state::text[]))']),
    ...(filter.sourceCounty === undefined
      ? []
      : ['d.area_county IN (SELECT unnest(:f_source_county::text[]))']),
    ...(filter.sourceZip === undefined ? [] : ['d.area_zip IN (SELECT unnest(:f_source_zip::text[]))']),
    ...(search === null
      ? []
      : [`concat_ws(' ', d.business_name, d.license_name, d.license_number, d.city) ILIKE :search`]),
  ];
  return {
    sql: `SELECT d.id AS dealer_id, ${NAME} AS name, coalesce(c.traces, 0) AS traces,
        coalesce(c.known, 0) AS known, coalesce(c.short, 0) AS short
      FROM dealer d LEFT JOIN (
        SELECT r.dealer_id, count(*)::int AS traces, count(r.time_to_crime_days)::int AS known,
          count(*) FILTER (WHERE r.time_to_crime_days <= ${SHORT_TIME_TO_CRIME_DAYS})::int AS short
        FROM recovery r WHERE r.dealer_id IS NOT NULL AND ${sql} GROUP BY r.dealer_id
      ) c ON c.dealer_id = d.id
      WHERE ${conditions.join(' AND ') || 'true'}`,
    bindings: {
      ...bindings,
      ...(search === null ? {} : { search: `%${search.replace(/[\\%_]/g, '\\$&')}%` }),
    },
  };
}

const text = z.string().nullable();
const dealerRow = z.object({
  id: z.number(),
  name: z.string(),
  license_number: text,
  license_type: text,
  street: text,
  city: text,
  state: text,
  zip: text,
  precision: z.enum(PRECISIONS),
  x: z.number().nullable(),
  y: z.number().nullable(),
  listed: z.boolean(),
  traces: z.number(),
  known: z.number(),
  short: z.number(),
  median: z.number().nullable(),
  total: z.number(),
});

/** The dealers of a page (a query for ids, counts and `place` in the list) with all that is told of them. */
async function readDealers(trx: Knex.Transaction, filter: TraceFilter, page: SqlCondition) {
  const condition = filterCondition(filter);
  return selectRows(
    trx,
    dealerRow,
    `WITH page AS MATERIALIZED (${page.sql})
     SELECT d.id, ${NAME} AS name, d.license_number, d.license_type, d.street, d.city, d.state, d.zip, d.precision,
       ST_X(d.geom_3857) AS x, ST_Y(d.geom_3857) AS y, d.listed,
       page.traces, page.known, page.short, page.total, m.median
     FROM page JOIN dealer d ON d.id = page.dealer_id
     LEFT JOIN LATERAL (
       SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY r.time_to_crime_days) AS median
       FROM recovery r WHERE r.dealer_id = d.id AND ${condition.sql}
     ) m ON true
     ORDER BY page.place`,
    { ...condition.bindings, ...page.bindings },
  );
}

function toDealer(row: z.infer<typeof dealerRow>): Dealer {
  return {
    id: row.id,
    licenseNumber: row.license_number,
    name: row.name,
    licenseType: row.license_type,
    street: row.street,
    city: row.city,
    state: row.state,
    zip: row.zip,
    precision: row.precision,
    location: row.x === null || row.y === null ? null : positionOfMercator(row.x, row.y),
    listed: row.listed,
    traces: row.traces,
    knownTimeToCrime: row.known,
    shortTimeToCrime: row.short,
    medianTimeToCrimeDays: row.median,
  };
}

const destinationRow = z.object({ code: z.string(), name: z.string(), count: z.number() });
const sourceRow = z.object({ file: z.string().nullable(), row: z.number(), batch: z.number() });

/** One dealer with where its guns of the filter were recovered, and the file lines that name it; null if not visible. */
export async function readDealer(
  trx: Knex.Transaction,
  id: number,
  filter: TraceFilter,
): Promise<DealerDetail | null> {
  const {
    dealer: _others,
    sourceState: _states,
    sourceCounty: _counties,
    sourceZip: _zips,
    ...rest
  } = filter;
  const ofDealer = { ...rest, dealer: [id] };
  const { items } = await readDealerPage(trx, ofDealer, {
    search: null,
    sort: 'name',
    limit: 1,
    after: null,
  });
  const [dealer] = items;
  if (dealer === undefined) return null;
  const condition = filterCondition(ofDealer);
  const destinations = await selectRows(
    trx,
    destinationRow,
    `SELECT g.code, coalesce(c.name || ', ' || c.state_code, s.name, g.code) AS name, g.count
     FROM (
       SELECT coalesce(r.recovery_county, r.recovery_state) AS code, count(*)::int AS count
       FROM recovery r WHERE ${condition.sql} AND coalesce(r.recovery_county, r.recovery_state) IS NOT NULL
       GROUP BY 1
     ) g
     LEFT JOIN area c ON c.level = 'county' AND c.code = g.code
     LEFT JOIN area s ON s.level = 'state' AND s.code = g.code
     ORDER BY g.count DESC, g.code`,
    condition.bindings,
  );
  const sources = await selectRows(
    trx,
    sourceRow,
    `SELECT b.file_name AS file, s.source_row AS row, s.import_batch_id AS batch
     FROM dealer_source s LEFT JOIN import_batch b ON b.id = s.import_batch_id
     WHERE s.dealer_id = ? ORDER BY s.import_batch_id`,
    [id],
  );
  return { ...dealer, destinations, sources };
}
