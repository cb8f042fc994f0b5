import type { CorridorDraft } from '../../domain/corridor.ts';
import {
  areaOutlinesSchema,
  corridorPageSchema,
  corridorSchema,
  corridorsSchema,
  suggestedCorridorsSchema,
} from '../../domain/corridor.ts';
import { requestDone, requestJson } from './request.ts';

export const getCorridors = (query: string, signal: AbortSignal) =>
  requestJson(`/api/corridors?${query}`, corridorsSchema, { signal });

export const getSuggestedCorridors = (query: string, signal: AbortSignal) =>
  requestJson(`/api/corridors/suggested?${query}`, suggestedCorridorsSchema, { signal });

export const getCorridorPage = (id: number, query: string, signal: AbortSignal) =>
  requestJson(`/api/corridors/${id}/page?${query}`, corridorPageSchema, { signal });

export const saveCorridor = (id: number | null, draft: CorridorDraft) =>
  id === null
    ? requestJson('/api/corridors', corridorSchema, { method: 'POST', body: draft })
    : requestJson(`/api/corridors/${id}`, corridorSchema, { method: 'PUT', body: draft });

export const deleteCorridor = (id: number) => requestDone(`/api/corridors/${id}`, { method: 'DELETE' });

/** Outlines of states and counties to mark them on the map. */
export const getAreaOutlines = (codes: string, signal: AbortSignal) =>
  requestJson(`/api/areas/outlines?code=${codes}`, areaOutlinesSchema, { signal });
