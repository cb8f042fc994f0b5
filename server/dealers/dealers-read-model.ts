import type { Knex } from 'knex';
import { z } from 'zod';
import type { Dealer, DealerDetail, DealerSalesComparison } from '../../domain/dealer-responses.ts';
import { binomialInterval } from '../../domain/statistics/binomial-interval.ts';
import { SHORT_TIME_TO_CRIME_DAYS } from '../../domain/time-to-crime.ts';
import { PRECISIONS } from '../../domain/vocabulary.ts';
import { readPlaceDistances } from '../areas/place-distances.ts';
import { plainArray } from '../database/array-literal.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { positionOfMercator } from '../geocoding/round-degrees.ts';
import type { Cursor } from '../http/cursor.ts';
import type { GroupedGuns } from '../rollups/grouped-guns.ts';
import { UNKNOWN_TIME } from '../rollups/packed-guns.ts';
import { readGroupedGuns } from '../rollups/read-grouped-guns.ts';
import type { SqlCondition } from '../traces/filter-sql.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import { readDealerComparison } from './dealer-comparison-read-model.ts';
import { distanceOfDealer } from './dealer-distances.ts';
import { figuresOfDealer } from './dealer-figures.ts';
import { readDealerReports } from './dealer-reports-read-model.ts';
import { sourceCondition, withoutDealers } from './source-condition.ts';

export const DEALER_SORTS = ['rank', 'short', 'traces', 'name'] as const;
export type DealerSort = (typeof DEALER_SORTS)[number];

/** Guns recovered within 3 years of their sale in a year from which ATF's Demand Letter 2 asks a dealer for records. */
export const DEMAND_LETTER_THRESHOLD = 25;

export interface DealerPageQuestion {
  /** Part of the name, the licence number or the city; null for all. */
  readonly search: string | null;
  readonly sort: DealerSort;
  readonly limit: number;
  readonly after: Cursor | null;
  /** From how many guns recovered within 3 years of their sale a year is told. */
  readonly threshold: number;
}

export interface DealerPage {
  readonly items: readonly Dealer[];
  readonly total: number;
  readonly next: Cursor | null;
}

const NAME = 'coalesce(d.business_name, d.license_name)';

/**
 * Dealers the scope may see (of a public licence list, or of guns in scope that name them) with the guns of the filter
 * traced to them. The filter's `dealer` and its places of sale also say which dealers are listed. `comparedBy` is the filter by
 * whose guns dealers are compared.
 */
export async function readDealerPage(
  read: ScopedRead,
  filter: RecordFilter,
  question: DealerPageQuestion,
  comparedBy: RecordFilter = filter,
): Promise<DealerPage> {
  const { limit, sort } = question;
  const { guns, places } = await readGroupedGuns(read, filter, 'dealer');
  const { dealers: compared } = await readDealerComparison(read, comparedBy, 'none');
  const listed = listedSql(filter, question.search, sortValues(sort, guns, compared));
  const after = afterSql(question);
  const rows = await readDealers(read.trx, {
    sql: `SELECT dealer_id, value, row_number() OVER (ORDER BY ${order(sort)}) AS place, total
        FROM (SELECT *, count(*) OVER () AS total FROM (${listed.sql}) visible) counted
        ${after.sql} ORDER BY ${order(sort)} LIMIT :limit`,
    bindings: { ...listed.bindings, ...after.bindings, limit: limit + 1 },
  });
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const distances = await readPlaceDistances(read, places);
  const reports = await readDealerReports(
    read,
    shown.map(({ id }) => id),
  );
  return {
    items: shown.map((row) => ({
      ...licenceOf(row),
      ...figuresOfDealer(guns, places, row.id, question.threshold),
      ...distanceOfDealer(guns, distances, row.id),
      ...reports(row.id),
      sales: compared.get(row.id) ?? null,
    })),
    total: rows[0]?.total ?? 0,
    next:
      last === undefined ? null : { value: sort === 'name' ? last.name : String(last.value), id: last.id },
  };
}

/** What the list is sorted by, for dealers that have it: the largest come first, those without it last. */
function sortValues(
  sort: DealerSort,
  guns: GroupedGuns,
  compared: ReadonlyMap<number, DealerSalesComparison>,
): ReadonlyMap<number, number> {
  const values = new Map<number, number>();
  if (sort === 'name') return values;
  if (sort === 'rank') for (const [id, { rank }] of compared) values.set(id, -rank.expected);
  for (const [index, id] of guns.ids.entries()) {
    // A limit of a share takes a while, and is not asked of those that have a rank.
    if (values.has(id)) continue;
    const [start, end] = [guns.starts[index] ?? 0, guns.starts[index + 1] ?? 0];
    if (sort === 'traces') values.set(id, end - start);
    else {
      const short = leastShortShare(guns.times.subarray(start, end));
      if (short !== null) values.set(id, sort === 'short' ? short : UNRANKED + short);
    }
  }
  return values;
}

/** Below every rank: dealers without one come after those that have one, by the part of their guns sold within 3 years. */
const UNRANKED = -1e8;
/** Below every value that a dealer can be sorted by. */
const NONE_TO_SORT_BY = -1e9;

/** The lower limit of the part sold within 3 years: what is sure of it, so that two guns of two do not come first. */
function leastShortShare(times: Uint16Array): number | null {
  let known = 0;
  let short = 0;
  for (const time of times) {
    if (time === UNKNOWN_TIME) continue;
    known += 1;
    if (time <= SHORT_TIME_TO_CRIME_DAYS) short += 1;
  }
  return known === 0 ? null : binomialInterval(short, known).low;
}

const order = (sort: DealerSort) => (sort === 'name' ? 'name, dealer_id' : 'value DESC, dealer_id');

function afterSql({ sort, after }: DealerPageQuestion): SqlCondition {
  if (after === null) return { sql: '', bindings: {} };
  if (sort === 'name') {
    return {
      sql: 'WHERE (name, dealer_id) > (:after_name, :after_id::int)',
      bindings: { after_name: after.value ?? '', after_id: after.id },
    };
  }
  return {
    sql: 'WHERE (-value, dealer_id) > (:after_value::float8, :after_id::int)',
    bindings: { after_value: -Number(after.value), after_id: after.id },
  };
}

/** `dealer_id`, `name` and the value to sort by of every visible dealer that the search and the filter list. */
function listedSql(
  filter: RecordFilter,
  search: string | null,
  values: ReadonlyMap<number, number>,
): SqlCondition {
  const source = sourceCondition(filter);
  const conditions = [
    ...(source === null ? [] : [source.sql]),
    ...(filter.dealer === undefined ? [] : ['d.id IN (SELECT unnest(:dealer::int[]))']),
    ...(search === null
      ? []
      : [`concat_ws(' ', d.business_name, d.license_name, d.license_number, d.city) ILIKE :search`]),
  ];
  return {
    sql: `SELECT d.id AS dealer_id, ${NAME} AS name, coalesce(c.value, :none) AS value
      FROM dealer d LEFT JOIN unnest(:ids::int[], :values::float8[]) c (dealer_id, value) ON c.dealer_id = d.id
      WHERE ${conditions.join(' AND ') || 'true'}`,
    bindings: {
      ...source?.bindings,
      ...(filter.dealer === undefined ? {} : { dealer: [...filter.dealer] }),
      ids: plainArray([...values.keys()]),
      values: plainArray([...values.values()]),
      none: NONE_TO_SORT_BY,
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
  value: z.number(),
  total: z.number(),
});

/** The dealers of a page (a query for ids, counts and `place` in the list) with all that is known of them. */
function readDealers(trx: Knex.Transaction, page: SqlCondition) {
  return selectRows(
    trx,
    dealerRow,
    `WITH page AS MATERIALIZED (${page.sql})
     SELECT d.id, ${NAME} AS name, d.license_number, d.license_type, d.street, d.city, d.state, d.zip, d.precision,
       ST_X(d.geom_3857) AS x, ST_Y(d.geom_3857) AS y, d.listed,
       page.value, page.total
     FROM page JOIN dealer d ON d.id = page.dealer_id
     ORDER BY page.place`,
    page.bindings,
  );
}

/** What is known of a dealer itself. */
function licenceOf(row: z.infer<typeof dealerRow>) {
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
  };
}

const areaRow = z.object({ code: z.string(), name: z.string() });
const sourceRow = z.object({ file: z.string().nullable(), row: z.number(), batch: z.number() });

/** One dealer with where its guns of the filter were recovered, and the file lines that name it; null if not visible. */
export async function readDealer(
  read: ScopedRead,
  id: number,
  filter: RecordFilter,
): Promise<Omit<DealerDetail, 'chain'> | null> {
  const ofDealer = { ...withoutDealers(filter), dealer: [id] };
  const threshold = DEMAND_LETTER_THRESHOLD;
  const question = { search: null, sort: 'name', limit: 1, after: null, threshold } as const;
  // It stands beside the dealers of the filter, whatever that says of which to list.
  const { items } = await readDealerPage(read, ofDealer, question, filter);
  const [dealer] = items;
  if (dealer === undefined) return null;
  const sources = await selectRows(
    read.trx,
    sourceRow,
    `SELECT b.file_name AS file, s.source_row AS row, s.import_batch_id AS batch
     FROM dealer_source s LEFT JOIN import_batch b ON b.id = s.import_batch_id
     WHERE s.dealer_id = ? ORDER BY s.import_batch_id`,
    [id],
  );
  return { ...dealer, destinations: await readDestinations(read, ofDealer), sources };
}

/** In how many guns of the filter were recovered in each county, or state where no county is known; most first. */
async function readDestinations(
  read: ScopedRead,
  filter: RecordFilter,
): Promise<DealerDetail['destinations']> {
  const { guns, places } = await readGroupedGuns(read, filter, 'dealer');
  const [counties, states] = [places.nodesAt('county'), places.nodesAt('state')];
  const counts = new Map<string, number>();
  for (const place of guns.recoveryPlaces) {
    const code = counties.code(counties.nodeOf[place] ?? 0) ?? states.code(states.nodeOf[place] ?? 0);
    if (code !== null) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const names = await selectRows(
    read.trx,
    areaRow,
    `SELECT code, CASE level WHEN 'county' THEN name || ', ' || state_code ELSE name END AS name
     FROM area WHERE level IN ('county', 'state') AND code IN (SELECT unnest(:codes::text[]))`,
    { codes: [...counts.keys()] },
  );
  const nameOf = new Map(names.map(({ code, name }) => [code, name]));
  return [...counts]
    .map(([code, count]) => ({ code, name: nameOf.get(code) ?? code, count }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}
