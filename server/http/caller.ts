import type { Request, Response } from 'express';
import type { Account, Capability } from '../../domain/access.ts';
import type { Scope } from '../../domain/scope.ts';
import { accessOfRequest } from '../access/scope-of-request.ts';
import type { Database } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { withScope } from '../database/with-scope.ts';
import { abandonSignal } from './scoped-answer.ts';

/** Whoever sent a request: what they may see, and reads that end when they go away. */
export interface Caller {
  readonly request: Request;
  readonly response: Response;
  readonly account: Account;
  readonly scope: Scope;
  readonly read: <Result>(read: (scoped: ScopedRead) => Promise<Result>) => Promise<Result>;
}

/**
 * The caller of a route whose answers change without the records changing, or are noted each time, or that writes. Those
 * who work on an agency's files read them as its steward. A ProblemError 401 or 403 where they may not do what the route
 * `needs`.
 */
export async function callerOf(
  database: Database,
  request: Request,
  response: Response,
  needs: Capability,
): Promise<Caller> {
  const signal = abandonSignal(response);
  const { account, scope } = await accessOfRequest(database, request, needs);
  const limits = { signal, as: needs === 'steward' ? 'steward' : 'reader' } as const;
  return { request, response, account, scope, read: (read) => withScope(database, scope, limits, read) };
}

/** Answers with what nobody may keep: it is personal, its being looked at is noted, or it is other a moment later. */
export function sendFresh(response: Response, body: unknown): void {
  response.set('Cache-Control', 'no-store').json(body);
}

/** The number `:id` of the path; null where it is none. */
export function pathId(request: Request): number | null {
  const { id } = request.params;
  return typeof id === 'string' && /^\d{1,9}$/.test(id) ? Number(id) : null;
}
