import type { Request, Response } from 'express';
import { Router } from 'express';
import { told } from '../../domain/languages/told.ts';
import { parseTraceFilter } from '../../domain/trace-filter.ts';
import { noteAuditEvent } from '../audit/note-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { notFound } from '../errors.ts';
import { callerOf, pathId, sendFresh } from '../http/caller.ts';
import { cursorParameter, formatCursor } from '../http/cursor.ts';
import { wholeNumberParameter } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import { resolveCorridors } from '../traces/resolve-corridors.ts';
import { indicatorsParameter } from './indicators-parameter.ts';
import { readPurchaser } from './purchaser-read-model.ts';
import { readPurchaserPage } from './purchasers-read-model.ts';

/**
 * `GET /api/purchasers`: purchasers of the filter's guns by their indicators; `has` names those that all listed must show.
 * `GET /api/purchasers/:id`: one of them. Both fresh: what stewards decide about who is one person raises no data version.
 */
export function createPurchasersRoutes(database: Database): Router {
  const router = Router();
  router.get('/api/purchasers', async (request, response) => {
    const query = queryOf(request);
    const filter = parseTraceFilter(query, ['has', 'limit', 'after']);
    const { read } = await callerOf(database, request, response, 'records');
    const question = {
      showing: indicatorsParameter(query),
      limit: wholeNumberParameter(query, 'limit', { least: 1, most: 500, otherwise: 50 }),
      after: cursorParameter(query),
    };
    const page = await read(async (scoped) =>
      readPurchaserPage(scoped, await resolveCorridors(scoped.trx, filter), question),
    );
    sendFresh(response, { ...page, next: page.next === null ? null : formatCursor(page.next) });
  });
  router.get('/api/purchasers/:id', async (request, response) => {
    sendFresh(response, await openPurchaser(database, request, response));
  });
  return router;
}

/** One purchaser, each of its rows noted in the audit log of the agency whose it is. */
async function openPurchaser(database: Database, request: Request, response: Response) {
  const filter = parseTraceFilter(queryOf(request), []);
  const { account, read } = await callerOf(database, request, response, 'records');
  const id = pathId(request);
  const found =
    id === null
      ? null
      : await read(async (scoped) => readPurchaser(scoped, id, await resolveCorridors(scoped.trx, filter)));
  if (found === null) {
    throw notFound(
      told('There is no purchaser {id} with guns of this selection, or they are not shared with you.', {
        id: String(request.params.id),
      }),
    );
  }
  for (const { id: row, agencyId } of found.rows) {
    const subject = `purchaser ${row}`;
    noteAuditEvent({ database, actor: account.email, agencyId, action: 'record.viewed', subject });
  }
  return found.purchaser;
}
