import { ProblemError } from '../errors.ts';
import type { AccessContext } from './access-context.ts';
import { sha256 } from './request-token.ts';
import { useSecondFactor } from './second-factor.ts';
import { markSecondFactor } from './session-store.ts';
import { shortStatement } from './short-statement.ts';
import { beginAttempt, forgetAttempt } from './sign-in-attempt-store.ts';
import { readSignInAccountById } from './sign-in-read-model.ts';
import { LockedOut, recordFailure } from './sign-in-service.ts';
import type { SignedInSession } from './signed-in-request.ts';

/**
 * Lets a session count as with a second factor by a code of the app that is in force; false, with nothing done, where there is
 * none. A wrong code is a 401 and counts as a failed sign-in.
 */
export async function stepUp(
  context: AccessContext,
  { account, sessionId }: SignedInSession,
  code: string,
): Promise<boolean> {
  const { database, now } = context;
  const found = await shortStatement(database, (knex) => readSignInAccountById(knex, account.id));
  if (found === null || found.totpSecret === null) return false;
  const attempt = await database.knex.transaction((trx) => beginAttempt(trx, sha256(found.email), now()));
  if (attempt.locked) throw new LockedOut(Math.ceil((attempt.until - now()) / 1000));
  const isRight = await database.knex.transaction(async (trx) => {
    if ((await useSecondFactor(context, trx, found, code)) === null) {
      await recordFailure(trx, found, attempt, 'code');
      return false;
    }
    await forgetAttempt(trx, attempt.id);
    await markSecondFactor(trx, sessionId);
    return true;
  });
  if (isRight) return true;
  throw new ProblemError(
    401,
    'Second factor needed',
    'The code is wrong or was used before. Wait for the next one.',
    {
      secondFactor: true,
    },
  );
}
