import { Router } from 'express';
import { boundingBox } from '../../domain/geography/flow-curve.ts';
import { told } from '../../domain/languages/told.ts';
import type { Recoveries } from '../../domain/responses.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import { noteAuditEvent } from '../audit/note-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { notFound } from '../errors.ts';
import { callerOf, pathId, sendFresh } from '../http/caller.ts';
import { cursorParameter, formatCursor } from '../http/cursor.ts';
import { choiceParameter, onlyParameters, wholeNumberParameter } from '../http/query-parameters.ts';
import { queryOf, scopedJson } from '../http/scoped-answer.ts';
import { filterCondition } from './filter-sql.ts';
import { countRecoveries, RECOVERY_SORTS, readRecovery, readRecoveryPage } from './recoveries-read-model.ts';

/** `GET /api/recoveries` and `GET /api/recoveries/:id`. */
export function createRecoveriesRoutes(database: Database): Router {
  const router = Router();
  router.get(
    '/api/recoveries',
    scopedJson(database, 'records', ['sort', 'limit', 'after'], async (filter, read): Promise<Recoveries> => {
      const { trx, query } = read;
      const { features, next } = await readRecoveryPage(trx, filterCondition(filter), {
        sort: choiceParameter(query, 'sort', RECOVERY_SORTS),
        limit: wholeNumberParameter(query, 'limit', { least: 1, most: 1000, otherwise: 100 }),
        after: cursorParameter(query),
      });
      const box = boundingBox(
        features.flatMap(({ geometry }) => (geometry === null ? [] : [geometry.coordinates])),
      );
      return {
        type: 'FeatureCollection',
        ...(box === null ? {} : { bbox: box }),
        numberMatched: await countRecoveries(read, filter),
        next: next === null ? null : formatCursor(next),
        features: [...features],
        notice: NOT_A_RANDOM_SAMPLE,
      };
    }),
  );
  // Fresh: whoever opens it again asks again, and it is noted again.
  router.get('/api/recoveries/:id', async (request, response) => {
    onlyParameters(queryOf(request), []);
    const { account, read } = await callerOf(database, request, response, 'records');
    const id = pathId(request);
    const found = id === null ? null : await read(({ trx }) => readRecovery(trx, id));
    if (found === null) {
      throw notFound(
        told('There is no recovery {id}, or it is not shared with you.', { id: String(request.params.id) }),
      );
    }
    const { recovery, agencyId } = found;
    noteAuditEvent({
      database,
      actor: account.email,
      agencyId,
      action: 'record.viewed',
      subject: `recovery ${recovery.id}`,
    });
    sendFresh(response, recovery);
  });
  return router;
}
