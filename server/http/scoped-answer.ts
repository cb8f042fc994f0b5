import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Scope } from '../../domain/scope.ts';
import { scopeKey } from '../../domain/scope.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { parseTraceFilter } from '../../domain/trace-filter.ts';
import { scopeOfRequest } from '../access/scope-of-request.ts';
import type { Database } from '../database/connection.ts';
import type { ReadLimits, ScopedRead } from '../database/with-scope.ts';
import { withScope } from '../database/with-scope.ts';

export interface ScopedRequest extends ScopedRead {
  readonly scope: Scope;
  readonly query: URLSearchParams;
}

/** The query string of a request, as sent. */
export function queryOf(request: Request): URLSearchParams {
  const start = request.originalUrl.indexOf('?');
  return new URLSearchParams(start === -1 ? '' : request.originalUrl.slice(start));
}

/** Aborts when the client goes away before it has its answer. */
export function abandonSignal(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

/**
 * Answers a read: finds the scope, opens the scoped transaction, answers 304 where the client already has this data
 * version in this scope, else runs `answer` and hands its result to `send` once the transaction is over. A request
 * abandoned by its client cancels its SQL.
 */
export async function answerScoped<Result>(
  database: Database,
  request: Request,
  response: Response,
  limits: ReadLimits,
  answer: (scoped: ScopedRequest) => Promise<Result>,
  send: (result: Result) => void,
): Promise<void> {
  const signal = abandonSignal(response);
  try {
    const scope = await scopeOfRequest(database, request);
    const fresh = await withScope(database, scope, { ...limits, signal }, async (read) => {
      response.set('ETag', etag(request.originalUrl, scope, read.dataVersion));
      response.set('Cache-Control', 'private, no-cache');
      if (request.fresh) return null;
      return { result: await answer({ ...read, scope, query: queryOf(request) }) };
    });
    if (fresh === null) response.status(304).end();
    else send(fresh.result);
  } catch (error) {
    // Nobody is left to read the answer.
    if (signal.aborted) return;
    response.removeHeader('ETag');
    throw error;
  }
}

/** Weak, since compression changes the bytes but not what they say. */
function etag(url: string, scope: Scope, dataVersion: number): string {
  const hash = createHash('sha256')
    .update(`${url}\n${scopeKey(scope)}\n${dataVersion}`)
    .digest('base64url');
  return `W/"${hash.slice(0, 22)}"`;
}

/**
 * A route that reads with the trace filter and answers JSON. `others` names the query parameters of its own; any
 * other name that is not a filter is a 400.
 */
export function scopedJson(
  database: Database,
  others: readonly string[],
  answer: (filter: TraceFilter, scoped: ScopedRequest, request: Request) => Promise<unknown>,
): RequestHandler {
  return async (request, response) => {
    const filter = parseTraceFilter(queryOf(request), others);
    await answerScoped(
      database,
      request,
      response,
      {},
      (scoped) => answer(filter, scoped, request),
      (body) => {
        response.json(body);
      },
    );
  };
}
