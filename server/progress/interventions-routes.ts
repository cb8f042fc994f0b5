import type { Request } from 'express';
import { Router } from 'express';
import type { Intervention } from '../../domain/progress.ts';
import { interventionDraftSchema, PROGRESS_OUTCOMES } from '../../domain/progress.ts';
import type { Database } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { definingOf } from '../defined/defining.ts';
import { notFound } from '../errors.ts';
import { namedBodyOf } from '../http/body-of.ts';
import { callerOf, pathId, sendFresh } from '../http/caller.ts';
import { jsonBody } from '../http/json-body.ts';
import { choiceParameter, onlyParameters } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import { speechFor } from '../http/speech-of-request.ts';
import { readInterventions } from './interventions-read-model.ts';
import {
  addIntervention,
  changeIntervention,
  noSuchIntervention,
  removeIntervention,
} from './interventions-service.ts';
import { readProgress } from './progress-read-model.ts';

/** What was done, and what came of it, under `/api/interventions`. Fresh: they change without records changing. */
export function createInterventionsRoutes(database: Database): Router {
  const router = Router();
  router.use('/api/interventions', jsonBody('64kb'));

  router.get('/api/interventions', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const { read } = await callerOf(database, request, response, 'view');
    const items = await read(({ trx }) => readInterventions(trx));
    sendFresh(response, { items, total: items.length, next: null });
  });

  router.get('/api/interventions/:id', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const { read } = await callerOf(database, request, response, 'view');
    sendFresh(response, await read(({ trx }) => readOne(trx, numberOf(request))));
  });

  router.get('/api/interventions/:id/progress', async (request, response) => {
    const query = queryOf(request);
    onlyParameters(query, ['outcome']);
    const outcome = choiceParameter(query, 'outcome', PROGRESS_OUTCOMES);
    const { read } = await callerOf(database, request, response, 'view');
    const today = new Date().toISOString().slice(0, 10);
    const speech = speechFor(request, response);
    sendFresh(
      response,
      await read(async (scoped) =>
        readProgress(scoped, await readOne(scoped.trx, numberOf(request)), outcome, today, speech),
      ),
    );
  });

  router.post('/api/interventions', async (request, response) => {
    const { account, read } = await callerOf(database, request, response, 'define');
    const id = await addIntervention(database, definingOf(account), draftOf(request));
    response.status(201).location(`/api/interventions/${id}`);
    sendFresh(response, await read(({ trx }) => readOne(trx, id)));
  });

  router.put('/api/interventions/:id', async (request, response) => {
    const id = numberOf(request);
    const { account, read } = await callerOf(database, request, response, 'define');
    await changeIntervention(database, definingOf(account), id, draftOf(request));
    sendFresh(response, await read(({ trx }) => readOne(trx, id)));
  });

  router.delete('/api/interventions/:id', async (request, response) => {
    const id = numberOf(request);
    const { account } = await callerOf(database, request, response, 'define');
    await removeIntervention(database, definingOf(account), id);
    response.status(204).end();
  });

  return router;
}

async function readOne(trx: ScopedRead['trx'], id: number): Promise<Intervention> {
  const [intervention] = await readInterventions(trx, id);
  if (intervention === undefined) throw noSuchIntervention(id);
  return intervention;
}

function numberOf(request: Request): number {
  const id = pathId(request);
  if (id === null) throw notFound('There is no intervention of that number.');
  return id;
}

const DRAFT =
  '{"name", "kind", "note", "startedOn", "endedOn", "filter": like "source_state=VA&recovery_county=24510"}, and to change one its "version",';

const draftOf = (request: Request) => namedBodyOf(request, interventionDraftSchema, DRAFT);
