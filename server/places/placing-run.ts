import type { Knex } from 'knex';
import { z } from 'zod';
import type { AddressKind } from '../../domain/vocabulary.ts';
import { ADDRESS_KINDS } from '../../domain/vocabulary.ts';
import { plainArray, textArray } from '../database/array-literal.ts';
import { selectRows } from '../database/connection.ts';
import { isDeadRunner, thisRunner } from '../database/runner.ts';
import type { Address, GeocodeResult } from '../geocoding/address.ts';
import { addressKey } from '../geocoding/address-key.ts';
import { COVERAGE_MARGIN } from '../geocoding/match/street-coverage.ts';
import { createStagedGeocodes } from './open-addresses.ts';
import { ADDRESS_COLUMNS, PLACED_RECORDS, stateColumn } from './place-columns.ts';
import { isAskedFor } from './placing-task.ts';
import { placedColumns } from './stored-place.ts';

/** Tables of one run of placing again: which records, where their addresses are, and what is left open. */
export interface PlacingRun {
  readonly id: number;
  /** Tasks up to this one are done by it. */
  readonly lastTask: number;
  readonly records: string;
  readonly placed: string;
  readonly open: string;
}

const taskRow = z.object({ last: z.number().nullable() });
const runRow = z.object({ id: z.number(), runner: z.string() });

/** Begins a run for the tasks there are; null where there are none. Clears away what dead runs have left. */
export async function beginRun(trx: Knex.Transaction): Promise<PlacingRun | null> {
  await dropDeadRuns(trx);
  const [tasks] = await selectRows(trx, taskRow, 'SELECT max(id) AS last FROM placing_task');
  const lastTask = tasks?.last ?? null;
  if (lastTask === null) return null;
  const [begun] = await selectRows(
    trx,
    runRow,
    'INSERT INTO placing_run (runner) VALUES (?) RETURNING id, runner',
    [thisRunner()],
  );
  if (begun === undefined) throw new Error('The run was not begun.');
  const run = { lastTask, ...tablesOf(begun.id) };
  await createStagedGeocodes(trx, run.open);
  await trx.raw(`CREATE UNLOGGED TABLE ${run.placed} (
    number int PRIMARY KEY, agency_id int NOT NULL, address_key text NOT NULL, place jsonb NOT NULL)`);
  await trx.raw(`CREATE UNLOGGED TABLE ${run.records} AS ${AFFECTED}`, [lastTask]);
  await trx.raw(`CREATE INDEX ON ${run.records} (number)`);
  await trx.raw(`ANALYZE ${run.records}`);
  return run;
}

const tablesOf = (id: number) => ({
  id,
  records: `placing_record_${id}`,
  placed: `placing_place_${id}`,
  open: `placing_open_${id}`,
});

const ADDRESS = ADDRESS_COLUMNS.join(', ');

/** All records whose address names a street that was looked for, in the same columns. */
const RECORDS = [
  ...PLACED_RECORDS.map(
    (table) => `SELECT '${table}' AS kind, id AS record_id, import_batch_id, agency_id, ${ADDRESS}, precision,
      street_lookup, geocode_source_id, review_key, ${stateColumn(table)}::text AS area_state,
      ST_X(geom_3857) AS x, ST_Y(geom_3857) AS y
    FROM ${table} WHERE street_lookup <> 'none'`,
  ),
  `SELECT 'dealer', s.dealer_id, s.import_batch_id, s.agency_id, ${ADDRESS_COLUMNS.map((column) => `f.${column}`).join(', ')},
     f.precision, f.street_lookup, f.geocode_source_id, f.review_key, f.area_state, f.x, f.y
   FROM dealer_source s, LATERAL jsonb_to_record(s.fields) AS f (street text, city text, county text, state text, zip text,
     precision text, street_lookup text, geocode_source_id int, review_key text, area_state text, x float8, y float8)
   WHERE f.street_lookup <> 'none'`,
].join(' UNION ALL ');

/** Addresses of one agency and kind follow each other: whether its house numbers are rounded is told from many at once. */
const AFFECTED = `
  SELECT kind, record_id, import_batch_id, agency_id, ${ADDRESS}, dense_rank() OVER (
    ORDER BY agency_id, kind, ${ADDRESS_COLUMNS.map((column) => `${column} COLLATE "C"`).join(', ')})::int AS number
  FROM (${RECORDS}) r
  WHERE EXISTS (SELECT FROM placing_task t WHERE t.id <= ? AND ${isAskedFor(COVERAGE_MARGIN)})`;

const addressRow = z.object({
  number: z.number(),
  agency_id: z.number(),
  kind: z.enum(ADDRESS_KINDS),
  street: z.string().nullable(),
  city: z.string().nullable(),
  county: z.string().nullable(),
  state: z.string().nullable(),
  zip: z.string().nullable(),
});

/** An address of an agency's records that is to be placed again. */
export interface AddressToPlace {
  readonly number: number;
  readonly agencyId: number;
  readonly kind: AddressKind;
  readonly address: Address;
}

/** The next addresses after a number; their numbers count from 1 without gaps. */
export async function readAddresses(
  knex: Knex,
  { records }: PlacingRun,
  after: number,
  limit: number,
): Promise<AddressToPlace[]> {
  const rows = await selectRows(
    knex,
    addressRow,
    `SELECT DISTINCT ON (number) number, agency_id, kind, ${ADDRESS} FROM ${records}
     WHERE number > ? AND number <= ? ORDER BY number`,
    [after, after + limit],
  );
  return rows.map(({ number, agency_id: agencyId, kind, ...address }) => ({
    number,
    agencyId,
    kind,
    address: { ...address, lon: null, lat: null },
  }));
}

const countRow = z.object({ addresses: z.number(), records: z.number() });

/** How much a run has to do. */
export async function readExtent(knex: Knex, { records }: PlacingRun): Promise<z.infer<typeof countRow>> {
  const [extent] = await selectRows(
    knex,
    countRow,
    `SELECT coalesce(max(number), 0) AS addresses, count(*) AS records FROM ${records}`,
  );
  return extent ?? { addresses: 0, records: 0 };
}

/** Keeps where addresses are until all of the run's are placed. */
export async function stagePlaces(
  trx: Knex.Transaction,
  { placed }: PlacingRun,
  places: readonly (AddressToPlace & { readonly result: GeocodeResult })[],
): Promise<void> {
  const keyed = places.map((one) => ({ ...one, key: addressKey(one.address) }));
  await trx.raw(
    `INSERT INTO ${placed} (number, agency_id, address_key, place)
     SELECT number, agency_id, key, place::jsonb
     FROM unnest(?::int[], ?::int[], ?::text[], ?::text[]) AS t(number, agency_id, key, place)`,
    [
      plainArray(keyed.map(({ number }) => number)),
      plainArray(keyed.map(({ agencyId }) => agencyId)),
      textArray(keyed.map(({ key }) => key)),
      textArray(
        keyed.map(({ result, key }) =>
          JSON.stringify(placedColumns(result, result.reviewReason === null ? null : key)),
        ),
      ),
    ],
  );
}

/** Ends a run and takes its tables away. */
export async function endRun(trx: Knex.Transaction, { id }: Pick<PlacingRun, 'id'>): Promise<void> {
  const { records, placed, open } = tablesOf(id);
  await trx.raw(`DROP TABLE IF EXISTS ${records}, ${placed}, ${open}`);
  await trx.raw('DELETE FROM placing_run WHERE id = ?', [id]);
}

async function dropDeadRuns(trx: Knex.Transaction): Promise<void> {
  const runs = await selectRows(
    trx,
    runRow,
    'SELECT id, runner FROM placing_run ORDER BY id FOR UPDATE SKIP LOCKED',
  );
  for (const run of runs) if (isDeadRunner(run.runner)) await endRun(trx, run);
}
