import { z } from 'zod';
import type { ColumnMapping, ImportDetail, ImportProgress } from '../../domain/responses.ts';
import {
  importBatchSchema,
  importDetailSchema,
  importNotesSchema,
  importProgressSchema,
  importsSchema,
} from '../../domain/responses.ts';
import type { ImportFormat } from '../../domain/vocabulary.ts';
import { listen, requestDone, requestJson } from './request.ts';
import { sendFile } from './send-file.ts';

const agenciesSchema = z.object({
  items: z.array(z.object({ code: z.string(), name: z.string(), state: z.string() })),
});
export type AgencyEntry = z.infer<typeof agenciesSchema>['items'][number];

/** Agencies that may own records, by name. */
export const listAgencies = async (signal: AbortSignal): Promise<readonly AgencyEntry[]> =>
  (await requestJson('/api/agencies', agenciesSchema, { signal })).items;

/** Imports, newest first; `after` is the `next` of the page before. */
export const listImports = (after: string | null, signal: AbortSignal) =>
  requestJson(`/api/imports${after === null ? '' : `?after=${after}`}`, importsSchema, { signal });

export const getImport = (id: number, signal: AbortSignal) =>
  requestJson(`/api/imports/${id}`, importDetailSchema, { signal });

export interface Upload {
  readonly file: File;
  readonly format: ImportFormat;
  /** Code of the agency that owns the records. */
  readonly agency: string;
  /** Part of the file sent, 0 to 1. */
  readonly onProgress: (fraction: number) => void;
  readonly signal: AbortSignal;
}

/** Sends a file; it waits on the server until {@link startImport}. */
export function uploadImport({ file, format, agency, onProgress, signal }: Upload): Promise<ImportDetail> {
  const query = new URLSearchParams({ format, agency });
  return sendFile({ path: `/api/imports?${query}`, file, schema: importDetailSchema, onProgress, signal });
}

export const startImport = (id: number, mapping: ColumnMapping) =>
  requestJson(`/api/imports/${id}/start`, importBatchSchema, { method: 'POST', body: { mapping } });

/** Takes back every record of an import; one that never ran is discarded. */
export const undoImport = (id: number) => requestDone(`/api/imports/${id}`, { method: 'DELETE' });

/** Follows a running import to its end. `onLost`: the server no longer tells. Returns how to stop following. */
export const watchImport = (id: number, onProgress: (progress: ImportProgress) => void, onLost: () => void) =>
  listen(
    `/api/imports/${id}/events`,
    importProgressSchema,
    (progress) => {
      onProgress(progress);
      return progress.status === 'running' ? 'more' : 'stop';
    },
    onLost,
  );

export interface NotesRequest {
  readonly id: number;
  readonly severity: 'error' | 'warning';
  readonly after: string | null;
  readonly limit: number;
}

export function listImportNotes({ id, severity, after, limit }: NotesRequest, signal: AbortSignal) {
  const query = new URLSearchParams({ severity, limit: String(limit), ...(after !== null && { after }) });
  return requestJson(`/api/imports/${id}/notes?${query}`, importNotesSchema, { signal });
}

/** Address of the rejected rows as CSV, to mend and bring in again. */
export const notesCsvAddress = (id: number) => `/api/imports/${id}/notes.csv`;
