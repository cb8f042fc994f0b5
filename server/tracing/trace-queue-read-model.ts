import type { Knex } from 'knex';
import { z } from 'zod';
import { daysBetween, missingFor } from '../../domain/tracing.ts';
import type { QueuedGun, TraceQueue } from '../../domain/tracing-responses.ts';
import { selectRows } from '../database/connection.ts';
import { firearmOf, GUN_COLUMNS, GUN_TABLES, gunRow } from './gun-to-trace.ts';

/** The queue of a scope's own agency, read as its steward. */

const queuedRow = gunRow.extend({ recovery: z.number() });
const totalRow = z.object({ total: z.number(), traceable: z.number(), lastOri: z.string().nullable() });
const idRow = z.object({ id: z.number() });

/** Guns without a trace for which nothing was asked: `r` is the recovery. */
export const IS_QUEUED = `r.trace_outcome = 'not_submitted'
  AND NOT EXISTS (SELECT FROM trace_request q WHERE q.recovery_id = r.id)`;

const OLDEST_FIRST = `coalesce(r.recovered_on, 'infinity'), r.id`;

/** Recoveries without a trace, the oldest first and those of unknown date last, after one of them. */
export async function readTraceQueue(
  trx: Knex.Transaction,
  { after, limit, today }: { readonly after: number | null; readonly limit: number; readonly today: string },
): Promise<TraceQueue> {
  const [counts] = await selectRows(
    trx,
    totalRow,
    `SELECT count(*) AS total, count(f.serial_number) AS traceable,
       (SELECT ori FROM trace_request_batch WHERE ori IS NOT NULL AND agency_id IN (SELECT agencies_in_scope('own_files'))
        ORDER BY id DESC LIMIT 1) AS "lastOri"
     FROM recovery r JOIN firearm f ON f.id = r.firearm_id WHERE ${IS_QUEUED}`,
  );
  const rows = await selectRows(
    trx,
    queuedRow,
    `SELECT r.id AS recovery, ${GUN_COLUMNS} FROM ${GUN_TABLES}
     WHERE ${IS_QUEUED} AND (:after::int IS NULL OR (${OLDEST_FIRST}) >
       (SELECT coalesce(recovered_on, 'infinity'), id FROM recovery WHERE id = :after::int))
     ORDER BY ${OLDEST_FIRST} LIMIT :limit::int`,
    { after, limit: limit + 1 },
  );
  const items = rows.slice(0, limit).map(
    (row): QueuedGun => ({
      recovery: row.recovery,
      recoveredOn: row.recoveredOn,
      ageDays: row.recoveredOn === null ? null : daysBetween(row.recoveredOn, today),
      caseNumber: row.caseNumber,
      missing: missingFor(row),
      ...firearmOf(row),
    }),
  );
  return {
    items,
    total: counts?.total ?? 0,
    traceable: counts?.traceable ?? 0,
    next: rows.length > limit ? String(items.at(-1)?.recovery) : null,
    lastOri: counts?.lastOri ?? null,
  };
}

/** The recoveries of the queue that have a serial number, the oldest first. */
export async function readTraceableRecoveries(
  trx: Knex.Transaction,
  limit: number,
): Promise<readonly number[]> {
  const rows = await selectRows(
    trx,
    idRow,
    `SELECT r.id FROM recovery r JOIN firearm f ON f.id = r.firearm_id
     WHERE ${IS_QUEUED} AND f.serial_number IS NOT NULL ORDER BY ${OLDEST_FIRST} LIMIT ?`,
    [limit],
  );
  return rows.map(({ id }) => id);
}
