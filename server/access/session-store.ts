import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import { ABSOLUTE_LIMIT_MS, IDLE_LIMIT_MS } from './account-of-request.ts';
import { newToken, sessionTokenSha256 } from './request-token.ts';

export interface NewSession {
  readonly accountId: number;
  /** Name of the cookie it is handed out in. */
  readonly cookieName: string;
  readonly secondFactor: boolean;
  /** Told to its owner among their sessions. */
  readonly device: string;
}

const idRow = z.object({ id: z.number() });

/** Begins a session and gives its token, which is kept nowhere; sessions whose time is over go. `now` in milliseconds. */
export async function insertSession(
  trx: Knex.Transaction,
  session: NewSession,
  now: number,
): Promise<string> {
  await deleteOverSessions(trx, now);
  const token = newToken();
  await trx.raw(
    `INSERT INTO account_session (token_sha256, account_id, second_factor, device, created_at, last_seen_at)
     VALUES (:hash, :accountId, :secondFactor, :device, to_timestamp(:at::float8), to_timestamp(:at::float8))`,
    {
      hash: sessionTokenSha256(session.cookieName, token),
      accountId: session.accountId,
      secondFactor: session.secondFactor,
      device: session.device,
      at: now / 1000,
    },
  );
  return token;
}

async function deleteOverSessions(trx: Knex.Transaction, now: number): Promise<void> {
  await trx.raw(
    'DELETE FROM account_session WHERE created_at < to_timestamp(?::float8) OR last_seen_at < to_timestamp(?::float8)',
    [(now - ABSOLUTE_LIMIT_MS) / 1000, (now - IDLE_LIMIT_MS) / 1000],
  );
}

/** Ends a session of an account; false where it has none of that id. */
export async function deleteSession(trx: Knex.Transaction, accountId: number, id: number): Promise<boolean> {
  const deleted = await selectRows(
    trx,
    idRow,
    'DELETE FROM account_session WHERE account_id = ? AND id = ? RETURNING id',
    [accountId, id],
  );
  return deleted.length > 0;
}

/** Ends the session of a token, whosever it is. */
export async function deleteSessionOfToken(trx: Knex.Transaction, tokenSha256: string): Promise<void> {
  await trx.raw('DELETE FROM account_session WHERE token_sha256 = ?', [tokenSha256]);
}

/** Ends all sessions of an account but one, or all where `keptId` is null; gives their number. */
export async function deleteSessionsOf(
  trx: Knex.Transaction,
  accountId: number,
  keptId: number | null = null,
): Promise<number> {
  const deleted = await selectRows(
    trx,
    idRow,
    'DELETE FROM account_session WHERE account_id = ? AND id IS DISTINCT FROM ?::int RETURNING id',
    [accountId, keptId],
  );
  return deleted.length;
}

/** From now on the session counts as one with a second factor. */
export async function markSecondFactor(trx: Knex.Transaction, id: number): Promise<void> {
  await trx.raw('UPDATE account_session SET second_factor = true WHERE id = ?', [id]);
}
