import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'express';
import fresh from 'fresh';
import type { Capability } from '../../domain/access.ts';
import type { Speech } from '../../domain/languages/speech.ts';
import type { Scope } from '../../domain/scope.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { parseTraceFilter } from '../../domain/trace-filter.ts';
import { scopeOfRequest } from '../access/scope-of-request.ts';
import type { Database } from '../database/connection.ts';
import { readDataVersion } from '../database/data-version.ts';
import { scopeDigest } from '../database/scope-digest.ts';
import type { ReadLimits, ScopedRead } from '../database/with-scope.ts';
import { withScope } from '../database/with-scope.ts';
import { resolveCorridors } from '../traces/resolve-corridors.ts';
import { addressOf } from './address-of-request.ts';
import { speechFor } from './speech-of-request.ts';

export interface ScopedRequest extends ScopedRead {
  readonly query: URLSearchParams;
  /** How to speak to whoever asks. */
  readonly speech: Speech;
}

/** The query string of a request, as sent. */
export function queryOf(request: Request): URLSearchParams {
  const start = request.originalUrl.indexOf('?');
  return new URLSearchParams(start === -1 ? '' : request.originalUrl.slice(start));
}

/** Aborts when the client goes away before it has its answer. */
export function abandonSignal(response: Response): AbortSignal {
  const controller = new AbortController();
  if (response.destroyed) controller.abort();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

/**
 * Marks an answer as that of a data version to a scope, for this client alone to keep; true where the client has it
 * already.
 */
export function isKnownToClient(
  request: IncomingMessage,
  response: ServerResponse,
  scope: Scope,
  dataVersion: number,
): boolean {
  const tag = etag(request, scope, dataVersion);
  response.setHeader('ETag', tag);
  response.setHeader('Cache-Control', 'private, no-cache');
  return fresh(request.headers, { etag: tag });
}

/** Weak, since compression changes the bytes but not what they say. Some answers are in words of the reader's language. */
function etag(request: IncomingMessage, scope: Scope, dataVersion: number): string {
  const language = request.headers['accept-language'] ?? '';
  const hash = createHash('sha256')
    .update(`${addressOf(request)}\n${language}\n${scopeDigest(scope)}\n${dataVersion}`)
    .digest('base64url');
  return `W/"${hash.slice(0, 22)}"`;
}

/**
 * Answers a read: finds the scope, answers 304 where the client already has this data version in this scope, else opens
 * the scoped transaction, runs `answer` and hands its result to `send` once the transaction is over. A request
 * abandoned by its client cancels its SQL.
 */
export async function answerScoped<Result>(
  database: Database,
  request: Request,
  response: Response,
  { needs, ...limits }: ReadLimits & { readonly needs: Capability },
  answer: (scoped: ScopedRequest) => Promise<Result>,
  send: (result: Result) => void | Promise<void>,
): Promise<void> {
  const signal = abandonSignal(response);
  const speech = speechFor(request, response);
  try {
    const scope = await scopeOfRequest(database, request, needs);
    if (
      request.headers['if-none-match'] !== undefined &&
      isKnownToClient(request, response, scope, await readDataVersion(database, scope))
    ) {
      response.status(304).end();
      return;
    }
    const result = await withScope(database, scope, { ...limits, signal }, (read) => {
      isKnownToClient(request, response, scope, read.dataVersion);
      return answer({ ...read, query: queryOf(request), speech });
    });
    await send(result);
  } catch (error) {
    // Nobody is left to read the answer.
    if (signal.aborted) return;
    response.removeHeader('ETag');
    throw error;
  }
}

/**
 * A route that reads with the trace filter and answers JSON to those who may do what it `needs`, which may depend on the query. `others` names the query parameters of its own; any
 * other name that is not a filter is a 400. A large answer is written in pieces by `write`.
 */
export function scopedJson<Answer>(
  database: Database,
  needs: Capability | ((query: URLSearchParams) => Capability),
  others: readonly string[],
  answer: (filter: TraceFilter, scoped: ScopedRequest, request: Request) => Promise<Answer>,
  write?: (body: Answer) => Iterable<string>,
): RequestHandler {
  return async (request, response) => {
    const query = queryOf(request);
    const filter = parseTraceFilter(query, others);
    await answerScoped(
      database,
      request,
      response,
      { needs: typeof needs === 'string' ? needs : needs(query) },
      async (scoped) => answer(await resolveCorridors(scoped.trx, filter), scoped, request),
      async (body) => {
        if (write === undefined) response.json(body);
        else await pipeline(Readable.from(write(body)), response.type('json'));
      },
    );
  };
}
