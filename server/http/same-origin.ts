import type { RequestHandler } from 'express';
import { ProblemError } from '../errors.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses changes asked for by a page of another site: a browser sends them along with this user's reach. */
export const sameOriginWrites: RequestHandler = (request, _response, next) => {
  const { origin, host } = request.headers;
  if (SAFE_METHODS.has(request.method) || origin === undefined) {
    next();
    return;
  }
  if (!URL.canParse(origin) || new URL(origin).host !== host) {
    throw new ProblemError(403, 'Forbidden', 'Changes are only accepted from pages of this server.');
  }
  next();
};
