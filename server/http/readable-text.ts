import type { RequestHandler } from 'express';
import type { ProblemError } from '../errors.ts';
import { badRequest } from '../errors.ts';

/** PostgreSQL's codes of text it cannot keep: a byte that is no character, and NUL in JSON. */
const UNKEEPABLE = new Set(['22021', '22P05']);

/** True for the database's refusal of a text with the character NUL, which JSON can carry to it. */
export function isUnkeepableText(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && UNKEEPABLE.has(error.code)
  );
}

export function unkeepableText(): ProblemError {
  return badRequest('The request holds the character NUL, which no text has. Leave it out and try again.');
}

/** Refuses an address with NUL in path or query: no database takes it, and no name has it. */
export const readableAddress: RequestHandler = (request, _response, next) => {
  if (/%00|\0/.test(request.originalUrl)) throw unkeepableText();
  next();
};
