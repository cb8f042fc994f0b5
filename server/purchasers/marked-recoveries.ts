import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import { KeptInScope } from '../database/kept-in-scope.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { readCaseRecoveries } from '../links/case-recoveries.ts';
import { readChains } from '../links/read-chains.ts';
import { packedNumbers } from '../rollups/packed-guns.ts';

/** What is known of a recovery beside what packed guns tell, as bits. */
export const MARKS = {
  /** Its trace tells of a multiple sale. */
  multipleSale: 1,
  /** Somebody told police about its gun, or it was recovered in a case that a ballistic link joins to another. */
  linked: 2,
  /** Its possessor is known to be another person than its purchaser, or to be the purchaser; neither where one is not named. */
  heldByAnother: 4,
  heldByPurchaser: 8,
} as const;

export interface MarkedRecoveries {
  /** By id of the recovery: its {@link MARKS}. A list, since a million guns are looked up in it for each answer. */
  readonly marksOf: Uint8Array;
  /** The ballistic chain of those recovered in a case that a link joins to another. */
  readonly chainOf: ReadonlyMap<number, number>;
}

/** As many scopes as are at work. */
const kept = new KeptInScope<MarkedRecoveries>(8);

/** The marks of all recoveries in scope, worked out once for a scope and data version. */
export function readMarkedRecoveries(read: ScopedRead): Promise<MarkedRecoveries> {
  return kept.get(read, [], async () => {
    const chainOf = await readChainsOfRecoveries(read);
    const marked: [ids: Uint32Array, mark: number][] = [
      [await readIds(read.trx, MULTIPLE_SALES), MARKS.multipleSale],
      [await readIds(read.trx, DEBRIEFED), MARKS.linked],
      [Uint32Array.from(chainOf.keys()), MARKS.linked],
      [await readIds(read.trx, heldBy('is_another')), MARKS.heldByAnother],
      [await readIds(read.trx, heldBy('NOT is_another')), MARKS.heldByPurchaser],
    ];
    return { marksOf: withMarks(marked), chainOf };
  });
}

function withMarks(marked: readonly [ids: Uint32Array, mark: number][]): Uint8Array {
  let largest = 0;
  for (const [ids] of marked) for (const id of ids) if (id > largest) largest = id;
  const marksOf = new Uint8Array(largest + 1);
  for (const [ids, mark] of marked) for (const id of ids) marksOf[id] = (marksOf[id] ?? 0) | mark;
  return marksOf;
}

const MULTIPLE_SALES = 'SELECT r.id FROM recovery r WHERE r.multiple_sale AND r.purchaser_id IS NOT NULL';

/** The same serial number on guns of two types is two guns. */
const DEBRIEFED = `SELECT DISTINCT r.id FROM debrief d JOIN recovery r ON r.serial_key = d.serial_key
  WHERE r.purchaser_id IS NOT NULL AND (d.firearm_type = r.firearm_type OR 'unknown' IN (d.firearm_type, r.firearm_type))`;

const heldBy = (condition: string) => `SELECT recovery_id AS id FROM scoped.holder WHERE ${condition}`;

const packedRow = z.object({ ids: packedNumbers });

/** Read as one text: rows of their own would take ten times as long. */
async function readIds(trx: Knex.Transaction, sql: string): Promise<Uint32Array> {
  const [row] = await selectRows(
    trx,
    packedRow,
    `SELECT encode(coalesce(string_agg(int4send(id), ''::bytea), ''::bytea), 'base64') AS ids FROM (${sql}) found`,
  );
  return row?.ids ?? new Uint32Array();
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
