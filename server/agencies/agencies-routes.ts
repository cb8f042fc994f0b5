import { Router } from 'express';
import type { Database } from '../database/connection.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { scopedJson } from '../http/scoped-answer.ts';
import { readVisibleAgencies } from './agencies-read-model.ts';

/** `GET /api/agencies`. */
export function createAgenciesRoutes(database: Database): Router {
  const router = Router();
  router.get(
    '/api/agencies',
    scopedJson(database, 'view', [], async (_filter, { trx, query }) => {
      onlyParameters(query, []);
      const items = (await readVisibleAgencies(trx)).map(({ id: _id, ...agency }) => agency);
      return { items, total: items.length, next: null };
    }),
  );
  return router;
}
