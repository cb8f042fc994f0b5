/** What somebody changes about their own sign-in. All of it is in the audit log. */
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Capability } from '../../domain/access.ts';
import type { AuditEvent } from '../audit/record-audit-event.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import { selectRows } from '../database/connection.ts';
import { badRequest, notFound, ProblemError } from '../errors.ts';
import type { AccessContext } from './access-context.ts';
import {
  confirmTotp,
  deleteInvitations,
  deleteOwned,
  insertApiToken,
  offerTotpSecret,
  removeTotp,
  setPassword,
  unmarkSessionsWithoutFactor,
} from './account-store.ts';
import { confirmPassword } from './own-password.ts';
import { hashPassword } from './password.ts';
import { checkNewPassword } from './password-rules.ts';
import { replaceRecoveryCodes } from './recovery-codes.ts';
import { takeStep } from './second-factor.ts';
import { deleteSession, deleteSessionsOf, markSecondFactor } from './session-store.ts';
import type { SignedInSession } from './signed-in-request.ts';
import { stepUp } from './step-up.ts';
import { decryptSecret, encryptSecret, newTotpSecret, stepOfCode, totpUri } from './totp.ts';

const MOST_TOKENS = 20;
const DAY_MS = 24 * 3_600_000;

const conflict = (message: string) => new ProblemError(409, 'Not now', message);

/** Gives a new password; whoever else is in with the old one is out. */
export async function changePassword(
  context: AccessContext,
  session: SignedInSession,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<void> {
  const account = await confirmPassword(context, session, current);
  if (account.passwordHash === null) {
    throw conflict('This account has no password: it signs in at the identity provider.');
  }
  if (next === current) throw badRequest('The new password is the old one.', { parameter: 'next' });
  await checkNewPassword(next, account.email);
  const passwordHash = await hashPassword(next);
  await change(
    context,
    session,
    'account.password_changed',
    async (trx) => {
      await setPassword(trx, account.id, passwordHash);
      await deleteInvitations(trx, account.id);
      return deleteSessionsOf(trx, account.id, session.sessionId);
    },
    (sessionsEnded) => ({ sessionsEnded }),
  );
}

/** Makes the secret of an authenticator app. Nothing of it is in force until {@link confirmAuthenticator}. */
export async function offerAuthenticator(
  context: AccessContext,
  session: SignedInSession,
): Promise<{ secret: string; uri: string }> {
  const { id, email } = session.account;
  const secret = newTotpSecret();
  await context.database.knex.transaction(async (trx) => {
    await mayChangeFactors(trx, session);
    if ((await readTotp(trx, id)).confirmed) {
      throw conflict('An authenticator app is in force already. Remove it first.');
    }
    await offerTotpSecret(trx, id, encryptSecret(context.keys.totp, secret));
  });
  return { secret, uri: totpUri(secret, email) };
}

/**
 * Puts the offered authenticator app in force and gives recovery codes; all other sessions end. With an app in force already
 * the code lets a session count that was begun without it, by the identity provider, and there are no codes to give.
 */
export async function confirmAuthenticator(
  context: AccessContext,
  session: SignedInSession,
  code: string,
): Promise<string[]> {
  const { id } = session.account;
  if (await stepUp(context, session, code)) return [];
  return change(context, session, 'account.authenticator_added', async (trx) => {
    await mayChangeFactors(trx, session);
    const { secret, confirmed } = await readTotp(trx, id);
    if (secret === null || confirmed)
      throw conflict('There is no authenticator app to confirm. Begin again.');
    const step = await stepOfCode(
      decryptSecret(context.keys.totp, secret),
      code.replace(/\s/g, ''),
      context.now(),
    );
    if (step === null || !(await takeStep(trx, id, step))) {
      throw badRequest(
        'The code is not the one the app shows now. Check the time on your phone and try again.',
        {
          parameter: 'code',
        },
      );
    }
    await confirmTotp(trx, id);
    await secondFactorAdded(trx, session);
    return replaceRecoveryCodes(trx, id);
  });
}

/** This session counts as with a second factor; those that may have been somebody else's end. */
export async function secondFactorAdded(
  trx: Knex.Transaction,
  { account, sessionId }: SignedInSession,
): Promise<void> {
  await markSecondFactor(trx, sessionId);
  await deleteSessionsOf(trx, account.id, sessionId);
}

export async function removeAuthenticator(
  context: AccessContext,
  session: SignedInSession,
  password: string,
): Promise<void> {
  await confirmPassword(context, session, password);
  await change(context, session, 'account.authenticator_removed', async (trx) => {
    await mayChangeFactors(trx, session);
    await removeTotp(trx, session.account.id);
    await unmarkSessionsWithoutFactor(trx, session.account.id);
  });
}

/** Gives new recovery codes; the old ones are void. */
export async function renewRecoveryCodes(
  context: AccessContext,
  session: SignedInSession,
  password: string,
): Promise<string[]> {
  await confirmPassword(context, session, password);
  return change(context, session, 'account.recovery_codes_made', async (trx) => {
    await mayChangeFactors(trx, session);
    if (!(await readTotp(trx, session.account.id)).confirmed) {
      throw conflict('Recovery codes stand in for an authenticator app. Add one first.');
    }
    return replaceRecoveryCodes(trx, session.account.id);
  });
}

export async function endOwnSession(
  context: AccessContext,
  session: SignedInSession,
  id: number,
): Promise<void> {
  await change(
    context,
    session,
    'account.session_ended',
    async (trx) => {
      if (!(await deleteSession(trx, session.account.id, id))) throw notFound('You have no such session.');
    },
    () => ({ session: id }),
  );
}

/** Makes an API token that may do some of what its maker may. It is shown this once. */
export async function addToken(
  context: AccessContext,
  session: SignedInSession,
  wanted: {
    readonly name: string;
    readonly capabilities: readonly Capability[];
    readonly expiresInDays: number;
  },
): Promise<{ id: number; token: string }> {
  const beyond = wanted.capabilities.filter((capability) => !session.capabilities.includes(capability));
  if (beyond.length > 0) {
    throw new ProblemError(
      403,
      'Forbidden',
      `You may not ${beyond.join(', ')} yourself, so no token of yours may.`,
    );
  }
  const { id: accountId } = session.account;
  const now = context.now();
  const capabilities = [...new Set(wanted.capabilities)];
  return change(
    context,
    session,
    'account.token_added',
    async (trx) => {
      const [{ count } = { count: 0 }] = await selectRows(
        trx,
        z.object({ count: z.number() }),
        'SELECT count(*) AS count FROM api_token WHERE account_id = ?',
        [accountId],
      );
      if (count >= MOST_TOKENS) throw conflict(`You have ${MOST_TOKENS} tokens. Remove one first.`);
      const expiresAt = now + wanted.expiresInDays * DAY_MS;
      return insertApiToken(trx, { accountId, name: wanted.name, capabilities, expiresAt }, now);
    },
    ({ id }) => ({ token: id, capabilities: capabilities.join(' '), days: wanted.expiresInDays }),
  );
}

export async function removeToken(
  context: AccessContext,
  session: SignedInSession,
  id: number,
): Promise<void> {
  await change(
    context,
    session,
    'account.token_removed',
    async (trx) => {
      if (!(await deleteOwned(trx, 'api_token', session.account.id, id))) {
        throw notFound('You have no such token.');
      }
    },
    () => ({ token: id }),
  );
}

const totpRow = z.object({ secret: z.string().nullable(), confirmed: z.boolean() });

/** Holds the account, so that of two requests at once the second sees what the first did. */
async function readTotp(trx: Knex.Transaction, accountId: number): Promise<z.infer<typeof totpRow>> {
  const [row] = await selectRows(
    trx,
    totpRow,
    `SELECT totp_secret AS secret, totp_confirmed_at IS NOT NULL AS confirmed FROM account WHERE id = ? FOR UPDATE`,
    [accountId],
  );
  return row ?? { secret: null, confirmed: false };
}

/**
 * Throws a 403 where the account has a second factor and the session was begun without it: a stolen password alone must not
 * be able to put another in its place.
 */
export async function mayChangeFactors(
  trx: Knex.Transaction,
  { account, sessionId }: SignedInSession,
): Promise<void> {
  const [row] = await selectRows(
    trx,
    z.object({ allowed: z.boolean() }),
    `SELECT session.second_factor OR (account.totp_confirmed_at IS NULL
       AND NOT EXISTS (SELECT FROM passkey WHERE account_id = account.id)) AS allowed
     FROM account JOIN account_session session ON session.account_id = account.id
     WHERE account.id = ? AND session.id = ?`,
    [account.id, sessionId],
  );
  if (row?.allowed === true) return;
  throw new ProblemError(
    403,
    'Second factor needed',
    'This account has a second factor already. Sign in with it to change it.',
  );
}

/** Makes a change and writes it to the audit log, with `detail` of what it gave. */
export async function change<Result>(
  { database }: AccessContext,
  { account }: SignedInSession,
  action: AuditEvent['action'],
  work: (trx: Knex.Transaction) => Promise<Result>,
  detail: (result: Result) => AuditEvent['detail'] = () => ({}),
): Promise<Result> {
  return database.knex.transaction(async (trx) => {
    const result = await work(trx);
    await recordAuditEvent(trx, {
      actor: account.email,
      agencyId: account.agencyId,
      action,
      subject: `account ${account.id}`,
      detail: detail(result),
    });
    return result;
  });
}
