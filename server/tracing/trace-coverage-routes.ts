import { Router } from 'express';
import { parseTraceFilter } from '../../domain/trace-filter.ts';
import type { Database } from '../database/connection.ts';
import { callerOf, sendFresh } from '../http/caller.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import { readTraceCoverage } from './trace-coverage-read-model.ts';

/** `GET /api/trace-coverage`: fresh, since requests change without records changing. */
export function createTraceCoverageRoutes(database: Database): Router {
  const router = Router();
  router.get('/api/trace-coverage', async (request, response) => {
    const query = queryOf(request);
    // Requests know the day and the agency of their gun, and nothing else that a filter asks.
    onlyParameters(query, ['agency', 'recovered_from', 'recovered_to']);
    const filter = parseTraceFilter(query, []);
    const { read } = await callerOf(database, request, response, 'view');
    const today = new Date().toISOString().slice(0, 10);
    sendFresh(response, await read((scoped) => readTraceCoverage(scoped, filter, today)));
  });
  return router;
}
