import { Router } from 'express';
import { FIREARM_GROUPINGS, PERIOD_UNITS } from '../../domain/firearms-responses.ts';
import type { Database } from '../database/connection.ts';
import { choiceParameter } from '../http/query-parameters.ts';
import { scopedJson } from '../http/scoped-answer.ts';
import { readFirearms } from './firearms-read-model.ts';

/** `GET /api/firearms?by=…&unit=…`. */
export function createFirearmsRoutes(database: Database): Router {
  const router = Router();
  router.get(
    '/api/firearms',
    scopedJson(database, 'view', ['by', 'unit'], (filter, read) =>
      readFirearms(
        read,
        filter,
        choiceParameter(read.query, 'by', FIREARM_GROUPINGS),
        choiceParameter(read.query, 'unit', PERIOD_UNITS),
        read.speech,
      ),
    ),
  );
  return router;
}
