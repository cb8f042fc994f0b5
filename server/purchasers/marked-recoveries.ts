import type { Knex } from 'knex';
import { z } from 'zod';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { RecentResults } from '../database/recent-results.ts';
import { scopeDigest } from '../database/scope-digest.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { readCaseRecoveries } from '../links/case-recoveries.ts';
import { readChains } from '../links/read-chains.ts';
import { packedNumbers } from '../rollups/packed-guns.ts';

/** What is known of recoveries beside what packed guns tell; all are ids of rows of `recovery`. */
export interface MarkedRecoveries {
  /** Those whose trace tells of a multiple sale. */
  readonly multipleSales: ReadonlySet<number>;
  /** Those whose gun somebody told police about. */
  readonly debriefed: ReadonlySet<number>;
  /** The ballistic chain of those recovered in a case that a link joins to another. */
  readonly chainOf: ReadonlyMap<number, number>;
}

/** As many scopes as are at work. */
const KEPT = 8;
const marksOfScope = new WeakMap<Database, RecentResults<MarkedRecoveries>>();

/** The marks of all recoveries in scope, worked out once for a scope and data version. */
export function readMarkedRecoveries(read: ScopedRead): Promise<MarkedRecoveries> {
  const kept = marksOfScope.get(read.database) ?? new RecentResults<MarkedRecoveries>(KEPT);
  marksOfScope.set(read.database, kept);
  return kept.get(`${read.dataVersion}|${scopeDigest(read.scope)}`, async () => ({
    multipleSales: await readIds(read.trx, MULTIPLE_SALES),
    debriefed: await readIds(read.trx, DEBRIEFED),
    chainOf: await readChainsOfRecoveries(read),
  }));
}

const MULTIPLE_SALES = 'SELECT r.id FROM recovery r WHERE r.multiple_sale AND r.purchaser_id IS NOT NULL';

/** The same serial number on guns of two types is two guns. */
const DEBRIEFED = `SELECT DISTINCT r.id FROM debrief d JOIN recovery r ON r.serial_key = d.serial_key
  WHERE r.purchaser_id IS NOT NULL AND (d.firearm_type = r.firearm_type OR 'unknown' IN (d.firearm_type, r.firearm_type))`;

const packedRow = z.object({ ids: packedNumbers });

/** Read as one text: rows of their own would take ten times as long. */
async function readIds(trx: Knex.Transaction, sql: string): Promise<ReadonlySet<number>> {
  const [row] = await selectRows(
    trx,
    packedRow,
    `SELECT encode(coalesce(string_agg(int4send(id), ''::bytea), ''::bytea), 'base64') AS ids FROM (${sql}) found`,
  );
  return new Set(row?.ids ?? []);
}

const eventRow = z.object({ event: z.number(), link: z.number() });

async function readChainsOfRecoveries(read: ScopedRead): Promise<ReadonlyMap<number, number>> {
  const events = await selectRows(
    read.trx,
    eventRow,
    `SELECT event, link FROM (
       SELECT e.id AS event, min(e.id) OVER (PARTITION BY e.agency_id, e.link_key) AS link, e.case_key FROM link_event e
     ) linked WHERE case_key IS NOT NULL ORDER BY event`,
  );
  if (events.length === 0) return new Map();
  const chains = await readChains(read);
  const recoveries = await readCaseRecoveries(
    read.trx,
    events.map(({ event }) => event),
  );
  const chainOf = new Map<number, number>();
  for (const { event, link } of events) {
    for (const recovery of recoveries.get(event) ?? []) chainOf.set(recovery, chains.get(link) ?? link);
  }
  return chainOf;
}
