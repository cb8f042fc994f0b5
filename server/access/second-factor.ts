import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import type { AccessContext } from './access-context.ts';
import { isRecoveryCode, recoveryCodeSha256 } from './recovery-codes.ts';
import type { SignInAccount } from './sign-in-read-model.ts';
import { decryptSecret, stepOfCode } from './totp.ts';

const idRow = z.object({ id: z.number() });

/**
 * Takes a code of the account's authenticator app or one of its recovery codes, each at most once; says which it was, null
 * where it is neither.
 */
export async function useSecondFactor(
  { keys, now }: AccessContext,
  trx: Knex.Transaction,
  account: Pick<SignInAccount, 'id' | 'totpSecret'>,
  code: string,
): Promise<'totp' | 'recovery code' | null> {
  const typed = code.replace(/\s/g, '');
  if (isRecoveryCode(typed)) {
    const used = await selectRows(
      trx,
      idRow,
      `UPDATE recovery_code SET used_at = to_timestamp(?::float8)
       WHERE account_id = ? AND code_sha256 = ? AND used_at IS NULL RETURNING account_id AS id`,
      [now() / 1000, account.id, recoveryCodeSha256(typed)],
    );
    return used.length > 0 ? 'recovery code' : null;
  }
  if (account.totpSecret === null) return null;
  const step = await stepOfCode(decryptSecret(keys.totp, account.totpSecret), typed, now());
  return step !== null && (await takeStep(trx, account.id, step)) ? 'totp' : null;
}

/** Marks a 30-second step of an account as used; false where it, or a later one, was used before. */
export async function takeStep(trx: Knex.Transaction, accountId: number, step: number): Promise<boolean> {
  const taken = await selectRows(
    trx,
    idRow,
    'UPDATE account SET totp_last_step = :step WHERE id = :id AND coalesce(totp_last_step, -1) < :step RETURNING id',
    { step, id: accountId },
  );
  return taken.length > 0;
}
