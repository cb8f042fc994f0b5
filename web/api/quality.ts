import type { QualityKindId } from '../../domain/quality-responses.ts';
import { qualityRowsSchema, qualitySchema } from '../../domain/quality-responses.ts';
import { requestJson } from './request.ts';

/** Of all kinds of records there are, or of those of one file. */
export const getQuality = (batch: number | null, signal: AbortSignal) =>
  requestJson(`/api/quality${batch === null ? '' : `?batch=${batch}`}`, qualitySchema, { signal });

export interface QualityRowsRequest {
  readonly kind: QualityKindId;
  readonly check: string;
  readonly field: string | null;
  readonly month: string | null;
  readonly batch: number | null;
}

function queryOf({ kind, check, field, month, batch }: QualityRowsRequest): URLSearchParams {
  return new URLSearchParams({
    kind,
    check,
    ...(field !== null && { field }),
    ...(month !== null && { month }),
    ...(batch !== null && { batch: String(batch) }),
  });
}

/** A page of the rows behind a figure; `after` is the `next` of the page before. */
export function getQualityRows(
  request: QualityRowsRequest,
  { after, limit }: { readonly after: string | null; readonly limit: number },
  signal: AbortSignal,
) {
  const query = queryOf(request);
  query.set('limit', String(limit));
  if (after !== null) query.set('after', after);
  return requestJson(`/api/quality/rows?${query}`, qualityRowsSchema, { signal });
}

/** Address of all rows behind a figure as CSV, to mend. */
export const qualityRowsCsvAddress = (request: QualityRowsRequest) =>
  `/api/quality/rows.csv?${queryOf(request)}`;
