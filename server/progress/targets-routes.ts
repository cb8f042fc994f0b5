import { Router } from 'express';
import { targetDraftSchema } from '../../domain/progress.ts';
import type { Database } from '../database/connection.ts';
import { definingOf } from '../defined/defining.ts';
import { notFound } from '../errors.ts';
import { namedBodyOf } from '../http/body-of.ts';
import { callerOf, pathId, sendFresh } from '../http/caller.ts';
import { jsonBody } from '../http/json-body.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import { speechFor } from '../http/speech-of-request.ts';
import { readTargets } from './targets-read-model.ts';
import { addTarget, changeTarget, removeTarget } from './targets-service.ts';

const DRAFT =
  '{"name", "outcome", "filter", "baselineFrom", "baselineTo", "changePercent", "dueOn"}, dates as firsts of months, the change as a whole number of per cent, and to change one its "version",';

/** Targets, each with where it stands, under `/api/targets`. Fresh: they change without records changing. */
export function createTargetsRoutes(database: Database): Router {
  const router = Router();
  router.use('/api/targets', jsonBody('64kb'));
  const today = () => new Date().toISOString().slice(0, 10);

  router.get('/api/targets', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const { read } = await callerOf(database, request, response, 'view');
    const speech = speechFor(request, response);
    const items = await read((scoped) => readTargets(scoped, today(), speech));
    sendFresh(response, { items, total: items.length, next: null });
  });

  router.post('/api/targets', async (request, response) => {
    const { account, read } = await callerOf(database, request, response, 'define');
    const draft = namedBodyOf(request, targetDraftSchema, DRAFT);
    const id = await addTarget(database, definingOf(account), draft);
    const speech = speechFor(request, response);
    const [target] = await read((scoped) => readTargets(scoped, today(), speech, id));
    response.status(201).location(`/api/targets/${id}`);
    sendFresh(response, target);
  });

  router.put('/api/targets/:id', async (request, response) => {
    const id = pathId(request);
    if (id === null) throw notFound('There is no target of that number.');
    const { account, read } = await callerOf(database, request, response, 'define');
    await changeTarget(database, definingOf(account), id, namedBodyOf(request, targetDraftSchema, DRAFT));
    const speech = speechFor(request, response);
    const [target] = await read((scoped) => readTargets(scoped, today(), speech, id));
    sendFresh(response, target);
  });

  router.delete('/api/targets/:id', async (request, response) => {
    const id = pathId(request);
    if (id === null) throw notFound('There is no target of that number.');
    const { account } = await callerOf(database, request, response, 'define');
    await removeTarget(database, definingOf(account), id);
    response.status(204).end();
  });

  return router;
}
