import type { Knex } from 'knex';
import { z } from 'zod';
import { missingFor, REQUEST_OUTCOMES, REQUEST_STATUSES } from '../../domain/tracing.ts';
import type { TraceBatch, TraceForm, TraceRequest } from '../../domain/tracing-responses.ts';
import { traceBatchSchema, traceFormSchema } from '../../domain/tracing-responses.ts';
import { TODAY } from '../agreements/in-force-sql.ts';
import { selectRows } from '../database/connection.ts';
import { firearmOf, GUN_COLUMNS, GUN_TABLES, gunRow } from './gun-to-trace.ts';

/**
 * Requests and their batches, of one's own agency and of those that send theirs through it. Read as `identified`: whoever
 * sends a request needs serial numbers and names, and the database shows them of one's own agency and of those that an
 * agreement in force gives as records.
 */

const batchRow = traceBatchSchema.omit({ agency: true, coordinator: true }).extend({
  agencyCode: z.string(),
  agencyName: z.string(),
  coordinatorCode: z.string().nullable(),
  coordinatorName: z.string().nullable(),
});
const countRow = z.object({ total: z.number() });
const idRow = z.object({ id: z.number() });

const iso = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

const BATCH = `SELECT b.id, a.code AS "agencyCode", a.name AS "agencyName",
    b.agency_id IN (SELECT agencies_in_scope('own_files')) AS own, c.code AS "coordinatorCode", c.name AS "coordinatorName",
    b.ori, b.made_by AS "madeBy", ${iso('b.made_at')} AS "madeAt", b.submitted_on AS "submittedOn",
    CASE WHEN q.submitted > 0 THEN ${TODAY} - b.submitted_on END AS "waitingDays",
    q.requests, q."toSubmit", q.submitted, q.purchaser, q.dealer, q."notTraceable"
  FROM trace_request_batch b JOIN agency a ON a.id = b.agency_id LEFT JOIN agency c ON c.id = b.coordinator_agency_id,
    LATERAL (SELECT count(*) AS requests, count(*) FILTER (WHERE status = 'to_submit') AS "toSubmit",
       count(*) FILTER (WHERE status = 'submitted') AS submitted,
       count(*) FILTER (WHERE outcome = 'purchaser') AS purchaser, count(*) FILTER (WHERE outcome = 'dealer') AS dealer,
       count(*) FILTER (WHERE outcome = 'not_traceable') AS "notTraceable"
     FROM trace_request WHERE batch_id = b.id) q`;

/** Batches, the newest first, from below the id `before`. */
export async function listTraceBatches(
  trx: Knex.Transaction,
  before: number | null,
  limit: number,
): Promise<{ items: TraceBatch[]; total: number; next: string | null }> {
  const [count] = await selectRows(trx, countRow, 'SELECT count(*) AS total FROM trace_request_batch');
  const rows = await selectRows(
    trx,
    batchRow,
    `${BATCH} WHERE (:before::int IS NULL OR b.id < :before::int) ORDER BY b.id DESC LIMIT :limit::int`,
    { before, limit: limit + 1 },
  );
  const items = rows.slice(0, limit).map(toBatch);
  return {
    items,
    total: count?.total ?? 0,
    next: rows.length > limit ? String(items.at(-1)?.id) : null,
  };
}

/** One batch; null where there is none that the scope sees. */
export async function findTraceBatch(trx: Knex.Transaction, id: number): Promise<TraceBatch | null> {
  const [row] = await selectRows(trx, batchRow, `${BATCH} WHERE b.id = ?`, [id]);
  return row === undefined ? null : toBatch(row);
}

function toBatch(row: z.infer<typeof batchRow>): TraceBatch {
  const { agencyCode, agencyName, coordinatorCode, coordinatorName, ...rest } = row;
  return {
    ...rest,
    agency: { code: agencyCode, name: agencyName },
    coordinator:
      coordinatorCode === null ? null : { code: coordinatorCode, name: coordinatorName ?? coordinatorCode },
  };
}

const requestRow = z.object({
  id: z.number(),
  status: z.enum(REQUEST_STATUSES),
  outcome: z.enum(REQUEST_OUTCOMES).nullable(),
  reason: z.string().nullable(),
  recoveredOn: z.string().nullable(),
  submittedOn: z.string().nullable(),
  returnedAt: z.string().nullable(),
  returnedBy: z.string().nullable(),
  gun: gunRow.nullable(),
});

const REQUEST = `SELECT q.id, q.status, q.outcome, q.reason, q.recovered_on AS "recoveredOn",
    q.submitted_on AS "submittedOn", ${iso('q.returned_at')} AS "returnedAt", q.returned_by AS "returnedBy", to_jsonb(g) AS gun
  FROM trace_request q LEFT JOIN LATERAL (SELECT ${GUN_COLUMNS} FROM ${GUN_TABLES} WHERE r.id = q.recovery_id) g ON true`;

/** The requests of a batch, the oldest recovery first. */
export const listRequestsOfBatch = (trx: Knex.Transaction, batchId: number): Promise<TraceRequest[]> =>
  listRequests(trx, 'q.batch_id = ?', [batchId]);

/** Guns that were never sent, because somebody knew that they cannot be traced. */
export const listSetAside = (trx: Knex.Transaction): Promise<TraceRequest[]> =>
  listRequests(trx, 'q.batch_id IS NULL', []);

async function listRequests(
  trx: Knex.Transaction,
  condition: string,
  bindings: number[],
): Promise<TraceRequest[]> {
  const rows = await selectRows(
    trx,
    requestRow,
    `${REQUEST} WHERE ${condition} ORDER BY q.recovered_on NULLS LAST, q.id`,
    bindings,
  );
  return rows.map(({ gun, ...request }) => ({ ...request, firearm: gun === null ? null : firearmOf(gun) }));
}

/** True where the scope sees the request. */
export async function isVisibleRequest(trx: Knex.Transaction, id: number): Promise<boolean> {
  const rows = await selectRows(trx, idRow, 'SELECT id FROM trace_request WHERE id = ?', [id]);
  return rows.length > 0;
}

const formRow = traceFormSchema
  .omit({ agency: true, missing: true, possessor: true, recovery: true })
  .extend({
    agencyCode: z.string(),
    agencyName: z.string(),
    recoveredOn: z.string().nullable(),
    possessor: traceFormSchema.shape.possessor,
    street: z.string().nullable(),
    city: z.string().nullable(),
    county: z.string().nullable(),
    state: z.string().nullable(),
    zip: z.string().nullable(),
  });

/**
 * What the form asks of each gun of a batch that records still have, the oldest recovery first. What a file says of the case is
 * kept with the recovery until there is a trace, and then with that.
 */
export async function readTraceForms(trx: Knex.Transaction, batchId: number): Promise<TraceForm[]> {
  const rows = await selectRows(
    trx,
    formRow,
    `SELECT q.id AS request, a.code AS "agencyCode", a.name AS "agencyName", q.submitted_on AS "submittedOn",
       ${GUN_COLUMNS}, coalesce(c.ori, t.ori, b.ori) AS ori, coalesce(c.case_number, t.case_number) AS "caseNumber",
       coalesce(c.priority, t.priority) AS priority, coalesce(c.project_code, t.project_code) AS "projectCode",
       coalesce(c.officer, t.officer) AS officer, coalesce(c.badge, t.badge) AS badge,
       r.street, r.city, r.county, r.state, r.zip,
       CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('name', p.full_name, 'birthDate', p.birth_date,
         'street', p.street, 'city', p.city, 'county', p.county, 'state', p.state, 'zip', p.zip) END AS possessor
     FROM trace_request q JOIN trace_request_batch b ON b.id = q.batch_id JOIN agency a ON a.id = q.agency_id,
       ${GUN_TABLES} LEFT JOIN possessor p ON p.id = r.possessor_id LEFT JOIN trace t ON t.recovery_id = r.id
     WHERE q.batch_id = ? AND r.id = q.recovery_id ORDER BY q.recovered_on NULLS LAST, q.id`,
    [batchId],
  );
  return rows.map(({ agencyCode, agencyName, recoveredOn, street, city, county, state, zip, ...row }) => ({
    ...row,
    agency: { code: agencyCode, name: agencyName },
    recovery: { on: recoveredOn, street, city, county, state, zip },
    missing: missingFor({ ...row, recoveredOn }),
  }));
}
