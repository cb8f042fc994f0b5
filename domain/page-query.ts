/** The query of the page's address: which names it knows, and what of it is kept where it is saved. */
import { told } from './languages/told.ts';
import { FilterError, parseTraceFilter } from './trace-filter.ts';

export const VIEW_IDS = [
  'map',
  'gun',
  'corridors',
  'dealers',
  'purchasers',
  'times',
  'firearms',
  'progress',
  'briefings',
  'released',
  'together',
  'review',
  'data',
  'watches',
  'persons',
  'joins',
  'tracing',
  'sharing',
  'administration',
  'audit',
  'account',
] as const;
export type ViewId = (typeof VIEW_IDS)[number];

/** How a briefing is shown: to be read, section by section before an audience, to be written, or as it was. */
export const BRIEFING_SHAPES = ['story', 'slides', 'editor', 'versions'] as const;
export type BriefingShape = (typeof BRIEFING_SHAPES)[number];

/** Names of the page's own parameters; all others belong to the filter. */
export const PAGE_PARAMETERS = [
  'view',
  'at',
  'select',
  'level',
  'ends',
  'figures',
  'year',
  'lines',
  'scale',
  'play',
  'pace',
  'layers',
  'hotspots',
  'link_type',
  'obtained',
  'victim',
  'table',
  'import',
  'quality',
  'review',
  'joins',
  'has',
  'purchaser',
  'open_corridor',
  'intervention',
  'outcome',
  'times_by',
  'firearms_by',
  'each',
  'gun',
  'released',
  'trace_batch',
  'forms',
  'event',
  'briefing',
  'section',
  'shape',
  'draft',
  'sort',
  'rail',
  'theme',
  'embed',
] as const;
export type PageParameter = (typeof PAGE_PARAMETERS)[number];

/** Whether a view tells released counts alone: files of all others are for who sees records. */
export const isForEverybody = (view: string): boolean => view === 'released';

/** What is of a moment or of one person's screen, not of what is shown. */
const NOT_KEPT: readonly PageParameter[] = [
  'briefing',
  'section',
  'shape',
  'draft',
  'rail',
  'theme',
  'embed',
];

/**
 * The query of an address as it is saved: without what is of one screen alone.
 *
 * @throws FilterError where a name is unknown, the filter cannot be read, or the view is none that can be saved.
 */
export function keptPageQuery(text: string): string {
  const query = new URLSearchParams(text);
  parseTraceFilter(query, PAGE_PARAMETERS);
  const view = query.get('view') ?? 'map';
  if (!VIEW_IDS.some((id) => id === view)) {
    throw new FilterError(
      'view',
      told('There is no view "{view}". Known are {ids}.', { view, ids: VIEW_IDS.join(', ') }),
    );
  }
  if (view === 'briefings') {
    throw new FilterError('view', 'Briefings cannot stand in a briefing. Save another view.');
  }
  for (const name of NOT_KEPT) query.delete(name);
  return query.toString();
}
