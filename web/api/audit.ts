import { auditEventsSchema } from '../../domain/access-responses.ts';
import { requestJson } from './request.ts';

export interface AuditQuestion {
  /** Name of what was done; null for anything. */
  readonly action: string | null;
  /** Email of who did it; null for anybody. */
  readonly actor: string | null;
}

const queryOf = ({ action, actor }: AuditQuestion) =>
  new URLSearchParams({ ...(action !== null && { action }), ...(actor !== null && { actor }) });

/** Events one may read, newest first; `after` is the `next` of the page before. */
export function listAuditEvents(
  question: AuditQuestion,
  { after, limit }: { readonly after: string | null; readonly limit: number },
  signal: AbortSignal,
) {
  const query = queryOf(question);
  query.set('limit', String(limit));
  if (after !== null) query.set('after', after);
  return requestJson(`/api/audit?${query}`, auditEventsSchema, { signal });
}

/** Address of all those events as a file. */
export function auditCsvAddress(question: AuditQuestion): string {
  const query = queryOf(question).toString();
  return `/api/audit.csv${query === '' ? '' : `?${query}`}`;
}
