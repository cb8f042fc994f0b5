import type { Knex } from 'knex';
import { z } from 'zod';
import type { Told } from '../../domain/languages/told.ts';
import { told } from '../../domain/languages/told.ts';
import type { BatchDraft } from '../../domain/tracing-responses.ts';
import type { AuditEvent } from '../audit/record-audit-event.ts';
import { recordAuditEvents } from '../audit/record-audit-event.ts';
import { plainArray } from '../database/array-literal.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { badRequest, ProblemError } from '../errors.ts';
import { IS_QUEUED } from './trace-queue-read-model.ts';
import { findCoordinator, readCandidates } from './tracing-coordinator-read-model.ts';

/** Whoever works on an agency's requests: its steward, the coordinator's, or the operator at the command line. */
export interface TracingActor {
  readonly actor: string;
  readonly agencyId: number;
}

const idRow = z.object({ id: z.number() });
const partiesRow = z.object({ agencyId: z.number(), coordinatorId: z.number().nullable() });

const conflict = (message: Told) => new ProblemError(409, 'Not possible', message);

/** As every writer of records does: an import that changes these guns waits, or is waited for. */
const holdRecords = (trx: Knex.Transaction) => trx.raw('SELECT version FROM data_version FOR UPDATE');

const REQUEST_COLUMNS = 'agency_id, recovery_id, record_key, recovered_on';

/**
 * Makes a batch of guns of the queue, routed through the agency's coordinator where that one may see them, and gives its id. A
 * {@link ProblemError} (409) where one of them is not in the queue any more or has no serial number; then there is no batch.
 */
export async function makeTraceBatch(
  database: Database,
  { actor, agencyId }: TracingActor,
  { recoveries, ori }: BatchDraft,
): Promise<number> {
  const asked = new Set(recoveries);
  return database.knex.transaction(async (trx) => {
    await holdRecords(trx);
    const coordinator = await coordinatorInForce(trx, agencyId);
    const [batch] = await selectRows(
      trx,
      idRow,
      `INSERT INTO trace_request_batch (agency_id, coordinator_agency_id, ori, made_by)
       VALUES (:agencyId, :coordinator::int, :ori::text, :actor) RETURNING id`,
      { agencyId, coordinator: coordinator?.id ?? null, ori: ori?.toUpperCase() ?? null, actor },
    );
    if (batch === undefined) throw new Error('The batch was not written.');
    const made = await selectRows(
      trx,
      idRow,
      `INSERT INTO trace_request (${REQUEST_COLUMNS}, batch_id, coordinator_agency_id, status)
       SELECT r.agency_id, r.id, r.record_key, r.recovered_on, :batch::int, :coordinator::int, 'to_submit'
       FROM recovery r JOIN firearm f ON f.id = r.firearm_id
       WHERE r.agency_id = :agencyId AND r.id IN (SELECT unnest(:recoveries::int[])) AND f.serial_number IS NOT NULL
         AND ${IS_QUEUED}
       ORDER BY r.recovered_on, r.id RETURNING id`,
      {
        agencyId,
        batch: batch.id,
        coordinator: coordinator?.id ?? null,
        recoveries: plainArray([...asked]),
      },
    );
    if (made.length < asked.size) {
      throw conflict(
        told(
          'Of the {guns} guns, {missing} are not in the queue any more or have no serial number. Nothing was made; look at the queue again.',
          { guns: asked.size, missing: asked.size - made.length },
        ),
      );
    }
    const detail = { requests: made.length, coordinator: coordinator?.code ?? null };
    await record(trx, actor, `trace_request_batch ${batch.id}`, 'tracing.batched', detail, {
      agencyId,
      coordinatorId: coordinator?.id ?? null,
    });
    return batch.id;
  });
}

async function coordinatorInForce(trx: Knex.Transaction, agencyId: number) {
  const coordinator = await findCoordinator(trx, agencyId);
  const candidates = await readCandidates(trx, agencyId);
  return candidates.find(({ id }) => id === coordinator?.id) ?? null;
}

/** Marks all requests of a batch as sent on a day. 409 where they were. The caller must see the batch. */
export async function submitTraceBatch(
  database: Database,
  { actor }: TracingActor,
  batchId: number,
  on: string,
): Promise<void> {
  if (on > new Date().toISOString().slice(0, 10)) {
    throw badRequest('A request cannot have been sent on a day to come.', { parameter: 'on' });
  }
  await database.knex.transaction(async (trx) => {
    const [parties] = await selectRows(
      trx,
      partiesRow,
      `UPDATE trace_request_batch SET submitted_on = :on::date, submitted_by = :actor
       WHERE id = :batchId AND submitted_on IS NULL
       RETURNING agency_id AS "agencyId", coordinator_agency_id AS "coordinatorId"`,
      { on, actor, batchId },
    );
    if (parties === undefined)
      throw conflict(told('This batch is marked as sent already. Nothing was changed.'));
    const sent = await selectRows(
      trx,
      idRow,
      `UPDATE trace_request SET submitted_on = :on::date, submitted_by = :actor,
         status = CASE WHEN status = 'to_submit' THEN 'submitted' ELSE status END
       WHERE batch_id = :batchId AND submitted_on IS NULL RETURNING id`,
      { on, actor, batchId },
    );
    await record(
      trx,
      actor,
      `trace_request_batch ${batchId}`,
      'tracing.submitted',
      { requests: sent.length, on },
      parties,
    );
  });
}

/** Takes a batch back that was not sent: its guns are in the queue again. 409 where it was sent, or is another agency's. */
export async function discardTraceBatch(
  database: Database,
  { actor, agencyId }: TracingActor,
  batchId: number,
): Promise<void> {
  await database.knex.transaction(async (trx) => {
    const [parties] = await selectRows(
      trx,
      partiesRow.extend({ requests: z.number() }),
      `DELETE FROM trace_request_batch b WHERE id = :batchId AND agency_id = :agencyId AND submitted_on IS NULL
       RETURNING agency_id AS "agencyId", coordinator_agency_id AS "coordinatorId",
         (SELECT count(*) FROM trace_request WHERE batch_id = b.id) AS requests`,
      { batchId, agencyId },
    );
    if (parties === undefined) {
      throw conflict(
        told('Only the agency whose guns these are can discard a batch, and only before it is sent.'),
      );
    }
    const { requests, ...of } = parties;
    await record(trx, actor, `trace_request_batch ${batchId}`, 'tracing.discarded', { requests }, of);
  });
}

/** Records that a batch's serial numbers and names were taken away as a file or as forms. */
export async function recordTaken(
  database: Database,
  { actor }: TracingActor,
  batchId: number,
  format: 'csv' | 'forms',
  requests: number,
): Promise<void> {
  await database.knex.transaction(async (trx) => {
    const [parties] = await selectRows(
      trx,
      partiesRow,
      `SELECT agency_id AS "agencyId", coordinator_agency_id AS "coordinatorId" FROM trace_request_batch WHERE id = ?`,
      [batchId],
    );
    if (parties === undefined) return;
    const detail = { format, requests };
    await record(trx, actor, `trace_request_batch ${batchId}`, 'tracing.downloaded', detail, parties);
  });
}

/** Enters by hand that a gun cannot be traced, and why. 409 where it has come back. The caller must see the request. */
export async function returnTraceRequest(
  database: Database,
  { actor }: TracingActor,
  id: number,
  reason: string,
): Promise<void> {
  await database.knex.transaction(async (trx) => {
    const [parties] = await selectRows(
      trx,
      partiesRow,
      `UPDATE trace_request SET status = 'returned', outcome = 'not_traceable', reason = :reason, returned_at = now(),
         returned_by = :actor
       WHERE id = :id AND status <> 'returned'
       RETURNING agency_id AS "agencyId", coordinator_agency_id AS "coordinatorId"`,
      { id, reason, actor },
    );
    if (parties === undefined) {
      throw conflict(told('This request has come back already. Nothing was changed.'));
    }
    await record(trx, actor, `trace_request ${id}`, 'tracing.returned', {}, parties);
  });
}

/** Takes back what was entered by hand. A gun that was never in a batch is in the queue again. 409 where there is nothing. */
export async function reopenTraceRequest(
  database: Database,
  { actor }: TracingActor,
  id: number,
): Promise<void> {
  await database.knex.transaction(async (trx) => {
    const [parties] = await selectRows(
      trx,
      partiesRow,
      `UPDATE trace_request SET status = CASE WHEN submitted_on IS NULL THEN 'to_submit' ELSE 'submitted' END, outcome = NULL,
         reason = NULL, returned_at = NULL, returned_by = NULL
       WHERE id = :id AND returned_by IS NOT NULL
       RETURNING agency_id AS "agencyId", coordinator_agency_id AS "coordinatorId"`,
      { id },
    );
    if (parties === undefined) {
      throw conflict(told('Only what was entered by hand can be taken back. Nothing was changed.'));
    }
    await trx.raw('DELETE FROM trace_request WHERE id = ? AND batch_id IS NULL', [id]);
    await record(trx, actor, `trace_request ${id}`, 'tracing.reopened', {}, parties);
  });
}

/** Takes a gun out of the queue that cannot be traced, with the reason. 409 where it is not in the queue. */
export async function setAside(
  database: Database,
  { actor, agencyId }: TracingActor,
  recovery: number,
  reason: string,
): Promise<void> {
  await database.knex.transaction(async (trx) => {
    await holdRecords(trx);
    const [request] = await selectRows(
      trx,
      idRow,
      `INSERT INTO trace_request (${REQUEST_COLUMNS}, status, outcome, reason, returned_at, returned_by)
       SELECT r.agency_id, r.id, r.record_key, r.recovered_on, 'returned', 'not_traceable', :reason, now(), :actor
       FROM recovery r WHERE r.agency_id = :agencyId AND r.id = :recovery::int AND ${IS_QUEUED} RETURNING id`,
      { agencyId, recovery, reason, actor },
    );
    if (request === undefined)
      throw conflict(told('This gun is not in the queue any more. Nothing was changed.'));
    const parties = { agencyId, coordinatorId: null };
    await record(trx, actor, `trace_request ${request.id}`, 'tracing.returned', {}, parties);
  });
}

/**
 * Settles through whom an agency sends its requests (a code; null: by itself), and routes what it has not sent yet that way.
 * Only one may be chosen whom an agreement in force gives the recoveries as records.
 */
export async function setTracingCoordinator(
  database: Database,
  { actor, agencyId }: TracingActor,
  code: string | null,
): Promise<void> {
  await database.knex.transaction(async (trx) => {
    const before = await findCoordinator(trx, agencyId);
    const candidates = await readCandidates(trx, agencyId);
    const chosen = candidates.find((candidate) => candidate.code === code) ?? null;
    if (code !== null && chosen === null) {
      throw badRequest(
        'Choose an agency that an agreement in force gives your recoveries as records: a coordinator needs serial numbers and names.',
        { parameter: 'coordinator' },
      );
    }
    await trx.raw('DELETE FROM tracing_coordinator WHERE agency_id = ?', [agencyId]);
    if (chosen !== null) {
      await trx.raw(
        'INSERT INTO tracing_coordinator (agency_id, coordinator_agency_id, set_by) VALUES (?, ?, ?)',
        [agencyId, chosen.id, actor],
      );
    }
    const routing = { agencyId, coordinator: chosen?.id ?? null };
    await trx.raw(
      `UPDATE trace_request SET coordinator_agency_id = :coordinator::int WHERE batch_id IN (
         SELECT id FROM trace_request_batch WHERE agency_id = :agencyId AND submitted_on IS NULL)`,
      routing,
    );
    await trx.raw(
      `UPDATE trace_request_batch SET coordinator_agency_id = :coordinator::int
       WHERE agency_id = :agencyId AND submitted_on IS NULL`,
      routing,
    );
    const detail = { coordinator: chosen?.code ?? null, before: before?.code ?? null };
    const subject = `agency ${agencyId}`;
    const informed = [agencyId, before?.id, chosen?.id].filter((id) => id !== undefined);
    await recordAuditEvents(
      trx,
      [...new Set(informed)].map((id) => ({
        actor,
        agencyId: id,
        action: 'tracing.coordinator_set' as const,
        subject,
        detail,
      })),
    );
  });
}

/** Told to the agency whose guns these are and to its coordinator: each reads the events of its own alone. */
async function record(
  trx: Knex.Transaction,
  actor: string,
  subject: string,
  action: AuditEvent['action'],
  detail: AuditEvent['detail'],
  { agencyId, coordinatorId }: z.infer<typeof partiesRow>,
): Promise<void> {
  const parties = coordinatorId === null ? [agencyId] : [agencyId, coordinatorId];
  await recordAuditEvents(
    trx,
    parties.map((id) => ({ actor, agencyId: id, action, subject, detail })),
  );
}
