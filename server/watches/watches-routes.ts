import { Router } from 'express';
import { z } from 'zod';
import { watchDraftSchema } from '../../domain/watches.ts';
import type { Database } from '../database/connection.ts';
import { namedBodyOf } from '../http/body-of.ts';
import { callerOf, pathId, sendFresh } from '../http/caller.ts';
import { jsonBody } from '../http/json-body.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import { languageOfRequest } from '../http/speech-of-request.ts';
import { countUnread, describeFindings, readFindings, readWatches } from './watches-read-model.ts';
import { addWatch, noSuchWatch, readInboxUpTo, removeWatch } from './watches-service.ts';

const readSchema = z.object({ upTo: z.int() });

/**
 * Saved questions about new guns, each account's own, under `/api/watches`; what imports brought for them under `/api/inbox`.
 * Fresh: they change without records changing.
 */
export function createWatchesRoutes(
  database: Database,
  { sendsMail }: { readonly sendsMail: boolean },
): Router {
  const router = Router();
  router.use(['/api/watches', '/api/inbox'], jsonBody('10kb'));

  router.get('/api/watches', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const { account } = await callerOf(database, request, response, 'records');
    const items = await readWatches(database.knex, account.id);
    sendFresh(response, { items, total: items.length, next: null, sendsMail });
  });

  router.post('/api/watches', async (request, response) => {
    const { account } = await callerOf(database, request, response, 'records');
    const draft = namedBodyOf(request, watchDraftSchema, '{"name", "filter", "byMail"}');
    const id = await addWatch(database, account.id, draft, languageOfRequest(request), sendsMail);
    response.status(201).location(`/api/watches/${id}`);
    sendFresh(response, { id });
  });

  router.delete('/api/watches/:id', async (request, response) => {
    const { account } = await callerOf(database, request, response, 'records');
    const id = pathId(request);
    if (id === null) throw noSuchWatch(String(request.params.id));
    await removeWatch(database, account.id, id);
    response.status(204).end();
  });

  router.get('/api/inbox', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const { account, read } = await callerOf(database, request, response, 'records');
    const findings = await readFindings(database.knex, account.id);
    const items = await read((scoped) => describeFindings(scoped, findings));
    const unread = await countUnread(database.knex, account.id);
    sendFresh(response, { items, total: items.length, next: null, unread });
  });

  router.get('/api/inbox/unread', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const { account } = await callerOf(database, request, response, 'records');
    sendFresh(response, { unread: await countUnread(database.knex, account.id) });
  });

  router.post('/api/inbox/read', async (request, response) => {
    const { account } = await callerOf(database, request, response, 'records');
    const { upTo } = namedBodyOf(request, readSchema, '{"upTo": the id of the newest that was seen}');
    await readInboxUpTo(database, account.id, upTo);
    response.status(204).end();
  });

  return router;
}
