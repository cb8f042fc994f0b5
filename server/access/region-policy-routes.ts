import { Router } from 'express';
import { LEAST_PUBLISHED, MOST_PUBLISHED, regionPolicySchema } from '../../domain/access-responses.ts';
import type { Database } from '../database/connection.ts';
import { namedBodyOf } from '../http/body-of.ts';
import { sendFresh } from '../http/caller.ts';
import { jsonBody } from '../http/json-body.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import { readRegionPolicy } from './region-policy-read-model.ts';
import { changeRegionPolicy } from './region-policy-service.ts';
import { accessOfRequest } from './scope-of-request.ts';
import { shortStatement } from './short-statement.ts';

/** The policy of the region, for its administrators: `/api/region-policy`. */
export function createRegionPolicyRoutes(database: Database): Router {
  const router = Router();

  router.get('/api/region-policy', async (request, response) => {
    onlyParameters(queryOf(request), []);
    await accessOfRequest(database, request, 'administer');
    sendFresh(response, await shortStatement(database, readRegionPolicy));
  });

  router.put('/api/region-policy', jsonBody('32kb'), async (request, response) => {
    const { account } = await accessOfRequest(database, request, 'administer');
    const policy = namedBodyOf(
      request,
      regionPolicySchema.strict(),
      `{"systemUseNotice": TEXT, "namesDealers": true or false, "leastPublished": ${LEAST_PUBLISHED} to ${MOST_PUBLISHED}, "secondPersonReleases": true or false, "version": that of the policy you have read}`,
    );
    sendFresh(response, await changeRegionPolicy(database, account.email, policy));
  });

  return router;
}
