import type { Request } from 'express';
import { Router } from 'express';
import type { Account } from '../../domain/access.ts';
import { told } from '../../domain/languages/told.ts';
import { listingDraftSchema, listingReviewSchema } from '../../domain/purchasers/listed-purchasers.ts';
import type { Database } from '../database/connection.ts';
import { forbidden, notFound } from '../errors.ts';
import { namedBodyOf } from '../http/body-of.ts';
import { callerOf, pathId, sendFresh } from '../http/caller.ts';
import { jsonBody } from '../http/json-body.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import { countDueListings, readListedPurchasers } from './listed-purchasers-read-model.ts';
import type { ListKeeper } from './listed-purchasers-service.ts';
import { keepListed, listPurchaser, noSuchListing, takeOffList } from './listed-purchasers-service.ts';
import { readRowsOfPurchaser } from './purchaser-read-model.ts';

/**
 * The purchasers one's agency looks into, under `/api/listed-purchasers`; `/due` has how many entries are to be reviewed. Fresh:
 * they change without records changing.
 */
export function createListedPurchasersRoutes(database: Database): Router {
  const router = Router();
  router.use('/api/listed-purchasers', jsonBody('10kb'));

  router.get('/api/listed-purchasers', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const { read } = await callerOf(database, request, response, 'persons');
    const items = await read((scoped) => readListedPurchasers(scoped, today()));
    sendFresh(response, { items, total: items.length, next: null });
  });

  router.get('/api/listed-purchasers/due', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const { read } = await callerOf(database, request, response, 'persons');
    sendFresh(response, { due: await read(({ trx }) => countDueListings(trx, today())) });
  });

  router.post('/api/listed-purchasers', async (request, response) => {
    const { account, read } = await callerOf(database, request, response, 'persons');
    const by = keeperOf(account);
    const draft = namedBodyOf(request, listingDraftSchema, DRAFT);
    const rows = await read((scoped) => readRowsOfPurchaser(scoped, draft.purchaser));
    if (rows.length === 0) {
      throw notFound(
        told('There is no purchaser {purchaser}, or they are not shared with you.', {
          purchaser: draft.purchaser,
        }),
      );
    }
    const id = await listPurchaser(
      database,
      by,
      draft,
      rows.map(({ agencyId }) => agencyId),
    );
    response.status(201).location(`/api/listed-purchasers/${id}`);
    sendFresh(response, { id });
  });

  router.put('/api/listed-purchasers/:id', async (request, response) => {
    const { account } = await callerOf(database, request, response, 'persons');
    const review = namedBodyOf(request, listingReviewSchema, REVIEW);
    await keepListed(database, keeperOf(account), numberOf(request), review);
    response.status(204).end();
  });

  router.delete('/api/listed-purchasers/:id', async (request, response) => {
    const { account } = await callerOf(database, request, response, 'persons');
    await takeOffList(database, keeperOf(account), numberOf(request));
    response.status(204).end();
  });

  return router;
}

const today = () => new Date().toISOString().slice(0, 10);

function keeperOf({ agencyId, email: actor }: Account): ListKeeper {
  if (agencyId === null) throw forbidden('A list of purchasers is kept by an agency: yours is none.');
  return { agencyId, actor, today: today() };
}

function numberOf(request: Request): number {
  const id = pathId(request);
  if (id === null) throw noSuchListing(String(request.params.id));
  return id;
}

const REVIEW = '{"basis", "reviewOn"}';
const DRAFT = '{"purchaser", "basis", "caseNumber", "reviewOn"}';
