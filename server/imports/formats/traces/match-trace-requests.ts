import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../../../database/connection.ts';

const askedRow = z.object({ asked: z.boolean() });

/** Words in the status of a trace that say it is still at work; any other status of a gun without a dealer is its end. */
const AT_WORK = '(PROGRESS|PENDING|OPEN|ASSIGNED|ACTIVE|RECEIVED|SUBMITTED|REOPENED|AWAIT|WAITING)';

/** What records say of a request's gun, one row a request. */
const KNOWN = `SELECT q.id, coalesce(r.trace_outcome, 'not_submitted') <> 'not_submitted' AS has_trace, t.requested_on,
    CASE WHEN r.trace_outcome IN ('purchaser', 'dealer') THEN r.trace_outcome
      WHEN t.status IS NOT NULL AND t.status !~* '${AT_WORK}' THEN 'not_traceable' END AS outcome,
    CASE WHEN r.trace_outcome = 'submitted' THEN left(t.status, 500) END AS reason
  FROM trace_request q LEFT JOIN recovery r ON r.id = q.recovery_id LEFT JOIN trace t ON t.recovery_id = r.id
  WHERE q.agency_id = :agencyId`;

/**
 * Brings an agency's requests for tracing up to date with its records, in the transaction that changes these: a gun is found
 * again by its record key in whatever file it came; what a trace says is the end of its request; and where that trace
 * was undone, the request is what it was before. A request that was not sent yet goes with its recovery.
 */
export async function matchTraceRequests(trx: Knex.Transaction, agencyId: number): Promise<void> {
  const [any] = await selectRows(
    trx,
    askedRow,
    'SELECT EXISTS (SELECT FROM trace_request WHERE agency_id = ?) AS asked',
    [agencyId],
  );
  if (any?.asked !== true) return;
  await trx.raw(
    `UPDATE trace_request q SET recovery_id = (CASE WHEN q.record_key IS NULL
       THEN (SELECT r.id FROM recovery r WHERE r.id = q.recovery_id)
       ELSE (SELECT r.id FROM recovery r WHERE r.agency_id = q.agency_id AND r.record_key = q.record_key) END)
     WHERE q.agency_id = :agencyId`,
    { agencyId },
  );
  await trx.raw(
    `DELETE FROM trace_request WHERE agency_id = :agencyId AND recovery_id IS NULL AND submitted_on IS NULL`,
    { agencyId },
  );
  await trx.raw(
    `UPDATE trace_request q SET has_trace = true, submitted_on = coalesce(q.submitted_on, k.requested_on),
       status = CASE WHEN k.outcome IS NULL THEN 'submitted' ELSE 'returned' END, outcome = k.outcome,
       reason = CASE WHEN k.outcome = 'not_traceable' THEN k.reason END,
       returned_at = CASE WHEN k.outcome IS NULL THEN NULL WHEN q.has_trace THEN coalesce(q.returned_at, now()) ELSE now() END,
       returned_by = NULL
     FROM (${KNOWN}) k WHERE k.id = q.id AND k.has_trace`,
    { agencyId },
  );
  await trx.raw(
    `UPDATE trace_request q SET has_trace = false, outcome = NULL, reason = NULL, returned_at = NULL, returned_by = NULL,
       status = CASE WHEN q.submitted_on IS NULL THEN 'to_submit' ELSE 'submitted' END
     FROM (${KNOWN}) k WHERE k.id = q.id AND q.has_trace AND NOT k.has_trace`,
    { agencyId },
  );
  await trx.raw(
    `DELETE FROM trace_request_batch b WHERE agency_id = :agencyId
       AND NOT EXISTS (SELECT FROM trace_request q WHERE q.batch_id = b.id)`,
    { agencyId },
  );
}
