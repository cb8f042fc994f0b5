import type { Request, Response } from 'express';
import type { Scope } from '../../domain/scope.ts';
import { scopeOfRequest } from '../access/scope-of-request.ts';
import type { Database } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { withScope } from '../database/with-scope.ts';
import { abandonSignal } from './scoped-answer.ts';

/** Whoever sent a request: what they may see, and reads that end when they go away. */
export interface Caller {
  readonly request: Request;
  readonly response: Response;
  readonly scope: Scope;
  readonly read: <Result>(read: (scoped: ScopedRead) => Promise<Result>) => Promise<Result>;
}

/** The caller of a route whose answers change without the records changing, or that writes. */
export async function callerOf(database: Database, request: Request, response: Response): Promise<Caller> {
  const signal = abandonSignal(response);
  const scope = await scopeOfRequest(database, request);
  return { request, response, scope, read: (read) => withScope(database, scope, { signal }, read) };
}

/** Answers with what nobody may keep: it is personal, or other a moment later. */
export function sendFresh(response: Response, body: unknown): void {
  response.set('Cache-Control', 'no-store').json(body);
}

/** The number `:id` of the path; null where it is none. */
export function pathId(request: Request): number | null {
  const { id } = request.params;
  return typeof id === 'string' && /^\d{1,9}$/.test(id) ? Number(id) : null;
}
