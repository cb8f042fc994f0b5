import type { Request, Response } from 'express';
import { Router } from 'express';
import { JOIN_STATES } from '../../domain/join-states.ts';
import { joinDecisionSchema, joinThresholdsDraftSchema } from '../../domain/joins.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import { accessOfRequest } from '../access/scope-of-request.ts';
import type { Database } from '../database/connection.ts';
import { forbidden, notFound } from '../errors.ts';
import { namedBodyOf } from '../http/body-of.ts';
import { pathId, sendFresh } from '../http/caller.ts';
import type { Cursor } from '../http/cursor.ts';
import { cursorParameter } from '../http/cursor.ts';
import { jsonBody } from '../http/json-body.ts';
import { choiceParameter, onlyParameters, wholeNumberParameter } from '../http/query-parameters.ts';
import { abandonSignal, queryOf } from '../http/scoped-answer.ts';
import type { JoinReader } from './joins-service.ts';
import { changeThresholds, decideJoin, listJoins, readJoin } from './joins-service.ts';
import { readThresholds } from './thresholds-read-model.ts';

const PAGE = { least: 1, most: 100, otherwise: 25 } as const;

/**
 * Purchasers that may be one person, under `/api/joins`. Who reads single records sees them; who they are is told to those who may
 * search for persons. `onChanged` is told when all must be compared anew.
 */
export function createJoinsRoutes(database: Database, onChanged: () => void = () => {}): Router {
  const router = Router();
  router.use('/api/joins', jsonBody('10kb'));

  router.get('/api/joins', async (request, response) => {
    const query = queryOf(request);
    onlyParameters(query, ['state', 'after', 'limit']);
    const reader = await readerOf(database, request, response, 'records');
    const question = {
      state: choiceParameter(query, 'state', [...JOIN_STATES]),
      after: placeParameter(query),
      limit: wholeNumberParameter(query, 'limit', PAGE),
    };
    sendFresh(response, await listJoins(database, reader, question));
  });

  router.get('/api/joins/thresholds', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const { account } = await readerOf(database, request, response, 'records');
    if (account.agencyId === null) throw forbidden('Your account belongs to no agency.');
    sendFresh(response, await readThresholds(database.knex, account.agencyId));
  });

  router.put('/api/joins/thresholds', async (request, response) => {
    const reader = await readerOf(database, request, response, 'steward');
    const draft = namedBodyOf(
      request,
      joinThresholdsDraftSchema,
      '{"joinFrom": 0.95, "reviewFrom": 0.5}, each from 0.05 to 0.9999,',
    );
    sendFresh(response, await changeThresholds(database, reader, draft));
    onChanged();
  });

  router.get('/api/joins/:id', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const reader = await readerOf(database, request, response, 'records');
    sendFresh(response, await readJoin(database, reader, numberOf(request)));
  });

  router.post('/api/joins/:id', async (request, response) => {
    const reader = await readerOf(database, request, response, 'steward');
    const id = numberOf(request);
    const { decision } = namedBodyOf(
      request,
      joinDecisionSchema,
      '{"decision": "confirm"}, {"decision": "apart"} or {"decision": "undo"}',
    );
    await decideJoin(database, reader, id, decision);
    response.status(204).end();
  });
  return router;
}

async function readerOf(
  database: Database,
  request: Request,
  response: Response,
  needs: 'records' | 'steward',
): Promise<JoinReader> {
  const signal = abandonSignal(response);
  return { ...(await accessOfRequest(database, request, needs)), signal };
}

function numberOf(request: Request): number {
  const id = pathId(request);
  if (id === null) throw notFound('There is no pair of purchasers of that number.');
  return id;
}

/** Where a page ended: what it is sorted by is a number. */
function placeParameter(query: URLSearchParams): Cursor | null {
  const cursor = cursorParameter(query);
  if (cursor === null) return null;
  const isPlace = /^-?\d{1,12}(?:\.\d{1,20})?(?:e-\d{1,3})?$/.test(cursor.value ?? '');
  if (!isPlace || Math.abs(cursor.id) > 2_147_483_647) {
    throw new FilterError('after', 'after must be the `next` of an earlier page, or be left out.');
  }
  return cursor;
}
