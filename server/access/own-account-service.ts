/** One's own password, sessions and API tokens. */

import { z } from 'zod';
import type { Capability } from '../../domain/access.ts';
import type { Told } from '../../domain/languages/told.ts';
import { told } from '../../domain/languages/told.ts';
import { selectRows } from '../database/connection.ts';
import { badRequest, forbidden, notFound, ProblemError } from '../errors.ts';
import type { AccessContext } from './access-context.ts';
import { change } from './account-change.ts';
import { deleteInvitations, deleteOwned, insertApiToken, setPassword } from './account-store.ts';
import { confirmPassword } from './own-password.ts';
import { hashPassword } from './password.ts';
import { checkNewPassword } from './password-rules.ts';
import { deleteSession, deleteSessionsOf } from './session-store.ts';
import type { SignedInSession } from './signed-in-request.ts';

const MOST_TOKENS = 20;
const DAY_MS = 24 * 3_600_000;

const conflict = (message: Told) => new ProblemError(409, 'Not now', message);

/** Gives a new password; whoever else is in with the old one is out. */
export async function changePassword(
  context: AccessContext,
  session: SignedInSession,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<void> {
  const account = await confirmPassword(context, session, current);
  if (account.passwordHash === null) {
    throw conflict(told('This account has no password: it signs in at the identity provider.'));
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
    throw forbidden(
      told('You may not {beyond} yourself, so no token of yours may.', { beyond: beyond.join(', ') }),
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
      if (count >= MOST_TOKENS)
        throw conflict(told('You have {most} tokens. Remove one first.', { most: MOST_TOKENS }));
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
