import type { Knex } from 'knex';
import { z } from 'zod';
import type { Dealer, DealerDetail } from '../../domain/dealer-responses.ts';
import { PRECISIONS } from '../../domain/vocabulary.ts';
import { readPlaceDistances } from '../areas/place-distances.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { positionOfMercator } from '../geocoding/round-degrees.ts';
import type { Cursor } from '../http/cursor.ts';
import { readGroupedGuns } from '../rollups/read-grouped-guns.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import { readDealerComparison } from './dealer-comparison-read-model.ts';
import { distanceOfDealer } from './dealer-distances.ts';
import { figuresOfDealer } from './dealer-figures.ts';
import type { DealerSort } from './dealer-order.ts';
import { pageByName, pageByValue, sortValues } from './dealer-order.ts';
import { readDealerReports } from './dealer-reports-read-model.ts';
import { DEALER_NAME, readListedDealers } from './listed-dealers.ts';
import { withoutDealers } from './source-condition.ts';

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
  const { guns, places } = await readGroupedGuns(read, filter, 'dealer');
  const { dealers: compared } = await readDealerComparison(read, comparedBy, 'none');
  const listed = await readListedDealers(read, filter, question);
  const page =
    question.sort === 'name'
      ? pageByName(listed, question.limit)
      : pageByValue(listed.ids, sortValues(question.sort, guns, compared), question);
  const shown = await readDealers(read.trx, page.ids);
  const last = page.isMore ? shown.at(-1) : undefined;
  const distances = await readPlaceDistances(read, places);
  const reports = await readDealerReports(read, page.ids);
  const sales = compared.describe(page.ids);
  return {
    items: shown.map((row) => ({
      ...licenceOf(row),
      ...figuresOfDealer(guns, places, row.id, question.threshold),
      ...distanceOfDealer(guns, distances, row.id),
      ...reports(row.id),
      sales: sales.get(row.id) ?? null,
    })),
    total: listed.ids.length,
    next:
      last === undefined
        ? null
        : { value: question.sort === 'name' ? last.name : String(page.lastValue), id: last.id },
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
});

/** All that is known of these dealers, in their order. */
function readDealers(trx: Knex.Transaction, ids: readonly number[]) {
  return selectRows(
    trx,
    dealerRow,
    `SELECT d.id, ${DEALER_NAME} AS name, d.license_number, d.license_type, d.street, d.city, d.state, d.zip, d.precision,
       ST_X(d.geom_3857) AS x, ST_Y(d.geom_3857) AS y, d.listed
     FROM unnest(:ids::int[]) WITH ORDINALITY page (dealer_id, place) JOIN dealer d ON d.id = page.dealer_id
     ORDER BY page.place`,
    { ids: [...ids] },
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
