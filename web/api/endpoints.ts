import type { ExportFormatId } from '../../domain/exports/export-layers.ts';
import {
  hotspotAccuracySchema,
  hotspotDensitySchema,
  hotspotDetailSchema,
  hotspotsSchema,
} from '../../domain/hotspots.ts';
import {
  areaBalanceSchema,
  flowsSchema,
  geocodeSchema,
  publishedFlowsSchema,
  recoveriesSchema,
  recoveryFeatureSchema,
  summarySchema,
} from '../../domain/responses.ts';
import { requestJson } from './request.ts';

/** Query text of a filter plus further parameters; `filterQuery` comes from `formatTraceFilter`. */
export function withParameters(filterQuery: string, more: Readonly<Record<string, string | number>>): string {
  const query = new URLSearchParams(filterQuery);
  for (const [name, value] of Object.entries(more)) query.set(name, String(value));
  return query.toString();
}

export const getSummary = (query: string, signal: AbortSignal) =>
  requestJson(`/api/summary?${query}`, summarySchema, { signal });

export const getFlows = (query: string, signal: AbortSignal) =>
  requestJson(`/api/flows?${query}`, flowsSchema, { signal });

export const getAreaBalance = (query: string, signal: AbortSignal) =>
  requestJson(`/api/area-balance?${query}`, areaBalanceSchema, { signal });

export const getHotspots = (query: string, signal: AbortSignal) =>
  requestJson(`/api/hotspots?${query}`, hotspotsSchema, { signal });

export const getHotspot = (cell: string, query: string, signal: AbortSignal) =>
  requestJson(`/api/hotspots/${cell}?${query}`, hotspotDetailSchema, { signal });

export const getHotspotAccuracy = (query: string, signal: AbortSignal) =>
  requestJson(`/api/hotspots/accuracy?${query}`, hotspotAccuracySchema, { signal });

export const getHotspotDensity = (query: string, signal: AbortSignal) =>
  requestJson(`/api/hotspots/density?${query}`, hotspotDensitySchema, { signal });

export const getPublishedFlows = (query: string, signal: AbortSignal) =>
  requestJson(`/api/published-flows?${query}`, publishedFlowsSchema, { signal });

export const getRecoveries = (query: string, signal: AbortSignal) =>
  requestJson(`/api/recoveries?${query}`, recoveriesSchema, { signal });

export const getRecovery = (id: number, signal: AbortSignal) =>
  requestJson(`/api/recoveries/${id}`, recoveryFeatureSchema, { signal });

/** Where an address on one line is. */
export const getGeocode = (line: string, signal: AbortSignal) =>
  requestJson(`/api/geocode?${new URLSearchParams({ q: line })}`, geocodeSchema, { signal });

/** Address of a file of what is shown; `layer` is a table's rows. */
export const exportAddress = (layer: string, format: ExportFormatId, query: string) =>
  `/api/exports/${layer}.${format}${query === '' ? '' : `?${query}`}`;

/** Address pattern of a vector tile layer, absolute as the map's worker needs it. */
export const tileAddress = (layer: string, query: string) =>
  `${window.location.origin}/tiles/${layer}/{z}/{x}/{y}.mvt${query === '' ? '' : `?${query}`}`;
