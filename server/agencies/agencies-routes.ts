import { Router } from 'express';
import { accessOfRequest } from '../access/scope-of-request.ts';
import type { Database } from '../database/connection.ts';
import { withScope } from '../database/with-scope.ts';
import { sendFresh } from '../http/caller.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { abandonSignal, queryOf } from '../http/scoped-answer.ts';
import { readAgencies } from './agencies-read-model.ts';

/** `GET /api/agencies`: those of which one may see records; to who keeps the region's accounts, all there are. */
export function createAgenciesRoutes(database: Database): Router {
  const router = Router();
  router.get('/api/agencies', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const { capabilities, scope } = await accessOfRequest(database, request, 'view');
    // Who there is in the region is no record, and policies let administrators see no agency's records.
    const agencies = capabilities.includes('administer')
      ? await database.knex.transaction(readAgencies, { readOnly: true })
      : await withScope(database, scope, { signal: abandonSignal(response) }, ({ trx }) => readAgencies(trx));
    const items = agencies.map(({ id: _id, ...agency }) => agency);
    sendFresh(response, { items, total: items.length, next: null });
  });
  return router;
}
