import { chosenColumns } from '../../domain/exports/export-dictionary.ts';
import type { ExportFormatId, ExportLayer } from '../../domain/exports/export-layers.ts';
import { EXPORT_FORMATS, EXPORT_LAYERS, formatsOf } from '../../domain/exports/export-layers.ts';
import { told } from '../../domain/languages/told.ts';
import { parseTraceFilter } from '../../domain/trace-filter.ts';
import { notFound } from '../errors.ts';
import { FLOW_PARAMETERS, flowQuestionOf } from '../flows/flow-question.ts';
import { HOTSPOT_PARAMETERS, hotspotQuestion } from '../hotspots/hotspot-question.ts';
import { choiceParameter, wholeNumberParameter } from '../http/query-parameters.ts';
import type { ExportQuestion } from './export-pages.ts';

/** More than there are pairs of counties in use: without a limit every flow is exported. */
const MOST_FLOWS = 10_000_000;

/** How the file is to be, beside what is in it. */
const FILE_PARAMETERS = ['columns', 'with'] as const;
const isOfFile = (name: string) => FILE_PARAMETERS.some((known) => known === name);

/** All that a request for an export says. */
export interface AskedExport extends ExportQuestion {
  /** Names of the columns that are wanted; null for all. */
  readonly columns: readonly string[] | null;
  /** Whether it comes as a ZIP with what its columns mean and where it comes from. */
  readonly withDocuments: boolean;
  /** Parameters that narrow it, and their values. */
  readonly asked: readonly (readonly [name: string, value: string])[];
}

/**
 * What is exported, read from a query: the trace filter, the parameters that `/api/flows` and `/api/hotspots` have beside it,
 * `columns` and `with=documents`. Throws a FilterError that names what is wrong.
 */
export function exportQuestion(query: URLSearchParams): AskedExport {
  const limit = { least: 1, most: MOST_FLOWS, otherwise: MOST_FLOWS };
  const others = [...FLOW_PARAMETERS, ...HOTSPOT_PARAMETERS, ...FILE_PARAMETERS];
  const columns = query.getAll('columns').flatMap((value) => value.split(','));
  return {
    filter: parseTraceFilter(query, others),
    flows: flowQuestionOf(query, wholeNumberParameter(query, 'limit', limit)),
    hotspots: hotspotQuestion(query),
    columns: columns.length === 0 ? null : columns,
    withDocuments: choiceParameter(query, 'with', ['nothing', 'documents']) === 'documents',
    asked: [...query].filter(([name]) => !isOfFile(name)),
  };
}

/** What a request for a file of a layer asks; a 404 for one that does not come so, a FilterError for all else that is wrong. */
export function exportOf(
  layerName: string,
  formatName: string,
  query: URLSearchParams,
): AskedExport & { readonly layer: ExportLayer; readonly format: ExportFormatId } {
  const layer = EXPORT_LAYERS.find((known) => known === layerName);
  const formats = layer === undefined ? EXPORT_FORMATS : formatsOf(layer);
  const format = formats.find((known) => known === formatName);
  if (layer === undefined || format === undefined) {
    const known = { layerName, formatName, layers: EXPORT_LAYERS.join(', '), formats: formats.join(', ') };
    throw notFound(
      layer === undefined
        ? told(
            'There is no export {layerName}.{formatName}. Layers are {layers}; formats are {formats}.',
            known,
          )
        : told('There is no export {layerName}.{formatName}. Its formats are {formats}.', known),
    );
  }
  const question = exportQuestion(query);
  chosenColumns(layer, question.columns);
  return { layer, format, ...question };
}
