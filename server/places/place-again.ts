import type { Knex } from 'knex';
import { z } from 'zod';
import { isDrawablePrecision, PRECISIONS } from '../../domain/vocabulary.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { beginChange, noteChange } from '../database/data-version.ts';
import { bestDealers } from '../imports/dealers/best-dealer.ts';
import { distinctParts } from '../rollups/distinct-parts.ts';
import { partsOfPurchasers } from '../rollups/parts-of-purchasers.ts';
import type { RollupPart } from '../rollups/refresh-rollups.ts';
import { refreshRollups } from '../rollups/refresh-rollups.ts';
import type { AddressPlacer } from './open-addresses.ts';
import { forgetUnusedGeocodes, OpenAddresses, publishGeocodes, stageGeocodes } from './open-addresses.ts';
import { PLACED_OUTSIDE_ROLLUPS, type PlacedRecord, placeOfJson, setPlace } from './place-columns.ts';
import type { AddressToPlace, PlacingRun } from './placing-run.ts';
import { beginRun, endRun, readAddresses, readExtent, stagePlaces } from './placing-run.ts';

export interface PlacingProgress {
  readonly step: 'placing' | 'moving';
  readonly addresses: number;
  /** Part of the addresses that are placed, 0 to 1. */
  readonly fraction: number;
}

export interface PlacedAgain {
  /** Addresses placed again, each once for an agency and what it is to its records. */
  readonly addresses: number;
  /** Records that have them. */
  readonly records: number;
}

/** The last run of each database in this process, done or not. */
const lastRuns = new WeakMap<Database, Promise<unknown>>();

/** Addresses asked of the geocoder at once. */
const ADDRESSES_A_STEP = 5000;

/**
 * Places again whatever there are tasks for: addresses are placed some at a time while others read, then one transaction
 * moves all of their records, counts the rollups anew and removes the tasks. What a person decided stays. A run that is
 * broken off leaves nothing half; its tasks are there for the next. Within a process one run waits for another: it would
 * take the other's tables for what a dead process of its number has left. `makePlacer` is asked after the tasks are read:
 * it must know the streets they tell of.
 */
export function placeAgain(
  database: Database,
  makePlacer: () => Promise<AddressPlacer>,
  onProgress: (progress: PlacingProgress) => void = () => {},
): Promise<PlacedAgain> {
  const before = lastRuns.get(database) ?? Promise.resolve();
  const run = before.then(() => doTasks(database, makePlacer, onProgress));
  // Whoever asked for a run hears of its failure; the next one begins all the same.
  lastRuns.set(
    database,
    run.catch(() => {}),
  );
  return run;
}

async function doTasks(
  database: Database,
  makePlacer: () => Promise<AddressPlacer>,
  onProgress: (progress: PlacingProgress) => void,
): Promise<PlacedAgain> {
  let addresses = 0;
  let records = 0;
  for (;;) {
    const run = await database.knex.transaction(beginRun);
    if (run === null) return { addresses, records };
    try {
      const extent = await readExtent(database.knex, run);
      if (extent.addresses > 0) {
        await placeAll(database, run, await makePlacer(), extent.addresses, onProgress);
        onProgress({ step: 'moving', addresses: extent.addresses, fraction: 1 });
      }
      await database.knex.transaction((trx) => moveRecords(trx, run));
      addresses += extent.addresses;
      records += extent.records;
    } catch (error) {
      // Where the database itself is gone, this fails as well: the next run sweeps, and what went wrong first is told.
      await database.knex.transaction((trx) => endRun(trx, run)).catch(() => {});
      throw error;
    }
  }
}

async function placeAll(
  database: Database,
  run: PlacingRun,
  placer: AddressPlacer,
  all: number,
  onProgress: (progress: PlacingProgress) => void,
): Promise<void> {
  const open = new OpenAddresses(placer);
  for (let after = 0; after < all; after += ADDRESSES_A_STEP) {
    const some = await readAddresses(database.knex, run, after, ADDRESSES_A_STEP);
    for (const group of byAgencyAndKind(some)) {
      const results = await open.geocode(group.map(({ address }) => address));
      const left = open.take();
      const places = group.map((one, index) => {
        const result = results[index];
        if (result === undefined) throw new Error('The geocoder gave fewer results than it was asked for.');
        return { ...one, result };
      });
      await database.knex.transaction(async (trx) => {
        await stagePlaces(trx, run, places);
        await stageGeocodes(trx, run.open, group[0]?.agencyId ?? 0, left);
      });
    }
    onProgress({
      step: 'placing',
      addresses: Math.min(all, after + some.length),
      fraction: (after + some.length) / all,
    });
  }
}

/** Runs of addresses of one agency and kind, in their order. */
function byAgencyAndKind(addresses: readonly AddressToPlace[]): AddressToPlace[][] {
  const groups: AddressToPlace[][] = [];
  for (const one of addresses) {
    const last = groups.at(-1);
    if (last?.[0]?.agencyId === one.agencyId && last[0].kind === one.kind) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

const partRow = z.object({ agencyId: z.number(), month: z.string().nullable() });
const idRow = z.object({ id: z.number() });

/** What a person decided is left alone. */
const IS_UNDECIDED = (record: string, key: string) => `NOT EXISTS (SELECT FROM geocode g
  WHERE g.agency_id = ${record}.agency_id AND g.address_key = ${key} AND g.review_id IS NOT NULL)`;

async function moveRecords(trx: Knex.Transaction, run: PlacingRun): Promise<void> {
  // First, as every writer: from here on other writers wait.
  await beginChange(trx);
  await publishGeocodes(trx, run.open);
  await trx.raw(
    `UPDATE geocode g SET reason = NULL, candidates = '[]', alike_key = NULL, asked_name = NULL, found = d.place
     FROM ${run.placed} d WHERE g.agency_id = d.agency_id AND g.address_key = d.address_key
       AND d.place ->> 'review_key' IS NULL`,
  );
  const parts = [
    ...(await moveRecoveries(trx, run)),
    ...(await moveDealers(trx, run)),
    ...(await partsOfPurchasers(trx, `${moveSql(run, 'purchaser')} RETURNING r.id`)),
  ];
  for (const table of PLACED_OUTSIDE_ROLLUPS) await trx.raw(moveSql(run, table));
  await refreshRollups(trx, distinctParts(parts));
  const agencies = await selectRows(trx, idRow, `SELECT DISTINCT agency_id AS id FROM ${run.placed}`);
  await forgetUnusedGeocodes(
    trx,
    agencies.map(({ id }) => id),
  );
  await trx.raw('DELETE FROM placing_task WHERE id <= ?', [run.lastTask]);
  await endRun(trx, run);
  await noteChange(trx, [...agencies.map(({ id }) => id), ...parts.map(({ agencyId }) => agencyId)]);
}

const DRAWN = PRECISIONS.filter(isDrawablePrecision).map((precision) => `'${precision}'`);

/** Moves the records of a table that are at another place now, or were placed by another source. */
function moveSql({ records, placed }: PlacingRun, table: PlacedRecord): string {
  // Still in its area: what was said of that by coordinates that were refused is not known any more.
  const keepsArea = `p.precision = r.precision AND p.precision NOT IN (${DRAWN.join(', ')})`;
  const kept = (column: string) => `CASE WHEN ${keepsArea} THEN r.${column} ELSE p.${column} END`;
  return `UPDATE ${table} r SET ${setPlace(table, {
    review_key: 'p.review_key',
    geocode_score: kept('geocode_score'),
    geocode_match_type: kept('geocode_match_type'),
  })}
    FROM ${records} a JOIN ${placed} d ON d.number = a.number, LATERAL ${placeOfJson('d.place')}
    WHERE a.kind = '${table}' AND r.id = a.record_id AND r.agency_id = a.agency_id
      AND ${IS_UNDECIDED('r', 'r.review_key')}
      AND (r.precision, r.tile_code, r.world_x, r.world_y, r.street_lookup, r.geocode_source_id, r.review_key,
          r.uncertainty_metres)
        IS DISTINCT FROM (p.precision, p.tile_code, p.world_x, p.world_y, p.street_lookup, p.geocode_source_id,
          p.review_key, p.uncertainty_metres)`;
}

async function moveRecoveries(trx: Knex.Transaction, run: PlacingRun): Promise<RollupPart[]> {
  return selectRows(
    trx,
    partRow,
    `WITH moved AS (${moveSql(run, 'recovery')} RETURNING r.agency_id, r.recovered_on)
     SELECT DISTINCT agency_id AS "agencyId", date_trunc('month', recovered_on)::date AS month FROM moved`,
  );
}

async function moveDealers(
  trx: Knex.Transaction,
  { records, placed }: PlacingRun,
): Promise<readonly RollupPart[]> {
  await trx.raw(
    `UPDATE dealer_source s SET fields = s.fields || d.place
     FROM ${records} a JOIN ${placed} d ON d.number = a.number
     WHERE a.kind = 'dealer' AND s.dealer_id = a.record_id AND s.import_batch_id = a.import_batch_id
       AND ${IS_UNDECIDED('s', "s.fields ->> 'review_key'")}`,
  );
  return bestDealers(trx, `SELECT record_id FROM ${records} WHERE kind = 'dealer'`, []);
}
