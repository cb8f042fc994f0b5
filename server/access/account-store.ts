import type { Knex } from 'knex';
import { z } from 'zod';
import type { Capability, Role } from '../../domain/access.ts';
import { selectRows } from '../database/connection.ts';
import { keepGunDetails } from '../rollups/keep-gun-details.ts';
import { apiTokenSha256, newToken, sha256 } from './request-token.ts';

const idRow = z.object({ id: z.number() });

export interface NewAccount {
  /** In lower case. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly agencyId: number | null;
  readonly passwordHash: string | null;
  /** Issuer and subject at the identity provider; null where it signs in here. */
  readonly oidcSubject: string | null;
}

/** Adds an account and gives its id; null where there is one of that address. */
export async function insertAccount(trx: Knex.Transaction, account: NewAccount): Promise<number | null> {
  const [row] = await selectRows(
    trx,
    idRow,
    `INSERT INTO account (email, name, role, agency_id, password_hash, oidc_subject)
     VALUES (:email, :name, :role, :agencyId, :passwordHash, :oidcSubject)
     ON CONFLICT (email) DO NOTHING RETURNING id`,
    { ...account },
  );
  await keepGunDetails(trx);
  return row?.id ?? null;
}

export async function updateAccount(
  trx: Knex.Transaction,
  id: number,
  { name, role, agencyId, disabled }: Pick<NewAccount, 'name' | 'role' | 'agencyId'> & { disabled: boolean },
): Promise<void> {
  await trx.raw(
    `UPDATE account SET name = :name, role = :role, agency_id = :agencyId,
       disabled_at = CASE WHEN :disabled::boolean THEN coalesce(disabled_at, now()) END
     WHERE id = :id`,
    { id, name, role, agencyId, disabled },
  );
  await keepGunDetails(trx);
}

export async function setPassword(trx: Knex.Transaction, id: number, passwordHash: string): Promise<void> {
  await trx.raw('UPDATE account SET password_hash = ? WHERE id = ?', [passwordHash, id]);
}

/** Keeps a secret that counts only once a code has confirmed it. */
export async function offerTotpSecret(trx: Knex.Transaction, id: number, encrypted: string): Promise<void> {
  await trx.raw(
    'UPDATE account SET totp_secret = ?, totp_confirmed_at = NULL, totp_last_step = NULL WHERE id = ?',
    [encrypted, id],
  );
}

export async function confirmTotp(trx: Knex.Transaction, id: number): Promise<void> {
  await trx.raw('UPDATE account SET totp_confirmed_at = now() WHERE id = ?', [id]);
}

/** Removes the authenticator app and what stands in for it. */
export async function removeTotp(trx: Knex.Transaction, id: number): Promise<void> {
  await trx.raw(
    'UPDATE account SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL WHERE id = ?',
    [id],
  );
  await trx.raw('DELETE FROM recovery_code WHERE account_id = ?', [id]);
}

/** Where an account has no second factor left, its sessions count as without one. */
export async function unmarkSessionsWithoutFactor(trx: Knex.Transaction, id: number): Promise<void> {
  await trx.raw(
    `UPDATE account_session SET second_factor = false
     WHERE account_id = :id AND NOT EXISTS (SELECT FROM passkey WHERE account_id = :id)
       AND NOT EXISTS (SELECT FROM account WHERE id = :id AND totp_confirmed_at IS NOT NULL)`,
    { id },
  );
}

/** Takes away everything that lets in: password, second factors, sessions, tokens. */
export async function removeCredentials(trx: Knex.Transaction, id: number): Promise<void> {
  await trx.raw('UPDATE account SET password_hash = NULL WHERE id = ?', [id]);
  await removeTotp(trx, id);
  await trx.raw('DELETE FROM passkey WHERE account_id = ?', [id]);
  await removeAccess(trx, id);
}

/** Ends all sessions and tokens, and takes back invitations. */
export async function removeAccess(trx: Knex.Transaction, id: number): Promise<void> {
  for (const table of ['account_session', 'api_token', 'account_invitation']) {
    await trx.raw('DELETE FROM ?? WHERE account_id = ?', [table, id]);
  }
}

const invitationSha256 = (token: string): string => sha256(`invitation ${token}`);

/** Makes an invitation in the place of any older and gives its token, which is kept nowhere. `until` in milliseconds. */
export async function insertInvitation(trx: Knex.Transaction, id: number, until: number): Promise<string> {
  const token = newToken();
  await trx.raw('DELETE FROM account_invitation WHERE account_id = ?', [id]);
  await trx.raw(
    'INSERT INTO account_invitation (token_sha256, account_id, expires_at) VALUES (?, ?, to_timestamp(?::float8))',
    [invitationSha256(token), id, until / 1000],
  );
  return token;
}

const invitedRow = z.object({
  id: z.number(),
  email: z.string(),
  name: z.string(),
  agencyId: z.number().nullable(),
});
export type Invited = z.infer<typeof invitedRow>;

/** Whom an invitation is for; null where it was used, is over or is for nobody. Held until the transaction is over. */
export async function readInvited(
  trx: Knex.Transaction,
  token: string,
  now: number,
): Promise<Invited | null> {
  const [row] = await selectRows(
    trx,
    invitedRow,
    `SELECT account.id, account.email, account.name, account.agency_id AS "agencyId"
     FROM account_invitation invitation JOIN account ON account.id = invitation.account_id
     WHERE invitation.token_sha256 = ? AND invitation.expires_at > to_timestamp(?::float8) AND account.disabled_at IS NULL
     FOR UPDATE OF invitation`,
    [invitationSha256(token), now / 1000],
  );
  return row ?? null;
}

export async function deleteInvitations(trx: Knex.Transaction, accountId: number): Promise<void> {
  await trx.raw('DELETE FROM account_invitation WHERE account_id = ?', [accountId]);
}

export interface NewApiToken {
  readonly accountId: number;
  readonly name: string;
  readonly capabilities: readonly Capability[];
  /** Milliseconds. */
  readonly expiresAt: number;
}

/** Makes a token and gives it with its id: it is kept as a hash alone. `now` in milliseconds. */
export async function insertApiToken(
  trx: Knex.Transaction,
  { accountId, name, capabilities, expiresAt }: NewApiToken,
  now: number,
): Promise<{ id: number; token: string }> {
  const token = newToken();
  const [row] = await selectRows(
    trx,
    idRow,
    `INSERT INTO api_token (token_sha256, account_id, name, capabilities, created_at, expires_at)
     VALUES (:hash, :accountId, :name, :capabilities::text[], to_timestamp(:now::float8), to_timestamp(:until::float8))
     RETURNING id`,
    {
      hash: apiTokenSha256(token),
      accountId,
      name,
      capabilities: [...capabilities],
      now: now / 1000,
      until: expiresAt / 1000,
    },
  );
  if (row === undefined) throw new Error('The token was not inserted.');
  await keepGunDetails(trx);
  return { id: row.id, token };
}

/** Removes a row of an account; false where it has none of that id. */
export async function deleteOwned(
  trx: Knex.Transaction,
  table: 'api_token' | 'passkey',
  accountId: number,
  id: number,
): Promise<boolean> {
  const deleted = await selectRows(
    trx,
    idRow,
    'DELETE FROM ?? WHERE account_id = ? AND id = ? RETURNING id',
    [table, accountId, id],
  );
  if (table === 'api_token') await keepGunDetails(trx);
  return deleted.length > 0;
}
