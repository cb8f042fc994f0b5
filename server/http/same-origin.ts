import type { RequestHandler } from 'express';
import { ProblemError } from '../errors.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** True for a method that by HTTP's rules changes nothing. */
export const isSafeMethod = (method: string): boolean => SAFE_METHODS.has(method);

/** Refuses changes asked for by a page of another site: a browser sends them along with this user's reach. */
export const sameOriginWrites: RequestHandler = (request, _response, next) => {
  const { origin, host } = request.headers;
  if (isSafeMethod(request.method) || origin === undefined) {
    next();
    return;
  }
  if (!URL.canParse(origin) || new URL(origin).host !== host) {
    throw new ProblemError(403, 'Forbidden', 'Changes are only accepted from pages of this server.');
  }
  next();
};
