import type { BriefingChange, BriefingDraft, ViewDraft } from '../../domain/briefings.ts';
import {
  briefingSchema,
  briefingsSchema,
  briefingVersionsSchema,
  savedViewSchema,
  savedViewsSchema,
} from '../../domain/briefings.ts';
import { requestDone, requestJson } from './request.ts';

export const getViews = (signal: AbortSignal) => requestJson('/api/views', savedViewsSchema, { signal });

export const saveView = (draft: ViewDraft) =>
  requestJson('/api/views', savedViewSchema, { method: 'POST', body: draft });

export const deleteView = (id: number) => requestDone(`/api/views/${id}`, { method: 'DELETE' });

export const getBriefings = (signal: AbortSignal) =>
  requestJson('/api/briefings', briefingsSchema, { signal });

export const getBriefing = (id: number, signal?: AbortSignal) =>
  requestJson(`/api/briefings/${id}`, briefingSchema, { ...(signal && { signal }) });

export const makeBriefing = (draft: BriefingDraft) =>
  requestJson('/api/briefings', briefingSchema, { method: 'POST', body: draft });

/** Saves a briefing anew; an ApiError 409 where another version than the one that was read is the newest. */
export const saveBriefing = (id: number, change: BriefingChange) =>
  requestJson(`/api/briefings/${id}`, briefingSchema, { method: 'PUT', body: change });

export const deleteBriefing = (id: number) => requestDone(`/api/briefings/${id}`, { method: 'DELETE' });

export const getBriefingVersions = (id: number, signal: AbortSignal) =>
  requestJson(`/api/briefings/${id}/versions`, briefingVersionsSchema, { signal });

export const getBriefingVersion = (id: number, version: number, signal: AbortSignal) =>
  requestJson(`/api/briefings/${id}/versions/${version}`, briefingSchema, { signal });
