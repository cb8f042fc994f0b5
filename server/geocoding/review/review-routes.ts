import type { Request } from 'express';
import { Router } from 'express';
import type { ReviewDecided, ReviewUndone, StreetAlias } from '../../../domain/review.ts';
import { aliasAnswerSchema, nearestRequestSchema, reviewChoiceSchema } from '../../../domain/review.ts';
import { FilterError } from '../../../domain/trace-filter.ts';
import { scopeOfRequest } from '../../access/scope-of-request.ts';
import type { Database } from '../../database/connection.ts';
import { notFound } from '../../errors.ts';
import { bodyOf } from '../../http/body-of.ts';
import type { Caller } from '../../http/caller.ts';
import { callerOf, pathId, sendFresh } from '../../http/caller.ts';
import { jsonBody } from '../../http/json-body.ts';
import { onlyParameters, wholeNumberParameter } from '../../http/query-parameters.ts';
import { queryOf } from '../../http/scoped-answer.ts';
import { findNearestAddress } from './nearest-address.ts';
import type { QueuePlace } from './review-read-model.ts';
import {
  readAliases,
  readDecision,
  readDecisions,
  readOpen,
  readQueue,
  readTotals,
} from './review-read-model.ts';
import type { ReviewService } from './review-service.ts';

const PAGE = { least: 1, most: 200, otherwise: 50 } as const;
const ID = { least: 0, most: 2_147_483_647, otherwise: null } as const;

/**
 * Open addresses and the decisions on them, under `/api/review`. Addresses are personal: no answer is kept, and what is
 * asked about a place comes in the body, since URLs are logged.
 */
export function createReviewRoutes(database: Database, review: ReviewService): Router {
  const router = Router();
  router.use('/api/review', jsonBody('10kb'));

  router.get('/api/review', async (request, response) => {
    const query = queryOf(request);
    onlyParameters(query, ['after', 'limit']);
    const after = queuePlace(query);
    const limit = wholeNumberParameter(query, 'limit', PAGE);
    const { read } = await callerOf(database, request, response, 'steward');
    sendFresh(response, await read(({ trx }) => readQueue(trx, after, limit)));
  });

  router.get('/api/review/decisions', async (request, response) => {
    const query = queryOf(request);
    onlyParameters(query, ['after', 'limit']);
    const after = wholeNumberParameter(query, 'after', ID);
    const limit = wholeNumberParameter(query, 'limit', PAGE);
    const { read } = await callerOf(database, request, response, 'steward');
    sendFresh(response, await read(({ trx }) => readDecisions(trx, after, limit)));
  });

  router.delete('/api/review/decisions/:id', async (request, response) => {
    const caller = await callerOf(database, request, response, 'steward');
    const { read } = caller;
    const ids = await review.undo(numberOf(request), decidingOf(caller));
    const answer = await read(
      async ({ trx }): Promise<ReviewUndone> => ({
        items: await readOpen(trx, ids),
        ...(await readTotals(trx)),
      }),
    );
    sendFresh(response, answer);
  });

  router.get('/api/review/aliases', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const { read } = await callerOf(database, request, response, 'steward');
    sendFresh(response, { items: await read(({ trx }) => readAliases(trx)) });
  });

  router.post('/api/review/aliases/:id', async (request, response) => {
    const id = numberOf(request);
    const { accept } = bodyOf(request, aliasAnswerSchema, '{"accept": true} or {"accept": false}');
    const { account, read } = await callerOf(database, request, response, 'steward');
    const offered = await read(({ trx }) => readAliases(trx, id));
    if (offered.length === 0) throw notFound('There is no such offer of a street name.');
    await review.answerAlias(id, accept, account.email);
    const [answered] = await read(({ trx }) => readAliases(trx, id));
    sendFresh(response, answered satisfies StreetAlias | undefined);
  });

  router.post('/api/review/nearest', async (request, response) => {
    const place = bodyOf(request, nearestRequestSchema, '{"lon": DEGREES, "lat": DEGREES}');
    // Streets belong to no agency, but only who may see something may ask.
    await scopeOfRequest(database, request, 'steward');
    sendFresh(response, { nearest: await findNearestAddress(database.knex, place) });
  });

  router.get('/api/review/:id', async (request, response) => {
    const id = numberOf(request);
    const { read } = await callerOf(database, request, response, 'steward');
    const [item] = await read(({ trx }) => readOpen(trx, [id]));
    if (item === undefined) throw notFound('This address is not open. It may have been settled meanwhile.');
    sendFresh(response, item);
  });

  router.post('/api/review/:id/decision', async (request, response) => {
    const id = numberOf(request);
    const choice = bodyOf(
      request,
      reviewChoiceSchema,
      '{"kind": "candidate", "candidate": KEY, "alike": false}, {"kind": "pin", "lon": DEGREES, "lat": DEGREES} or {"kind": "unknown", "alike": false}',
    );
    const caller = await callerOf(database, request, response, 'steward');
    const { read } = caller;
    const { decisionId, geocodeIds, aliasId } = await review.decide(id, choice, decidingOf(caller));
    const answer = await read(async ({ trx }): Promise<ReviewDecided> => {
      const decision = await readDecision(trx, decisionId);
      if (decision === null) throw notFound('The decision was taken back by somebody else at once.');
      const [alias] = aliasId === null ? [] : await readAliases(trx, aliasId);
      return {
        decision,
        settled: [...geocodeIds],
        alias: alias?.status === 'offered' ? alias : null,
        ...(await readTotals(trx)),
      };
    });
    response.status(201);
    sendFresh(response, answer);
  });

  return router;
}

const decidingOf = ({ scope, account }: Caller) => ({
  agencyIds: scope.ownFileAgencyIds,
  actor: account.email,
});

function numberOf(request: Request): number {
  const id = pathId(request);
  if (id === null) throw notFound('There is nothing of that number here.');
  return id;
}

/** `RECORDS.ID`, as `next` gives it. */
function queuePlace(query: URLSearchParams): QueuePlace | null {
  const text = query.get('after');
  if (text === null) return null;
  const [, records, id] = /^(\d{1,9})\.(\d{1,9})$/.exec(text) ?? [];
  if (records === undefined || id === undefined) {
    throw new FilterError('after', 'after must be the "next" of the page before.');
  }
  return { records: Number(records), id: Number(id) };
}
