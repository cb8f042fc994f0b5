import type { IncomingHttpHeaders } from 'node:http';
import type { RequestHandler } from 'express';
import { ProblemError } from '../errors.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** True for a method that by HTTP's rules changes nothing. */
export const isSafeMethod = (method: string): boolean => SAFE_METHODS.has(method);

/**
 * Refuses changes asked for by a page of another site: a browser sends them along with this user's reach. It says itself
 * where they come from; programs that are no browser say nothing and carry nobody's cookies but their own.
 */
export const sameOriginWrites: RequestHandler = (request, _response, next) => {
  if (isSafeMethod(request.method) || isFromHere(request.headers)) {
    next();
    return;
  }
  throw new ProblemError(403, 'Forbidden', 'Changes are only accepted from pages of this server.');
};

function isFromHere(headers: IncomingHttpHeaders): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  // "none": typed into the address bar, or by an extension the user installed.
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
