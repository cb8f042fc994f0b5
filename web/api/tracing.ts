import type { BatchDraft } from '../../domain/tracing-responses.ts';
import {
  traceBatchDetailSchema,
  traceBatchesSchema,
  traceCoverageSchema,
  traceFormsSchema,
  traceQueueSchema,
  traceRequestsSchema,
  tracingCoordinatorSchema,
} from '../../domain/tracing-responses.ts';
import { requestDone, requestJson } from './request.ts';

const ROOT = '/api/trace-requests';

/** Guns without a trace, the oldest first, after the `next` of the page before. */
export const listTraceQueue = (after: string | null, signal: AbortSignal) =>
  requestJson(`${ROOT}?limit=25${after === null ? '' : `&after=${after}`}`, traceQueueSchema, { signal });

/** Guns somebody knew could not be traced. */
export const listSetAside = (signal: AbortSignal) =>
  requestJson(`${ROOT}/set-aside`, traceRequestsSchema, { signal });

export const setGunAside = (recovery: number, reason: string) =>
  requestDone(`${ROOT}/set-aside`, { method: 'POST', body: { recovery, reason } });

/** Batches, the newest first, after the `next` of the page before. */
export const listTraceBatches = (after: string | null, signal: AbortSignal) =>
  requestJson(`${ROOT}/batches?limit=20${after === null ? '' : `&after=${after}`}`, traceBatchesSchema, {
    signal,
  });

export const getTraceBatch = (id: number, signal: AbortSignal) =>
  requestJson(`${ROOT}/batches/${id}`, traceBatchDetailSchema, { signal });

export const makeTraceBatch = (draft: BatchDraft) =>
  requestJson(`${ROOT}/batches`, traceBatchDetailSchema, { method: 'POST', body: draft });

export const submitTraceBatch = (id: number, on: string) =>
  requestJson(`${ROOT}/batches/${id}/submit`, traceBatchDetailSchema, { method: 'POST', body: { on } });

export const discardTraceBatch = (id: number) => requestDone(`${ROOT}/batches/${id}`, { method: 'DELETE' });

/** Address of a batch as a file. */
export const traceBatchCsvAddress = (id: number) => `${ROOT}/batches/${id}.csv`;

export const getTraceForms = (id: number, signal: AbortSignal) =>
  requestJson(`${ROOT}/batches/${id}/forms`, traceFormsSchema, { signal });

/** Says of a request that its gun cannot be traced. */
export const returnTraceRequest = (id: number, reason: string) =>
  requestDone(`${ROOT}/${id}/return`, { method: 'POST', body: { reason } });

export const reopenTraceRequest = (id: number) => requestDone(`${ROOT}/${id}/reopen`, { method: 'POST' });

export const getTracingCoordinator = (signal: AbortSignal) =>
  requestJson(`${ROOT}/coordinator`, tracingCoordinatorSchema, { signal });

export const setTracingCoordinator = (coordinator: string | null) =>
  requestJson(`${ROOT}/coordinator`, tracingCoordinatorSchema, { method: 'PUT', body: { coordinator } });

export const getTraceCoverage = (signal: AbortSignal) =>
  requestJson('/api/trace-coverage', traceCoverageSchema, { signal });
