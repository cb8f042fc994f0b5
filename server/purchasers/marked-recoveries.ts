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
  /** Those whose possessor is known to be another person than their purchaser, and those where both are one. */
  readonly heldByAnother: ReadonlySet<number>;
  readonly heldByPurchaser: ReadonlySet<number>;
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
    multipleSales: (await readIds(read.trx, MULTIPLE_SALES)).true,
    debriefed: (await readIds(read.trx, DEBRIEFED)).true,
    ...(await readHolders(read.trx)),
    chainOf: await readChainsOfRecoveries(read),
  }));
}

async function readHolders(trx: Knex.Transaction) {
  const isAnother = await readIds(trx, 'SELECT recovery_id AS id, is_another AS "is" FROM scoped.holder');
  return { heldByAnother: isAnother.true, heldByPurchaser: isAnother.false };
}

const MULTIPLE_SALES =
  'SELECT r.id, true AS "is" FROM recovery r WHERE r.multiple_sale AND r.purchaser_id IS NOT NULL';

/** The same serial number on guns of two types is two guns. */
const DEBRIEFED = `SELECT DISTINCT r.id, true AS "is" FROM debrief d JOIN recovery r ON r.serial_key = d.serial_key
  WHERE r.purchaser_id IS NOT NULL AND (d.firearm_type = r.firearm_type OR 'unknown' IN (d.firearm_type, r.firearm_type))`;

const packedRow = z.object({ true: packedNumbers, false: packedNumbers });

/** Ids of which something is true, and of which it is not. Read as two texts: rows of their own would take ten times as long. */
async function readIds(trx: Knex.Transaction, sql: string) {
  const packed = (condition: string) =>
    `encode(coalesce(string_agg(int4send(id), ''::bytea) FILTER (WHERE ${condition}), ''::bytea), 'base64')`;
  const [row] = await selectRows(
    trx,
    packedRow,
    `SELECT ${packed('"is"')} AS true, ${packed('NOT "is"')} AS false FROM (${sql}) found`,
  );
  return { true: new Set(row?.true ?? []), false: new Set(row?.false ?? []) };
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
