import { Router } from 'express';
import type { Database } from '../database/connection.ts';
import { scopedJson } from '../http/scoped-answer.ts';
import { readSummary } from './summary-read-model.ts';

/** `GET /api/summary`. */
export function createSummaryRoutes(database: Database): Router {
  const router = Router();
  router.get(
    '/api/summary',
    scopedJson(database, 'view', [], (filter, scoped) => readSummary(scoped, filter)),
  );
  return router;
}
