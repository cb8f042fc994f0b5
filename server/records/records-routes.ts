import type { RequestHandler } from 'express';
import { Router } from 'express';
import { z } from 'zod';
import { boundingBox } from '../../domain/geography/flow-curve.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { RECORDED_ONLY } from '../../domain/vocabulary.ts';
import { accessOfRequest } from '../access/scope-of-request.ts';
import { noteAuditEvent } from '../audit/note-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { withScope } from '../database/with-scope.ts';
import { notFound } from '../errors.ts';
import { pathId, sendFresh } from '../http/caller.ts';
import { cursorParameter, formatCursor } from '../http/cursor.ts';
import { choiceParameter, wholeNumberParameter } from '../http/query-parameters.ts';
import type { ScopedRequest } from '../http/scoped-answer.ts';
import { abandonSignal, scopedJson } from '../http/scoped-answer.ts';
import { dealerSalesList } from './lists/dealer-sales-list.ts';
import { debriefsList } from './lists/debriefs-list.ts';
import { inspectionsList } from './lists/inspections-list.ts';
import { multipleSalesList } from './lists/multiple-sales-list.ts';
import { theftsList } from './lists/thefts-list.ts';
import type { ListedRow, RecordList } from './record-list.ts';
import { countRecords, RECORD_SORTS, readRecordPage } from './record-list-read-model.ts';

/**
 * `GET /api/debriefs`, `/api/thefts` (FeatureCollections), `/api/dealer-sales`, `/api/multiple-sales`, `/api/inspections`
 * (items) with what of the filter holds for each, `sort`, `limit` and `after`; `GET /api/debriefs/:id` with the statement.
 */
export function createRecordsRoutes(database: Database): Router {
  const router = Router();
  router.get('/api/debriefs', featuresRoute(database, debriefsList));
  router.get('/api/debriefs/:id', statementRoute(database));
  router.get('/api/thefts', featuresRoute(database, theftsList));
  router.get('/api/dealer-sales', itemsRoute(database, dealerSalesList));
  router.get('/api/multiple-sales', itemsRoute(database, multipleSalesList));
  router.get('/api/inspections', itemsRoute(database, inspectionsList));
  return router;
}

const PARAMETERS = ['sort', 'limit', 'after'] as const;

async function readPage<Row extends ListedRow, Item>(
  list: RecordList<Row, Item>,
  filter: TraceFilter,
  { trx, query }: ScopedRequest,
) {
  const { items, next } = await readRecordPage(trx, list, filter, {
    sort: choiceParameter(query, 'sort', RECORD_SORTS),
    limit: wholeNumberParameter(query, 'limit', { least: 1, most: 1000, otherwise: 100 }),
    after: cursorParameter(query),
  });
  const total = await countRecords(trx, list, filter);
  return { items: [...items], total, next: next === null ? null : formatCursor(next), notice: RECORDED_ONLY };
}

function itemsRoute<Row extends ListedRow, Item>(
  database: Database,
  list: RecordList<Row, Item>,
): RequestHandler {
  return scopedJson(database, 'records', PARAMETERS, (filter, scoped) => readPage(list, filter, scoped));
}

interface PointFeature {
  readonly geometry: { readonly coordinates: readonly [number, number] } | null;
}

function featuresRoute<Row extends ListedRow, Item extends PointFeature>(
  database: Database,
  list: RecordList<Row, Item>,
): RequestHandler {
  return scopedJson(database, 'records', PARAMETERS, async (filter, scoped) => {
    const { items, total, next, notice } = await readPage(list, filter, scoped);
    const box = boundingBox(
      items.flatMap(({ geometry }) => (geometry === null ? [] : [geometry.coordinates])),
    );
    return {
      type: 'FeatureCollection' as const,
      ...(box === null ? {} : { bbox: box }),
      numberMatched: total,
      next,
      features: items,
      notice,
    };
  });
}

const statementRow = z.object({ id: z.number(), agency_id: z.number(), statement: z.string().nullable() });

/** What somebody said in their own words: read by few, and noted each time. */
function statementRoute(database: Database): RequestHandler {
  return async (request, response) => {
    const { account, scope } = await accessOfRequest(database, request, 'persons');
    const limits = { as: 'identified', signal: abandonSignal(response) } as const;
    const [debrief] = await withScope(database, scope, limits, ({ trx }) =>
      selectRows(trx, statementRow, 'SELECT id, agency_id, statement FROM debrief WHERE id = ?', [
        pathId(request) ?? 0,
      ]),
    );
    if (debrief === undefined) {
      throw notFound(
        `There is no debrief ${String(request.params.id)}, or its statement is not shared with you.`,
      );
    }
    const { id, agency_id: agencyId, statement } = debrief;
    noteAuditEvent({
      database,
      actor: account.email,
      agencyId,
      action: 'record.viewed',
      subject: `debrief ${id}`,
    });
    sendFresh(response, { id, statement });
  };
}
