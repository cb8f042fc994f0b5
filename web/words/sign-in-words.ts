/** What is said when somebody could not be let in. */

import type { ApiError } from '../api/request.ts';
import { countOf } from './format.ts';
import { say } from './say.ts';

const SECONDS_PER_MINUTE = 60;
const MINUTES_PER_HOUR = 60;

/** `40 seconds`, `15 minutes`, `2 hours`: never less than it takes. */
export function waitWords(seconds: number): string {
  if (seconds < SECONDS_PER_MINUTE)
    return countOf(Math.max(1, Math.ceil(seconds)), say('second'), say('seconds'));
  const minutes = Math.ceil(seconds / SECONDS_PER_MINUTE);
  if (minutes < 2 * MINUTES_PER_HOUR) return countOf(minutes, say('minute'), say('minutes'));
  return countOf(Math.ceil(minutes / MINUTES_PER_HOUR), say('hour'), say('hours'));
}

type Refusal = Pick<ApiError, 'status' | 'title' | 'message' | 'signIn'>;

/** Why a sign-in was refused, and what to do; `withCode` where a code was sent along. */
export function refusalWords({ status, title, message, signIn }: Refusal, withCode: boolean): string {
  if (status === 429) {
    const wait =
      signIn.waitSeconds === null
        ? say('in a while')
        : say('in {waitSeconds}', { waitSeconds: waitWords(signIn.waitSeconds) });
    return say(
      'Too many attempts that did not fit. Try again {wait}; until then even the right password is not heard.',
      { wait },
    );
  }
  if (status === 401 && signIn.needsCode && withCode) {
    return say(
      'This code does not fit. Codes of the app change every 30 seconds, and a recovery code works once.',
    );
  }
  if (status === 401 && !signIn.needsCode) {
    return say('Email and password do not fit together. Check both; capital letters count in the password.');
  }
  return `${title}. ${message}`;
}
