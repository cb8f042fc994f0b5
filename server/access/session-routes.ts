import { Router } from 'express';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Session } from '../../domain/responses.ts';
import { readVisibleAgencies } from '../agencies/agencies-read-model.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { scopedJson } from '../http/scoped-answer.ts';

/** `GET /api/session`: who is looking, at whose records, of which days. */
export function createSessionRoutes(database: Database): Router {
  const router = Router();
  router.get(
    '/api/session',
    scopedJson(
      database,
      'view',
      [],
      async (_filter, { trx, query, scope, dataVersion }): Promise<Session> => {
        onlyParameters(query, []);
        const agencies = await readVisibleAgencies(trx);
        return {
          account: null,
          scope: {
            label: scope.label,
            agencies: agencies.map(({ code, name, state }) => ({ code, name, state })),
          },
          synthetic: agencies.some(({ synthetic }) => synthetic),
          dataVersion,
          ...(await readRecoveryDays(trx)),
        };
      },
    ),
  );
  return router;
}

const daysRow = z.object({ recoveredFrom: z.string().nullable(), recoveredTo: z.string().nullable() });

/** First and last day of recovery in scope; agency by agency, since that is how the index is sorted. */
async function readRecoveryDays(trx: Knex.Transaction): Promise<z.infer<typeof daysRow>> {
  const [days] = await selectRows(
    trx,
    daysRow,
    `SELECT min(first) AS "recoveredFrom", max(last) AS "recoveredTo"
     FROM visible_agency_ids() visible (id), LATERAL (
       SELECT min(recovered_on) AS first, max(recovered_on) AS last FROM recovery WHERE agency_id = visible.id
     ) days`,
  );
  return days ?? { recoveredFrom: null, recoveredTo: null };
}
