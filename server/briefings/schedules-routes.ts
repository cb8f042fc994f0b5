import { Router } from 'express';
import { scheduleDraftSchema } from '../../domain/briefing-schedules.ts';
import { accessOfRequest } from '../access/scope-of-request.ts';
import type { Database } from '../database/connection.ts';
import { namedBodyOf } from '../http/body-of.ts';
import { pathId, sendFresh } from '../http/caller.ts';
import { jsonBody } from '../http/json-body.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import { languageOfRequest } from '../http/speech-of-request.ts';
import { readSchedules } from './schedules-read-model.ts';
import { addSchedule, noSuchSchedule, removeSchedule } from './schedules-service.ts';

const SCHEDULE =
  '{"name", "template": "sources", "times", "progress" or "briefing", "intervention": id for progress, "briefing": id for briefing}';

/** Monthly reports under `/api/briefing-schedules`, each agency's own; what they make are briefings, in the language in which they were asked for. */
export function createSchedulesRoutes(database: Database): Router {
  const router = Router();
  router.use('/api/briefing-schedules', jsonBody('10kb'));

  router.get('/api/briefing-schedules', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const { account } = await accessOfRequest(database, request, ['view', 'audit']);
    const items = await readSchedules(database.knex, account.agencyId);
    sendFresh(response, { items, total: items.length, next: null });
  });

  router.post('/api/briefing-schedules', async (request, response) => {
    const { account } = await accessOfRequest(database, request, 'brief');
    const draft = namedBodyOf(request, scheduleDraftSchema, SCHEDULE);
    const today = new Date().toISOString().slice(0, 10);
    const id = await addSchedule(database, account, draft, languageOfRequest(request), today);
    const [schedule] = await readSchedules(database.knex, account.agencyId, id);
    response.status(201).location(`/api/briefing-schedules/${id}`);
    sendFresh(response, schedule);
  });

  router.delete('/api/briefing-schedules/:id', async (request, response) => {
    const { account } = await accessOfRequest(database, request, 'brief');
    const id = pathId(request);
    if (id === null) throw noSuchSchedule(String(request.params.id));
    await removeSchedule(database, account, id);
    response.status(204).end();
  });

  return router;
}
