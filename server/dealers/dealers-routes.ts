import { Router } from 'express';
import type { DealerDetail, Dealers } from '../../domain/dealer-responses.ts';
import type { Speech } from '../../domain/languages/speech.ts';
import { told } from '../../domain/languages/told.ts';
import { OVERDISPERSION } from '../../domain/statistics/funnel.ts';
import { FilterError, parseTraceFilter } from '../../domain/trace-filter.ts';
import { noteAuditEvent } from '../audit/note-audit-event.ts';
import type { Database } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { notFound } from '../errors.ts';
import { callerOf, pathId, sendFresh } from '../http/caller.ts';
import { cursorParameter, formatCursor } from '../http/cursor.ts';
import { choiceParameter, wholeNumberParameter } from '../http/query-parameters.ts';
import { queryOf, scopedJson } from '../http/scoped-answer.ts';
import { speechFor } from '../http/speech-of-request.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import { resolveCorridors } from '../traces/resolve-corridors.ts';
import { readDealerChain } from './dealer-chain-read-model.ts';
import { DEALER_SORTS } from './dealer-order.ts';
import { readDealersCompared } from './dealers-compared.ts';
import { DEMAND_LETTER_THRESHOLD, readDealer, readDealerPage } from './dealers-read-model.ts';

const LONGEST_SEARCH = 100;

/** `GET /api/dealers`, `GET /api/dealers/comparison` and `GET /api/dealers/:id`. */
export function createDealersRoutes(database: Database): Router {
  const router = Router();
  router.get(
    '/api/dealers',
    scopedJson(
      database,
      'dealers',
      ['q', 'sort', 'limit', 'after', 'threshold'],
      async (filter, read): Promise<Dealers> => {
        const page = await readDealerPage(read, filter, {
          search: searchParameter(read.query),
          sort: choiceParameter(read.query, 'sort', DEALER_SORTS),
          limit: wholeNumberParameter(read.query, 'limit', { least: 1, most: 1000, otherwise: 100 }),
          after: cursorParameter(read.query),
          threshold: thresholdParameter(read.query),
        });
        const next = page.next === null ? null : formatCursor(page.next);
        return { items: [...page.items], total: page.total, next };
      },
    ),
  );
  router.get(
    '/api/dealers/comparison',
    scopedJson(database, 'dealers', ['overdispersion'], (filter, read) =>
      readDealersCompared(read, filter, choiceParameter(read.query, 'overdispersion', OVERDISPERSION)),
    ),
  );
  // Fresh: whoever opens it again asks again, and it is noted again.
  router.get('/api/dealers/:id', async (request, response) => {
    const filter = parseTraceFilter(queryOf(request), []);
    const { account, read } = await callerOf(database, request, response, 'dealers');
    const id = pathId(request);
    const dealer =
      id === null
        ? null
        : await read(async (scoped) =>
            readChainedDealer(
              scoped,
              id,
              await resolveCorridors(scoped.trx, filter),
              speechFor(request, response),
            ),
          );
    if (dealer === null) {
      throw notFound(
        told('There is no dealer {id}, or it is not shared with you.', { id: String(request.params.id) }),
      );
    }
    const { email: actor, agencyId } = account;
    noteAuditEvent({ database, actor, agencyId, action: 'record.viewed', subject: `dealer ${dealer.id}` });
    sendFresh(response, dealer);
  });
  return router;
}

const thresholdParameter = (query: URLSearchParams): number =>
  wholeNumberParameter(query, 'threshold', { least: 1, most: 10_000, otherwise: DEMAND_LETTER_THRESHOLD });

async function readChainedDealer(
  read: ScopedRead,
  id: number,
  filter: RecordFilter,
  speech: Speech,
): Promise<DealerDetail | null> {
  const dealer = await readDealer(read, id, filter);
  const chain = dealer === null ? null : await readDealerChain(read, id, filter, speech);
  return dealer === null || chain === null ? null : { ...dealer, chain };
}

function searchParameter(query: URLSearchParams): string | null {
  const text = query.get('q')?.trim() ?? '';
  if (text.length > LONGEST_SEARCH) {
    throw new FilterError('q', told('q is longer than {longest} characters.', { longest: LONGEST_SEARCH }));
  }
  return text === '' ? null : text;
}
