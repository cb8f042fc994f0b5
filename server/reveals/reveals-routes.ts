import { Router } from 'express';
import type { Database } from '../database/connection.ts';
import { withScope } from '../database/with-scope.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { abandonSignal, answerScoped, queryOf } from '../http/scoped-answer.ts';
import {
  CLOSED_MATCHES,
  readCountedReveals,
  readMatchedReveals,
  seesOwnRecords,
} from './reveals-read-model.ts';

/** `GET /api/reveals`: what is only known because agencies share. */
export function createRevealsRoutes(database: Database): Router {
  const router = Router();
  router.get('/api/reveals', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const signal = abandonSignal(response);
    await answerScoped(
      database,
      request,
      response,
      { needs: 'view' },
      async (read) => ({ scope: read.scope, counted: await readCountedReveals(read) }),
      // Names are matched in a transaction of its own, since it reads as somebody else; after the first, whose version the
      // client is told: what changes between the two is asked for again.
      async ({ scope, counted }) => {
        const matched = seesOwnRecords(scope)
          ? await withScope(database, scope, { as: 'identified', signal }, readMatchedReveals)
          : CLOSED_MATCHES;
        response.json({ ...counted, ...matched });
      },
    );
  });
  return router;
}
