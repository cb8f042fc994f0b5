import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { inWordsOf, told } from '../../domain/languages/told.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import { isQueryCanceled } from '../database/query-canceled.ts';
import { notFound, ProblemError } from '../errors.ts';
import { pathOf } from './address-of-request.ts';
import { isUnkeepableText, unkeepableText } from './readable-text.ts';
import { speechFor } from './speech-of-request.ts';

/** Turns errors into `application/problem+json` (RFC 9457). What went wrong inside stays in the log. */
export function problemHandler(log: Logger): ErrorRequestHandler {
  // Express takes a function of four for one that handles errors.
  return (error: unknown, request, response, _next) => {
    // The client went away and its work was given up: nobody is left to read an answer.
    if (response.destroyed && isObject(error) && error.name === 'AbortError') return;
    const problem = toProblem(error, request.path);
    if (problem.status >= 500) {
      log.error({ err: error, method: request.method, path: pathOf(request) }, 'request failed');
    }
    if (response.headersSent) {
      // Half an answer must not look like a whole one. Express would write the error to the console on its own.
      response.destroy();
      return;
    }
    const speech = speechFor(request, response);
    response
      .status(problem.status)
      .type('application/problem+json')
      .set('Cache-Control', 'no-store')
      .send(
        JSON.stringify({
          type: 'about:blank',
          title: speech.say(problem.title),
          status: problem.status,
          detail: inWordsOf(speech, problem.told),
          ...problem.members,
        }),
      );
  };
}

function toProblem(error: unknown, path: string): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof FilterError) {
    return new ProblemError(400, 'Bad request', error.told, { parameter: error.parameter });
  }
  if (isQueryCanceled(error)) {
    return new ProblemError(
      504,
      'Took too long',
      told('{path} took too long. Narrow the dates or the area and try again.', { path }),
    );
  }
  if (isUnkeepableText(error)) return unkeepableText();
  // Express and body parsers mark what the client sent wrong with a 4xx status.
  if (isObject(error) && typeof error.status === 'number' && error.status >= 400 && error.status < 500) {
    return error.status === 413
      ? new ProblemError(413, 'Too large', 'The request is larger than what is taken here.')
      : new ProblemError(error.status, 'Bad request', 'The request could not be read.');
  }
  return new ProblemError(
    500,
    'Internal error',
    'Something went wrong on the server; nothing was changed. Try again.',
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

export const unknownRoute: RequestHandler = (request) => {
  throw notFound(told('There is nothing at {path}.', { path: request.path }));
};
