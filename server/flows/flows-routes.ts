import { Router } from 'express';
import { parseTraceFilter } from '../../domain/trace-filter.ts';
import type { Database } from '../database/connection.ts';
import { onlyParameters, wholeNumberParameter } from '../http/query-parameters.ts';
import { answerScoped, queryOf, scopedJson } from '../http/scoped-answer.ts';
import { readAreaBalance } from './area-balance-read-model.ts';
import { balanceLevel, FLOW_PARAMETERS, flowLevelOf, flowQuestionOf, needsOfFlows } from './flow-question.ts';
import { readFlows } from './flows-read-model.ts';
import { readPublishedFlows } from './published-flows-read-model.ts';

/** More curves than this say nothing on a map; the rest is counted in `totals.notDrawn`. */
const MOST_FLOWS = 1000;
const LIMIT = { least: 1, most: MOST_FLOWS, otherwise: MOST_FLOWS };

/** `GET /api/flows`, `GET /api/area-balance` and `GET /api/published-flows`. */
export function createFlowsRoutes(database: Database): Router {
  const router = Router();
  router.get(
    '/api/flows',
    scopedJson(database, needsOfFlows, FLOW_PARAMETERS, async (filter, scoped) =>
      readFlows(
        scoped,
        filter,
        flowQuestionOf(scoped.query, wholeNumberParameter(scoped.query, 'limit', LIMIT)),
      ),
    ),
  );
  router.get(
    '/api/area-balance',
    scopedJson(database, 'view', ['level', 'zoom'], (filter, scoped) =>
      readAreaBalance(scoped, filter, balanceLevel(flowLevelOf(scoped.query))),
    ),
  );
  router.get('/api/published-flows', async (request, response) => {
    const query = queryOf(request);
    onlyParameters(query, ['year', 'recovery_state', 'source_state', 'limit']);
    const { recoveryState, sourceState } = parseTraceFilter(query, ['year', 'limit']);
    const question = {
      year: wholeNumberParameter(query, 'year', { least: 1900, most: 2999, otherwise: null }),
      recoveryStates: recoveryState ?? [],
      sourceStates: sourceState ?? [],
      limit: wholeNumberParameter(query, 'limit', LIMIT),
    };
    await answerScoped(
      database,
      request,
      response,
      { needs: 'view' },
      (scoped) => readPublishedFlows(scoped, question),
      (flows) => {
        response.json(flows);
      },
    );
  });
  return router;
}
