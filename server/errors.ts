/** Errors whose message is fit to show: it says what was wrong, where, and what to do next. */
import type { Told } from '../domain/languages/told.ts';
import { ToldError } from '../domain/languages/told-error.ts';

/** A request that cannot be answered; becomes an `application/problem+json` response (RFC 9457). */
export class ProblemError extends ToldError {
  constructor(
    readonly status: number,
    /** In English; it is said in the language of whoever asked, as the message is. */
    readonly title: string,
    message: string | Told,
    /** Further members of the problem document, for example the parameter at fault. */
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'ProblemError';
  }
}

export const badRequest = (message: string | Told, members: Readonly<Record<string, unknown>> = {}) =>
  new ProblemError(400, 'Bad request', message, members);

export const notFound = (message: string | Told) => new ProblemError(404, 'Not found', message);

export const notSignedIn = () => new ProblemError(401, 'Not signed in', 'Sign in first.');

/** Whoever is signed in may not do this, by their role, their token or a rule: the audit log is told. */
export class RefusedError extends ProblemError {}

export const forbidden = (message: string | Told) => new RefusedError(403, 'Forbidden', message);

/** They may, once their sign-in has a second factor: nobody who tried is noted for it. */
export const secondFactorNeeded = (message: string | Told) =>
  new ProblemError(403, 'Second factor needed', message);

/** The operator must change something (a setting, a folder, a port): one line, exit code 2. */
export class SetupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SetupError';
  }
}
