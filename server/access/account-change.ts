/** What all changes of one's own sign-in have in common. */
import type { Knex } from 'knex';
import { z } from 'zod';
import type { AuditEvent } from '../audit/record-audit-event.ts';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import { selectRows } from '../database/connection.ts';
import { secondFactorNeeded } from '../errors.ts';
import type { AccessContext } from './access-context.ts';
import { deleteSessionsOf, markSecondFactor } from './session-store.ts';
import type { SignedInSession } from './signed-in-request.ts';

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
  throw secondFactorNeeded('This account has a second factor already. Sign in with it to change it.');
}

/** This session counts as with a second factor; those that may have been somebody else's end. */
export async function secondFactorAdded(
  trx: Knex.Transaction,
  { account, sessionId }: SignedInSession,
): Promise<void> {
  await markSecondFactor(trx, sessionId);
  await deleteSessionsOf(trx, account.id, sessionId);
}
