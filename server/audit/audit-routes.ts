import { once } from 'node:events';
import type { Request, Response } from 'express';
import { Router } from 'express';
import type { Knex } from 'knex';
import type { z } from 'zod';
import type { auditEventsSchema } from '../../domain/access-responses.ts';
import { told } from '../../domain/languages/told.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import type { Database } from '../database/connection.ts';
import { sendFresh } from '../http/caller.ts';
import { onlyParameters, wholeNumberParameter } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import { AUDIT_ACTION_NAMES, isAuditAction } from './audit-actions.ts';
import { AUDIT_CSV_HEADER, auditCsvLine } from './audit-csv.ts';
import type { AuditQuestion, AuditReader } from './audit-read-model.ts';
import { countAuditEvents, listAuditEvents } from './audit-read-model.ts';
import { recordAuditEvent } from './record-audit-event.ts';

export interface AuditRoutesOptions {
  readonly database: Database;
  /** Who asks. Throws a ProblemError where it is nobody, or somebody who may not read the log. */
  readonly reader: (request: Request) => Promise<AuditReader>;
}

const PAGE = { least: 1, most: 500, otherwise: 100 } as const;
const POSITION = { least: 1, most: 999_999_999, otherwise: null } as const;
const EVENTS_A_READ = 1000;

/**
 * `GET /api/audit` (the newest first, `after` an earlier page) and `GET /api/audit.csv` (all of them): the events the caller
 * may read, of one `action` and `actor` if wanted.
 */
export function createAuditRoutes({ database, reader }: AuditRoutesOptions): Router {
  const router = Router();

  router.get('/api/audit', async (request, response) => {
    const who = await reader(request);
    const query = queryOf(request);
    onlyParameters(query, ['after', 'limit', 'action', 'actor']);
    const question = questionOf(query);
    const before = wholeNumberParameter(query, 'after', POSITION);
    const limit = wholeNumberParameter(query, 'limit', PAGE);
    const answer = await readOnly(database, async (trx): Promise<z.infer<typeof auditEventsSchema>> => {
      const events = await listAuditEvents(trx, who, question, { before, limit: limit + 1 });
      const items = events.slice(0, limit);
      return {
        items,
        total: await countAuditEvents(trx, who, question),
        next: events.length > limit ? String(items.at(-1)?.id) : null,
      };
    });
    sendFresh(response, answer);
  });

  router.get('/api/audit.csv', async (request, response) => {
    const who = await reader(request);
    const query = queryOf(request);
    onlyParameters(query, ['action', 'actor']);
    await sendCsv(database, who, questionOf(query), response);
  });

  return router;
}

function questionOf(query: URLSearchParams): AuditQuestion {
  const action = query.get('action');
  if (action !== null && !isAuditAction(action)) {
    throw new FilterError(
      'action',
      told('action must be one of {names}, not "{action}".', {
        names: AUDIT_ACTION_NAMES.join(', '),
        action,
      }),
    );
  }
  return { action, actor: query.get('actor') };
}

/** The log is nobody's records: it is read as the server, within what the question says of the reader. */
function readOnly<Result>(
  database: Database,
  read: (trx: Knex.Transaction) => Promise<Result>,
): Promise<Result> {
  return database.knex.transaction(read, { readOnly: true, isolationLevel: 'repeatable read' });
}

async function sendCsv(
  database: Database,
  who: AuditReader,
  question: AuditQuestion,
  response: Response,
): Promise<void> {
  response.set('Cache-Control', 'no-store').type('text/csv; charset=utf-8').attachment('tracemap-audit.csv');
  try {
    const written = await writeCsv(database, who, question, response);
    const { actor, agencyId } = who;
    const detail = { format: 'csv', ...written };
    await database.knex.transaction((trx) =>
      recordAuditEvent(trx, { actor, agencyId, action: 'audit.exported', subject: 'audit_event', detail }),
    );
    response.end();
  } catch (error) {
    // Half a file must not look like a whole one, nor one that was not recorded: it is broken off, not ended.
    if (response.headersSent) response.destroy();
    else response.removeHeader('Content-Disposition');
    throw error;
  }
}

/** Each page is a read of its own, so that a slow reader holds up nobody; what is written meanwhile comes before the first. */
async function writeCsv(database: Database, who: AuditReader, question: AuditQuestion, response: Response) {
  let before: number | null = null;
  let last: number | null = null;
  let events = 0;
  for (;;) {
    const page: { before: number | null; limit: number } = { before, limit: EVENTS_A_READ };
    const items = await readOnly(database, (trx) => listAuditEvents(trx, who, question, page));
    const head = before === null ? AUDIT_CSV_HEADER : '';
    const isTaken = response.write(head + items.map(auditCsvLine).join(''));
    if (!isTaken && !response.destroyed) {
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
    }
    events += items.length;
    last ??= items[0]?.id ?? null;
    before = items.at(-1)?.id ?? before;
    if (items.length < EVENTS_A_READ || response.destroyed) return { events, last };
  }
}
