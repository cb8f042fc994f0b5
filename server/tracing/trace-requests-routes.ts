import type { Request, Response } from 'express';
import { Router } from 'express';
import type { TraceBatch } from '../../domain/tracing-responses.ts';
import {
  batchDraftSchema,
  coordinatorDraftSchema,
  returnDraftSchema,
  setAsideDraftSchema,
  submitDraftSchema,
} from '../../domain/tracing-responses.ts';
import type { Database } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { withScope } from '../database/with-scope.ts';
import { forbidden, notFound } from '../errors.ts';
import { namedBodyOf } from '../http/body-of.ts';
import type { Caller } from '../http/caller.ts';
import { callerOf, pathId, sendFresh } from '../http/caller.ts';
import { jsonBody } from '../http/json-body.ts';
import { onlyParameters, wholeNumberParameter } from '../http/query-parameters.ts';
import { abandonSignal, queryOf } from '../http/scoped-answer.ts';
import { readTraceQueue } from './trace-queue-read-model.ts';
import { traceRequestCsv } from './trace-request-csv.ts';
import {
  findTraceBatch,
  isVisibleRequest,
  listRequestsOfBatch,
  listSetAside,
  listTraceBatches,
  readTraceForms,
} from './trace-requests-read-model.ts';
import { readTracingCoordinator } from './tracing-coordinator-read-model.ts';
import type { TracingActor } from './tracing-service.ts';
import {
  discardTraceBatch,
  makeTraceBatch,
  recordTaken,
  reopenTraceRequest,
  returnTraceRequest,
  setAside,
  setTracingCoordinator,
  submitTraceBatch,
} from './tracing-service.ts';

const PAGE = { least: 1, most: 500, otherwise: 100 } as const;
const ID = { least: 1, most: 999_999_999, otherwise: null } as const;

/** A steward who asks, with reads of requests: those show serial numbers and names, of other agencies' guns too. */
interface TracingCaller extends Caller, TracingActor {
  readonly readRequests: <Result>(read: (scoped: ScopedRead) => Promise<Result>) => Promise<Result>;
}

/** The queue of guns without a trace, its batches and the coordinator, under `/api/trace-requests`. */
export function createTraceRequestsRoutes(database: Database): Router {
  const router = Router();
  const callerFor = (request: Request, response: Response) => tracingCallerOf(database, request, response);

  router.get('/api/trace-requests', async (request, response) => {
    const query = queryOf(request);
    onlyParameters(query, ['after', 'limit']);
    const after = wholeNumberParameter(query, 'after', ID);
    const limit = wholeNumberParameter(query, 'limit', PAGE);
    const { read } = await callerFor(request, response);
    const today = new Date().toISOString().slice(0, 10);
    sendFresh(response, await read(({ trx }) => readTraceQueue(trx, { after, limit, today })));
  });

  router.get('/api/trace-requests/set-aside', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const { readRequests } = await callerFor(request, response);
    const items = await readRequests(({ trx }) => listSetAside(trx));
    sendFresh(response, { items, total: items.length, next: null });
  });

  router.post('/api/trace-requests/set-aside', jsonBody('10kb'), async (request, response) => {
    const caller = await callerFor(request, response);
    const { recovery, reason } = namedBodyOf(
      request,
      setAsideDraftSchema,
      '{"recovery": ID, "reason": TEXT}',
    );
    await setAside(database, caller, recovery, reason);
    response.status(204).end();
  });

  router.get('/api/trace-requests/coordinator', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const { agencyId } = await callerFor(request, response);
    sendFresh(response, await coordinatorOf(database, agencyId));
  });

  router.put('/api/trace-requests/coordinator', jsonBody('10kb'), async (request, response) => {
    const caller = await callerFor(request, response);
    const { coordinator } = namedBodyOf(request, coordinatorDraftSchema, '{"coordinator": CODE or null}');
    await setTracingCoordinator(database, caller, coordinator);
    sendFresh(response, await coordinatorOf(database, caller.agencyId));
  });

  router.get('/api/trace-requests/batches', async (request, response) => {
    const query = queryOf(request);
    onlyParameters(query, ['after', 'limit']);
    const before = wholeNumberParameter(query, 'after', ID);
    const limit = wholeNumberParameter(query, 'limit', PAGE);
    const { readRequests } = await callerFor(request, response);
    sendFresh(response, await readRequests(({ trx }) => listTraceBatches(trx, before, limit)));
  });

  router.post('/api/trace-requests/batches', jsonBody('50kb'), async (request, response) => {
    const caller = await callerFor(request, response);
    const draft = namedBodyOf(
      request,
      batchDraftSchema,
      '{"recoveries": [ID, ...], "ori": TEXT or null}, with 1 to 500 recoveries and an ORI of nine letters and digits',
    );
    const id = await makeTraceBatch(database, caller, draft);
    response.status(201).location(`/api/trace-requests/batches/${id}`);
    sendFresh(response, await batchDetail(caller, id));
  });

  router.get('/api/trace-requests/batches/:id.csv', async (request, response) => {
    const caller = await callerFor(request, response);
    const { batch, forms } = await formsOf(caller);
    await recordTaken(database, caller, batch.id, 'csv', forms.length);
    response
      .set('Cache-Control', 'no-store')
      .type('text/csv; charset=utf-8')
      .attachment(`trace-requests-${batch.agency.code}-${batch.id}.csv`)
      .send(traceRequestCsv(forms));
  });

  router.get('/api/trace-requests/batches/:id/forms', async (request, response) => {
    const caller = await callerFor(request, response);
    const { batch, forms } = await formsOf(caller);
    await recordTaken(database, caller, batch.id, 'forms', forms.length);
    sendFresh(response, { batch, items: forms, gone: batch.requests - forms.length });
  });

  router.get('/api/trace-requests/batches/:id', async (request, response) => {
    const caller = await callerFor(request, response);
    sendFresh(response, await batchDetail(caller, pathId(request)));
  });

  router.post('/api/trace-requests/batches/:id/submit', jsonBody('10kb'), async (request, response) => {
    const caller = await callerFor(request, response);
    const { id } = await visibleBatch(caller, pathId(request));
    const { on } = namedBodyOf(request, submitDraftSchema, '{"on": "YYYY-MM-DD"}');
    await submitTraceBatch(database, caller, id, on);
    sendFresh(response, await batchDetail(caller, id));
  });

  router.delete('/api/trace-requests/batches/:id', async (request, response) => {
    const caller = await callerFor(request, response);
    const { id } = await visibleBatch(caller, pathId(request));
    await discardTraceBatch(database, caller, id);
    response.status(204).end();
  });

  router.post('/api/trace-requests/:id/return', jsonBody('10kb'), async (request, response) => {
    const caller = await callerFor(request, response);
    const id = await visibleRequest(caller);
    const { reason } = namedBodyOf(request, returnDraftSchema, '{"reason": TEXT}');
    await returnTraceRequest(database, caller, id, reason);
    response.status(204).end();
  });

  router.post('/api/trace-requests/:id/reopen', async (request, response) => {
    const caller = await callerFor(request, response);
    await reopenTraceRequest(database, caller, await visibleRequest(caller));
    response.status(204).end();
  });

  return router;
}

async function tracingCallerOf(
  database: Database,
  request: Request,
  response: Response,
): Promise<TracingCaller> {
  const caller = await callerOf(database, request, response, 'steward');
  const [agencyId] = caller.scope.ownFileAgencyIds;
  if (agencyId === undefined)
    throw forbidden('Only an agency requests traces: your account belongs to none.');
  const limits = { signal: abandonSignal(response), as: 'identified' } as const;
  return {
    ...caller,
    actor: caller.account.email,
    agencyId,
    readRequests: (read) => withScope(database, caller.scope, limits, read),
  };
}

const coordinatorOf = (database: Database, agencyId: number) =>
  database.knex.transaction((trx) => readTracingCoordinator(trx, agencyId), { readOnly: true });

async function visibleBatch({ readRequests }: TracingCaller, id: number | null): Promise<TraceBatch> {
  const batch = id === null ? null : await readRequests(({ trx }) => findTraceBatch(trx, id));
  if (batch === null) throw notFound('There is no such batch of trace requests. It may have been discarded.');
  return batch;
}

async function visibleRequest({ request, readRequests }: TracingCaller): Promise<number> {
  const id = pathId(request);
  if (id === null || !(await readRequests(({ trx }) => isVisibleRequest(trx, id)))) {
    throw notFound('There is no such trace request.');
  }
  return id;
}

async function batchDetail(caller: TracingCaller, id: number | null) {
  const batch = await visibleBatch(caller, id);
  const items = await caller.readRequests(({ trx }) => listRequestsOfBatch(trx, batch.id));
  return { ...batch, items };
}

async function formsOf(caller: TracingCaller) {
  const batch = await visibleBatch(caller, pathId(caller.request));
  return { batch, forms: await caller.readRequests(({ trx }) => readTraceForms(trx, batch.id)) };
}
