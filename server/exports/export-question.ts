import type { Capability } from '../../domain/access.ts';
import type { ExportLayer } from '../../domain/exports/export-layers.ts';
import { parseTraceFilter } from '../../domain/trace-filter.ts';
import { FLOW_PARAMETERS, flowQuestionOf, needsOfFlows } from '../flows/flow-question.ts';
import { HOTSPOT_PARAMETERS, hotspotQuestion } from '../hotspots/hotspot-question.ts';
import { wholeNumberParameter } from '../http/query-parameters.ts';
import type { ExportQuestion } from './export-pages.ts';
import { NEEDS_OF_EXPORT } from './export-pages.ts';

/** More than there are pairs of counties in use: without a limit every flow is exported. */
const MOST_FLOWS = 10_000_000;

/**
 * What is exported, read from a query: the trace filter, and the parameters that `/api/flows` and `/api/hotspots` have
 * beside it. Throws a FilterError that names what is wrong.
 */
export function exportQuestion(query: URLSearchParams): ExportQuestion {
  const limit = { least: 1, most: MOST_FLOWS, otherwise: MOST_FLOWS };
  return {
    filter: parseTraceFilter(query, [...FLOW_PARAMETERS, ...HOTSPOT_PARAMETERS]),
    flows: flowQuestionOf(query, wholeNumberParameter(query, 'limit', limit)),
    hotspots: hotspotQuestion(query),
  };
}

/** What a request for a layer asks of whoever sends it. */
export const needsOfExport = (layer: ExportLayer, query: URLSearchParams): Capability =>
  layer === 'flows' ? needsOfFlows(query) : NEEDS_OF_EXPORT[layer];
