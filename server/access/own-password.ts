import { notSignedIn, ProblemError } from '../errors.ts';
import type { AccessContext } from './access-context.ts';
import { isPassword } from './password.ts';
import { sha256 } from './request-token.ts';
import { shortStatement } from './short-statement.ts';
import { beginAttempt, forgetAttempt } from './sign-in-attempt-store.ts';
import type { SignInAccount } from './sign-in-read-model.ts';
import { readSignInAccountById } from './sign-in-read-model.ts';
import { LockedOut, recordFailure } from './sign-in-service.ts';
import type { SignedInSession } from './signed-in-request.ts';

/**
 * The account of a session, once its owner has given the password again; a 403 where it is wrong, which counts as a failed
 * sign-in. An account without a password (of the identity provider) has nothing to give.
 */
export async function confirmPassword(
  context: AccessContext,
  { account }: SignedInSession,
  password: string,
): Promise<SignInAccount> {
  const { database, now } = context;
  const found = await shortStatement(database, (knex) => readSignInAccountById(knex, account.id));
  if (found === null) throw notSignedIn();
  if (found.passwordHash === null) return found;
  const attempt = await database.knex.transaction((trx) => beginAttempt(trx, sha256(found.email), now()));
  if (attempt.locked) throw new LockedOut(Math.ceil((attempt.until - now()) / 1000));
  if (await isPassword(found.passwordHash, password)) {
    await database.knex.transaction((trx) => forgetAttempt(trx, attempt.id));
    return found;
  }
  await database.knex.transaction((trx) => recordFailure(trx, found, attempt, 'password'));
  throw new ProblemError(403, 'Wrong password', 'The password is wrong.', { parameter: 'password' });
}
