import type { Knex } from 'knex';
import type { Told } from '../../domain/languages/told.ts';
import { told } from '../../domain/languages/told.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import { notFound, ProblemError } from '../errors.ts';
import type { AccessContext } from './access-context.ts';
import { isPassword } from './password.ts';
import { sha256 } from './request-token.ts';
import { useSecondFactor } from './second-factor.ts';
import { deleteSessionOfToken, insertSession } from './session-store.ts';
import { shortStatement } from './short-statement.ts';
import type { SignInAttempt } from './sign-in-attempt-store.ts';
import { beginAttempt, forgetAttempt, forgetFailures, LOCK_OUT_MS } from './sign-in-attempt-store.ts';
import type { SignInAccount } from './sign-in-read-model.ts';
import { readSignInAccount } from './sign-in-read-model.ts';

/** The browser that signs in. */
export interface Browser {
  /** Name of the session's cookie. */
  readonly cookieName: string;
  readonly device: string;
  /** Of the session it came with, if any; that one ends. */
  readonly oldTokenSha256: string | null;
}

/** Too many failures for this address; the answer says when to come back. */
export class LockedOut extends ProblemError {
  constructor(readonly retryAfterSeconds: number) {
    super(
      429,
      'Too many attempts',
      told('Too many failed sign-ins with this address. Try again in {minutes} minutes.', {
        minutes: Math.ceil(retryAfterSeconds / 60),
      }),
      { retryAfterSeconds },
    );
  }
}

const wrong = () => new ProblemError(401, 'Not signed in', 'Email or password is wrong.');

const secondFactorWanted = (message: Told) =>
  new ProblemError(401, 'Second factor needed', message, { secondFactor: true });

interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Of an authenticator app, or a recovery code. */
  readonly code?: string | undefined;
}

/**
 * Begins a session of whoever has these credentials and gives its token. Whether an address has an account shows neither in
 * what is answered nor in how long it takes.
 */
export async function signIn(
  context: AccessContext,
  { email, password, code }: Credentials,
  browser: Browser,
): Promise<string> {
  const address = email.trim().toLowerCase();
  const emailSha256 = sha256(address);
  const attempt = await admit(context, emailSha256);
  const account = await shortStatement(context.database, (knex) => readSignInAccount(knex, address));
  const usable = account !== null && mayEnter(context, account) ? account : null;
  const isRight = await isPassword(usable?.passwordHash ?? null, password);
  if (usable === null || !isRight) {
    await inTransaction(context, (trx) => recordFailure(trx, account, attempt, 'password'));
    throw wrong();
  }
  const needsCode = usable.totpSecret !== null;
  if (needsCode && (code === undefined || code.trim() === '')) {
    await inTransaction(context, (trx) => forgetAttempt(trx, attempt.id));
    throw secondFactorWanted(
      told('Enter the code of your authenticator app, or one of your recovery codes.'),
    );
  }
  const token = await inTransaction(context, async (trx) => {
    const method = needsCode ? await useSecondFactor(context, trx, usable, code ?? '') : 'password';
    if (method === null) {
      await recordFailure(trx, usable, attempt, 'code');
      return null;
    }
    await forgetFailures(trx, emailSha256);
    return begin(context, trx, usable, browser, { secondFactor: needsCode, method });
  });
  if (token === null)
    throw secondFactorWanted(told('The code is wrong or was used before. Wait for the next one.'));
  return token;
}

/** Begins a session of a demo account without a password, in the demo alone. */
export async function enterDemo(context: AccessContext, email: string, browser: Browser): Promise<string> {
  const account = context.demo
    ? await shortStatement(context.database, (knex) => readSignInAccount(knex, email))
    : null;
  if (account === null || !account.demo || account.disabled) throw notFound('There is no such demo account.');
  return inTransaction(context, (trx) =>
    begin(context, trx, account, browser, { secondFactor: false, method: 'demo' }),
  );
}

/** Ends the session of a token. */
export async function signOut(
  context: AccessContext,
  actor: { readonly id: number; readonly email: string; readonly agencyId: number | null },
  tokenSha256: string,
): Promise<void> {
  await inTransaction(context, async (trx) => {
    await deleteSessionOfToken(trx, tokenSha256);
    await recordAuditEvent(trx, {
      actor: actor.email,
      agencyId: actor.agencyId,
      action: 'session.ended',
      subject: `account ${actor.id}`,
      detail: {},
    });
  });
}

/** A demo account outside the demo is as if it were not there. */
export const mayEnter = ({ demo }: AccessContext, account: SignInAccount): boolean =>
  !account.disabled && (demo || !account.demo);

/** How somebody proved who they are. */
export interface Proof {
  readonly secondFactor: boolean;
  readonly method: 'password' | 'totp' | 'recovery code' | 'passkey' | 'demo' | 'single sign-on';
}

/** Begins the session. One that the browser came with ends: whoever planted it there has nothing of the new one. */
export async function begin(
  { now }: AccessContext,
  trx: Knex.Transaction,
  account: SignInAccount,
  { cookieName, device, oldTokenSha256 }: Browser,
  { secondFactor, method }: Proof,
): Promise<string> {
  if (oldTokenSha256 !== null) await deleteSessionOfToken(trx, oldTokenSha256);
  const token = await insertSession(trx, { accountId: account.id, cookieName, secondFactor, device }, now());
  await trx.raw('UPDATE account SET signed_in_at = to_timestamp(?::float8) WHERE id = ?', [
    now() / 1000,
    account.id,
  ]);
  await recordAuditEvent(trx, {
    actor: account.email,
    agencyId: account.agencyId,
    action: 'session.started',
    subject: `account ${account.id}`,
    detail: { method, device },
  });
  return token;
}

type OpenAttempt = Extract<SignInAttempt, { readonly locked: false }>;

/** Lets an attempt begin, or says how long the address stays closed: one more try then is not written down. */
async function admit(context: AccessContext, emailSha256: string): Promise<OpenAttempt> {
  const attempt = await inTransaction(context, (trx) => beginAttempt(trx, emailSha256, context.now()));
  if (attempt.locked) throw new LockedOut(Math.ceil((attempt.until - context.now()) / 1000));
  return attempt;
}

/** Writes a failure down, and that the address is closed where it was one too many. */
export async function recordFailure(
  trx: Knex.Transaction,
  account: SignInAccount | null,
  { isLast }: OpenAttempt,
  reason: 'password' | 'code',
): Promise<void> {
  await recordAuditEvent(trx, { ...whose(account), action: 'session.failed', detail: { reason } });
  if (isLast) {
    const detail = { minutes: LOCK_OUT_MS / 60_000 };
    await recordAuditEvent(trx, { ...whose(account), action: 'session.locked', detail });
  }
}

/** An address that is nobody's may be a password in the wrong field: it is not written down. */
const whose = (account: SignInAccount | null) => ({
  actor: account?.email ?? 'unknown',
  agencyId: account?.agencyId ?? null,
  subject: account === null ? 'account unknown' : `account ${account.id}`,
});

const inTransaction = <Result>(
  { database }: AccessContext,
  work: (trx: Knex.Transaction) => Promise<Result>,
) => database.knex.transaction(work);
