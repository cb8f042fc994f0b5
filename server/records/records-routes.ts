import type { RequestHandler } from 'express';
import { Router } from 'express';
import { z } from 'zod';
import { told } from '../../domain/languages/told.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { RECORDED_ONLY } from '../../domain/vocabulary.ts';
import { accessOfRequest } from '../access/scope-of-request.ts';
import { noteAuditEvent } from '../audit/note-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { withScope } from '../database/with-scope.ts';
import { notFound } from '../errors.ts';
import { pathId, sendFresh } from '../http/caller.ts';
import { abandonSignal, scopedJson } from '../http/scoped-answer.ts';
import type { PointFeature } from './list-answers.ts';
import { answerFeatures, answerItems, LIST_PARAMETERS } from './list-answers.ts';
import { dealerSalesList } from './lists/dealer-sales-list.ts';
import { debriefsList } from './lists/debriefs-list.ts';
import { inspectionsList } from './lists/inspections-list.ts';
import { multipleSalesList } from './lists/multiple-sales-list.ts';
import { theftsList } from './lists/thefts-list.ts';
import { recordCondition } from './record-condition.ts';
import type { ListedRow, RecordList } from './record-list.ts';

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

function itemsRoute<Row extends ListedRow, Item>(
  database: Database,
  list: RecordList<Row, Item>,
): RequestHandler {
  return scopedJson(database, 'records', LIST_PARAMETERS, (filter, scoped) =>
    answerItems(questionOf(list, filter), scoped),
  );
}

function featuresRoute<Row extends ListedRow, Item extends PointFeature>(
  database: Database,
  list: RecordList<Row, Item>,
): RequestHandler {
  return scopedJson(database, 'records', LIST_PARAMETERS, (filter, scoped) =>
    answerFeatures(questionOf(list, filter), scoped),
  );
}

const questionOf = <Row extends ListedRow, Item>(list: RecordList<Row, Item>, filter: TraceFilter) => ({
  list,
  condition: recordCondition(list.filters, filter),
  notice: RECORDED_ONLY,
});

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
        told('There is no debrief {id}, or its statement is not shared with you.', {
          id: String(request.params.id),
        }),
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
