import { Router } from 'express';
import type { ContactRequests } from '../../domain/reveals.ts';
import { contactDraftSchema } from '../../domain/reveals.ts';
import { accessOfRequest } from '../access/scope-of-request.ts';
import type { Database } from '../database/connection.ts';
import { badRequest, notFound } from '../errors.ts';
import { pathId, sendFresh } from '../http/caller.ts';
import { jsonBody } from '../http/json-body.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import { readContactRequests } from './contacts-read-model.ts';
import { answerContact, askForContact } from './contacts-service.ts';

/** Asking another agency for contact, under `/api/contact-requests`. */
export function createContactsRoutes(database: Database): Router {
  const router = Router();

  router.get('/api/contact-requests', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const reader = await accessOfRequest(database, request, 'records');
    const items = await database.knex.transaction((trx) => readContactRequests(trx, reader), {
      readOnly: true,
    });
    sendFresh(response, { items, total: items.length, next: null } satisfies ContactRequests);
  });

  router.post('/api/contact-requests', jsonBody('10kb'), async (request, response) => {
    const by = await accessOfRequest(database, request, 'records');
    const draft = contactDraftSchema.safeParse(request.body);
    if (!draft.success) {
      throw badRequest('Send {"agency": CODE, "subject": {"kind": "dealer", "id": "12"}} as JSON.', {
        parameter: draft.error.issues[0]?.path.join('.') ?? '',
      });
    }
    const asked = await askForContact(database, by, draft.data);
    response.status(201).location(`/api/contact-requests/${asked.id}`);
    sendFresh(response, asked);
  });

  router.post('/api/contact-requests/:id/answer', async (request, response) => {
    const by = await accessOfRequest(database, request, 'agree');
    const id = pathId(request);
    if (id === null) throw notFound('There is no such request for contact.');
    sendFresh(response, await answerContact(database, by, id));
  });
  return router;
}
