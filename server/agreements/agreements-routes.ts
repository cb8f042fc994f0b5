import type { Request } from 'express';
import { Router } from 'express';
import { agreementDraftSchema } from '../../domain/access-responses.ts';
import { accessOfRequest } from '../access/scope-of-request.ts';
import type { Database } from '../database/connection.ts';
import { notFound } from '../errors.ts';
import { namedBodyOf } from '../http/body-of.ts';
import { pathId, sendFresh } from '../http/caller.ts';
import { jsonBody } from '../http/json-body.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import type { AgreementReader } from './agreements-read-model.ts';
import { readAgreements } from './agreements-read-model.ts';
import type { AgreementAction } from './agreements-service.ts';
import { actOnAgreement, offerAgreement } from './agreements-service.ts';

const ACTIONS: readonly AgreementAction[] = ['accept', 'decline', 'revoke'];

/** Who gives what to whom, under `/api/agreements`. `onChanged` is told after each change of what is given. */
export function createAgreementsRoutes(database: Database, onChanged: () => void = () => {}): Router {
  const router = Router();

  router.get('/api/agreements', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const reader = await readerOf(database, request);
    sendFresh(
      response,
      await database.knex.transaction((trx) => readAgreements(trx, reader), { readOnly: true }),
    );
  });

  router.post('/api/agreements', jsonBody('10kb'), async (request, response) => {
    const by = await stewardOf(database, request);
    const draft = namedBodyOf(
      request,
      agreementDraftSchema,
      '{"receiving": CODE, "sharing": {KIND: LEVEL, ...}, "legalBasis", "startsOn", "endsOn"}',
    );
    const agreement = await offerAgreement(database, by, draft);
    response.status(201).location(`/api/agreements/${agreement.id}`);
    sendFresh(response, agreement);
  });

  for (const action of ACTIONS) {
    router.post(`/api/agreements/:id/${action}`, async (request, response) => {
      const by = await stewardOf(database, request);
      const id = pathId(request);
      if (id === null) throw notFound('There is no such agreement.');
      sendFresh(response, await actOnAgreement(database, by, id, action));
      onChanged();
    });
  }
  return router;
}

const stewardOf = (database: Database, request: Request): Promise<AgreementReader> =>
  accessOfRequest(database, request, 'agree');

/** Stewards read their agency's agreements, administrators all. */
const readerOf = (database: Database, request: Request): Promise<AgreementReader> =>
  accessOfRequest(database, request, ['agree', 'administer']);
