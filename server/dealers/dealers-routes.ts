import { Router } from 'express';
import type { Dealers } from '../../domain/responses.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import { noteAuditEvent } from '../audit/note-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { notFound } from '../errors.ts';
import { cursorParameter, formatCursor } from '../http/cursor.ts';
import { choiceParameter, wholeNumberParameter } from '../http/query-parameters.ts';
import { scopedJson } from '../http/scoped-answer.ts';
import { DEALER_SORTS, readDealer, readDealerPage } from './dealers-read-model.ts';

const LONGEST_SEARCH = 100;

/** `GET /api/dealers` and `GET /api/dealers/:id`. */
export function createDealersRoutes(database: Database): Router {
  const router = Router();
  router.get(
    '/api/dealers',
    scopedJson(
      database,
      'records',
      ['q', 'sort', 'limit', 'after'],
      async (filter, { trx, query }): Promise<Dealers> => {
        const page = await readDealerPage(trx, filter, {
          search: searchParameter(query),
          sort: choiceParameter(query, 'sort', DEALER_SORTS),
          limit: wholeNumberParameter(query, 'limit', { least: 1, most: 1000, otherwise: 100 }),
          after: cursorParameter(query),
        });
        const next = page.next === null ? null : formatCursor(page.next);
        return { items: [...page.items], total: page.total, next };
      },
    ),
  );
  router.get(
    '/api/dealers/:id',
    scopedJson(database, 'records', [], async (filter, { trx, account }, request) => {
      const id = String(request.params.id);
      const dealer = /^\d{1,9}$/.test(id) ? await readDealer(trx, Number(id), filter) : null;
      if (dealer === null) throw notFound(`There is no dealer ${id}, or it is not shared with you.`);
      const { email: actor, agencyId } = account;
      noteAuditEvent({ database, actor, agencyId, action: 'record.viewed', subject: `dealer ${id}` });
      return dealer;
    }),
  );
  return router;
}

function searchParameter(query: URLSearchParams): string | null {
  const text = query.get('q')?.trim() ?? '';
  if (text.length > LONGEST_SEARCH) {
    throw new FilterError('q', `q is longer than ${LONGEST_SEARCH} characters.`);
  }
  return text === '' ? null : text;
}
