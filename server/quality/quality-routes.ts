import { Router } from 'express';
import { inWordsOf, told } from '../../domain/languages/told.ts';
import type { QualityKindId, QualityOfKind, QualityRows } from '../../domain/quality-responses.ts';
import { QUALITY_KINDS } from '../../domain/quality-responses.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import type { Database } from '../database/connection.ts';
import { RecentResults } from '../database/recent-results.ts';
import { scopeDigest } from '../database/scope-digest.ts';
import { notFound } from '../errors.ts';
import { callerOf } from '../http/caller.ts';
import { onlyParameters, wholeNumberParameter } from '../http/query-parameters.ts';
import type { ScopedRequest } from '../http/scoped-answer.ts';
import { answerScoped, queryOf } from '../http/scoped-answer.ts';
import { speechFor } from '../http/speech-of-request.ts';
import type { FigureRows } from './figure-rows.ts';
import { figureRows } from './figure-rows.ts';
import { downloadQualityRows } from './quality-download.ts';
import { QUALITY_OF } from './quality-kinds.ts';
import { readQuality } from './quality-read-model.ts';
import { countQualityRows, readQualityRows } from './quality-rows-read-model.ts';
import { formatRowsCursor, rowsCursorParameter } from './rows-cursor.ts';
import type { RowsQuestion } from './rows-question.ts';
import { batchParameter, kindParameter, ROWS_PARAMETERS, rowsQuestion } from './rows-question.ts';
import { saidValues } from './said-values.ts';

const PAGE = { least: 1, most: 500, otherwise: 50 } as const;
/** Answers kept: a few kilobytes for each kind of an agency. */
const KEPT = 64;
const STEWARD = { needs: 'steward', as: 'steward' } as const;

/** `GET /api/quality`, and the rows behind its figures as `/rows` and `/rows.csv`: of a steward's own agency alone. */
export function createQualityRoutes(database: Database): Router {
  const router = Router();
  const kept = new RecentResults<QualityOfKind | null>(KEPT);
  const quality = (
    { trx, scope, dataVersion, speech }: ScopedRequest,
    id: QualityKindId,
    batchId: number | null,
  ) =>
    kept.get([scopeDigest(scope), dataVersion, id, batchId, speech.locale].join(' '), () =>
      readQuality(trx, QUALITY_OF[id], batchId, speech),
    );

  router.get('/api/quality', async (request, response) => {
    const query = queryOf(request);
    onlyParameters(query, ['kind', 'batch']);
    const kind = kindParameter(query);
    const batchId = batchParameter(query);
    await answerScoped(
      database,
      request,
      response,
      STEWARD,
      async (scoped) => {
        const items: QualityOfKind[] = [];
        for (const id of kind === null ? QUALITY_KINDS : [kind]) {
          const one = await quality(scoped, id, batchId);
          if (one !== null) items.push(one);
        }
        if (items.length === 0 && batchId !== null) throw noSuchFile();
        return { items, total: items.length, next: null };
      },
      (body) => void response.json(body),
    );
  });

  router.get('/api/quality/rows', async (request, response) => {
    const query = queryOf(request);
    const question = rowsQuestion(query, ['after', 'limit']);
    const figure = figureOf(question);
    const after = rowsCursorParameter(query);
    const limit = wholeNumberParameter(query, 'limit', PAGE);
    await answerScoped(
      database,
      request,
      response,
      STEWARD,
      async ({ trx, speech }): Promise<QualityRows> => {
        const rows = await readQualityRows(trx, figure, question, { after, limit: limit + 1 });
        const last = rows.length > limit ? rows[limit - 1] : undefined;
        return {
          says: inWordsOf(speech, figure.says),
          mend: figure.mend && inWordsOf(speech, figure.mend),
          columns: figure.shows.map(({ label }) => inWordsOf(speech, label)),
          items: rows.slice(0, limit).map(({ part: _part, values, ...row }) => ({
            ...row,
            values: saidValues(figure.shows, values, speech),
          })),
          total: await countQualityRows(trx, figure, question),
          next: last === undefined ? null : formatRowsCursor(last),
        };
      },
      (body) => void response.json(body),
    );
  });

  router.get('/api/quality/rows.csv', async (request, response) => {
    const query = queryOf(request);
    const question = rowsQuestion(query, []);
    const figure = figureOf(question);
    const caller = await callerOf(database, request, response, 'steward');
    const filters = ROWS_PARAMETERS.filter((name) => query.has(name));
    await downloadQualityRows(database, caller, question, figure, filters, speechFor(request, response));
  });

  return router;
}

const noSuchFile = () => notFound('There is no such file of these records. Its import may have been undone.');

function figureOf({ kind, check, field }: RowsQuestion): FigureRows {
  const figure = figureRows(kind, check, field);
  if (figure === null)
    throw new FilterError(
      'check',
      told('There is no check "{check}" of {records}.', { check, records: kind.records.many }),
    );
  return figure;
}
