/** What of the one filter grammar holds for records that are not of traced guns. */
import type { TraceFilter } from './trace-filter.ts';
import { formatTraceFilter } from './trace-filter.ts';

/** The filters of a record with a day and a place: dates, areas and box are those of the record itself. */
export const PLACED_RECORD_FILTERS: readonly string[] = [
  'recovered_from',
  'recovered_to',
  'agency',
  'recovery_state',
  'recovery_county',
  'recovery_zip',
  'precision_min',
  'bbox',
];

const GUN_FILTERS: readonly string[] = ['firearm_type', 'caliber', 'manufacturer'];

/** Records of the market that are drawn on the map, each by its place. */
export const MARKET_LAYERS = ['links', 'debriefs', 'thefts'] as const;
export type MarketLayer = (typeof MARKET_LAYERS)[number];

/** The filters that say something of each of them. */
export const MARKET_FILTERS: Readonly<Record<MarketLayer, readonly string[]>> = {
  links: PLACED_RECORD_FILTERS,
  debriefs: [...PLACED_RECORD_FILTERS, ...GUN_FILTERS],
  thefts: [...PLACED_RECORD_FILTERS, ...GUN_FILTERS, 'dealer'],
};

/** The part of a filter that is among those `holding`, as query parameters, and the names of the others. */
export function partFilter(
  filter: TraceFilter,
  holding: readonly string[],
): { readonly query: URLSearchParams; readonly leftOut: readonly string[] } {
  const query = formatTraceFilter(filter);
  const leftOut = [...query.keys()].filter((name) => !holding.includes(name));
  for (const name of leftOut) query.delete(name);
  return { query, leftOut };
}
