/** What agencies hold of the market beside traces: links, debriefs, thefts. */
import type { DebriefFeature, TheftFeature } from '../../domain/market-responses.ts';
import {
  debriefStatementSchema,
  debriefsSchema,
  linksSchema,
  theftsSchema,
} from '../../domain/market-responses.ts';
import { withParameters } from './endpoints.ts';
import { requestJson } from './request.ts';

const ROWS_A_PAGE = 1000;
/** As many points as can be looked at; the newest. */
export const MOST_POINTS = 5000;
/** As many lines as can be followed by eye. */
export const MOST_LINES = 1000;

interface FeaturePage<Feature> {
  readonly features: readonly Feature[];
  readonly numberMatched: number;
  readonly drawable: number;
  readonly next: string | null;
  readonly notice: string;
}

/** The features of a list, page by page, as far as {@link MOST_POINTS}. */
async function allPages<Feature>(
  ask: (query: string) => Promise<FeaturePage<Feature>>,
  query: string,
): Promise<FeaturePage<Feature>> {
  const first = await ask(withParameters(query, { limit: ROWS_A_PAGE }));
  const features = [...first.features];
  let { next } = first;
  while (next !== null && features.length < MOST_POINTS) {
    const page = await ask(withParameters(query, { limit: ROWS_A_PAGE, after: next }));
    features.push(...page.features);
    next = page.next;
  }
  return { ...first, features, next };
}

/** The newest links of a filter, as many as are drawn. */
export const getLinks = (query: string, signal: AbortSignal) =>
  requestJson(`/api/links?${withParameters(query, { sort: 'newest', limit: MOST_LINES })}`, linksSchema, {
    signal,
  });

/** All links that hang together with one, whatever is filtered. */
export const getChain = (linkId: number, signal: AbortSignal) =>
  requestJson(`/api/links?chain=${linkId}&limit=${MOST_LINES}`, linksSchema, { signal });

export const getDebriefs = (query: string, signal: AbortSignal) =>
  allPages<DebriefFeature>((page) => requestJson(`/api/debriefs?${page}`, debriefsSchema, { signal }), query);

export const getThefts = (query: string, signal: AbortSignal) =>
  allPages<TheftFeature>((page) => requestJson(`/api/thefts?${page}`, theftsSchema, { signal }), query);

/** One debrief, whatever is filtered; null where there is none, or none that may be seen. */
export async function getDebrief(id: number, signal: AbortSignal): Promise<DebriefFeature | null> {
  const { features } = await requestJson(`/api/debriefs?id=${id}`, debriefsSchema, { signal });
  return features[0] ?? null;
}

/** The same of a theft. */
export async function getTheft(id: number, signal: AbortSignal): Promise<TheftFeature | null> {
  const { features } = await requestJson(`/api/thefts?id=${id}`, theftsSchema, { signal });
  return features[0] ?? null;
}

/** What somebody said; that it was read is in the audit log. */
export const getStatement = (debriefId: number) =>
  requestJson(`/api/debriefs/${debriefId}`, debriefStatementSchema);
