import { Router } from 'express';
import { told } from '../../domain/languages/told.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import type { Database } from '../database/connection.ts';
import { scopedJson } from '../http/scoped-answer.ts';
import { readAreaOutlines } from './area-outlines-read-model.ts';

const MOST_OUTLINES = 500;

/** `GET /api/areas/outlines?code=MD,24510`. */
export function createAreasRoutes(database: Database): Router {
  const router = Router();
  router.get(
    '/api/areas/outlines',
    scopedJson(database, 'view', ['code'], (_filter, { trx, query }) => {
      const codes = query.getAll('code').flatMap((value) => value.split(','));
      if (codes.length > MOST_OUTLINES || codes.some((code) => !/^([A-Z]{2}|\d{5})$/.test(code))) {
        throw new FilterError(
          'code',
          told('code takes up to {most} states (MD) and counties (24510), separated by commas.', {
            most: MOST_OUTLINES,
          }),
        );
      }
      return readAreaOutlines(trx, codes);
    }),
  );
  return router;
}
