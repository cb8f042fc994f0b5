import { Router } from 'express';
import { TIME_GROUPINGS } from '../../domain/times-to-crime-responses.ts';
import type { Database } from '../database/connection.ts';
import { choiceParameter } from '../http/query-parameters.ts';
import { scopedJson } from '../http/scoped-answer.ts';
import { readTimesToCrime } from './times-to-crime-read-model.ts';

/** `GET /api/time-to-crime?by=…`. */
export function createTimesToCrimeRoutes(database: Database): Router {
  const router = Router();
  router.get(
    '/api/time-to-crime',
    scopedJson(database, 'view', ['by'], (filter, read) =>
      readTimesToCrime(read, filter, choiceParameter(read.query, 'by', TIME_GROUPINGS)),
    ),
  );
  return router;
}
