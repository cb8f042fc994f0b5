import { Router } from 'express';
import { told } from '../../domain/languages/told.ts';
import type { Links } from '../../domain/market-responses.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import { LINK_TYPES, RECORDED_ONLY } from '../../domain/vocabulary.ts';
import type { Database } from '../database/connection.ts';
import { cursorParameter, formatCursor } from '../http/cursor.ts';
import { choiceParameter, wholeNumberParameter } from '../http/query-parameters.ts';
import { scopedJson } from '../http/scoped-answer.ts';
import { LINK_SORTS, readLinkPage } from './links-read-model.ts';
import { readChain } from './read-chains.ts';

/**
 * `GET /api/links`: ballistic links any of whose incidents the filter's dates, agencies, areas, precision and box fit, of
 * one type where `link_type` names it, as lines, by `sort`; with `chain` those alone that hang together with the link of that id.
 */
export function createLinksRoutes(database: Database): Router {
  const router = Router();
  router.get(
    '/api/links',
    scopedJson(
      database,
      'records',
      ['link_type', 'chain', 'sort', 'limit', 'after'],
      async (filter, read): Promise<Links> => {
        const { trx, query } = read;
        const type = linkTypeParameter(query);
        const linkId = wholeNumberParameter(query, 'chain', { least: 1, most: MOST_ID, otherwise: null });
        const chain = linkId === null ? null : ((await readChain(trx, linkId)) ?? NO_CHAIN);
        const asked = { filter, type, chain };
        const { features, matched, next } = await readLinkPage(read, asked, {
          sort: choiceParameter(query, 'sort', LINK_SORTS),
          limit: wholeNumberParameter(query, 'limit', { least: 1, most: 1000, otherwise: 100 }),
          after: cursorParameter(query),
        });
        return {
          type: 'FeatureCollection',
          numberMatched: matched,
          next: next === null ? null : formatCursor(next),
          features: [...features],
          notice: RECORDED_ONLY,
        };
      },
    ),
  );
  return router;
}

const MOST_ID = 999_999_999;
/** Of a link that is not there, or not for this scope. */
const NO_CHAIN = { id: 0, agencyIds: [], linkKeys: [] };

function linkTypeParameter(query: URLSearchParams) {
  const value = query.get('link_type');
  if (value === null) return null;
  const found = LINK_TYPES.find((type) => type === value);
  if (found !== undefined) return found;
  throw new FilterError(
    'link_type',
    told('link_type must be one of {types}, not "{value}".', { types: LINK_TYPES.join(', '), value }),
  );
}
