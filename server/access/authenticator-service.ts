/** Authenticator apps, and the recovery codes that stand in for them. */

import type { Knex } from 'knex';
import { z } from 'zod';
import type { Told } from '../../domain/languages/told.ts';
import { told } from '../../domain/languages/told.ts';
import { selectRows } from '../database/connection.ts';
import { badRequest, ProblemError } from '../errors.ts';
import type { AccessContext } from './access-context.ts';
import { change, mayChangeFactors, secondFactorAdded } from './account-change.ts';
import { confirmTotp, offerTotpSecret, removeTotp, unmarkSessionsWithoutFactor } from './account-store.ts';
import { confirmPassword } from './own-password.ts';
import { replaceRecoveryCodes } from './recovery-codes.ts';
import { takeStep } from './second-factor.ts';
import type { SignedInSession } from './signed-in-request.ts';
import { stepUp } from './step-up.ts';
import { decryptSecret, encryptSecret, newTotpSecret, stepOfCode, totpUri } from './totp.ts';

const conflict = (message: Told) => new ProblemError(409, 'Not now', message);

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
      throw conflict(told('An authenticator app is in force already. Remove it first.'));
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
      throw conflict(told('There is no authenticator app to confirm. Begin again.'));
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
      throw conflict(told('Recovery codes stand in for an authenticator app. Add one first.'));
    }
    return replaceRecoveryCodes(trx, session.account.id);
  });
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
