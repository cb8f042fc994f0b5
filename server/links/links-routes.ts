import { Router } from 'express';
import type { Links } from '../../domain/market-responses.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import { LINK_TYPES, RECORDED_ONLY } from '../../domain/vocabulary.ts';
import type { Database } from '../database/connection.ts';
import { cursorParameter, formatCursor } from '../http/cursor.ts';
import { wholeNumberParameter } from '../http/query-parameters.ts';
import { scopedJson } from '../http/scoped-answer.ts';
import { countLinks, readLinkPage } from './links-read-model.ts';

/**
 * `GET /api/links`: ballistic links any of whose incidents the filter's dates, agencies, areas, precision and box fit, of
 * one type where `link_type` names it, as lines.
 */
export function createLinksRoutes(database: Database): Router {
  const router = Router();
  router.get(
    '/api/links',
    scopedJson(
      database,
      'records',
      ['link_type', 'limit', 'after'],
      async (filter, { trx, query }): Promise<Links> => {
        const asked = { filter, type: linkTypeParameter(query) };
        const { features, next } = await readLinkPage(trx, asked, {
          limit: wholeNumberParameter(query, 'limit', { least: 1, most: 1000, otherwise: 100 }),
          after: cursorParameter(query),
        });
        return {
          type: 'FeatureCollection',
          numberMatched: await countLinks(trx, asked),
          next: next === null ? null : formatCursor(next),
          features: [...features],
          notice: RECORDED_ONLY,
        };
      },
    ),
  );
  return router;
}

function linkTypeParameter(query: URLSearchParams) {
  const value = query.get('link_type');
  if (value === null) return null;
  const found = LINK_TYPES.find((type) => type === value);
  if (found !== undefined) return found;
  throw new FilterError('link_type', `link_type must be one of ${LINK_TYPES.join(', ')}, not "${value}".`);
}
