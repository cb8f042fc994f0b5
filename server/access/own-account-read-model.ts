import type { Knex } from 'knex';
import { z } from 'zod';
import { GIVEN_CAPABILITIES } from '../../domain/access.ts';
import type { OwnAccount } from '../../domain/access-responses.ts';
import { selectRows } from '../database/connection.ts';
import { ABSOLUTE_LIMIT_MS, IDLE_LIMIT_MS } from './account-of-request.ts';

/** A moment as RFC 3339, in UTC, to the second. */
export const moment = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

const factsRow = z.object({ hasPassword: z.boolean(), totp: z.boolean(), recoveryCodesLeft: z.number() });
const passkeyRow = z.object({ id: z.number(), name: z.string(), createdAt: z.string() });
const sessionRow = z.object({
  id: z.number(),
  device: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  current: z.boolean(),
});
const tokenRow = z.object({
  id: z.number(),
  name: z.string(),
  capabilities: z.array(z.enum(GIVEN_CAPABILITIES)),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedOn: z.string().nullable(),
});

/** What somebody may change about their own sign-in; `now` in milliseconds. */
export async function readOwnAccount(
  trx: Knex.Transaction,
  accountId: number,
  sessionId: number,
  now: number,
): Promise<Omit<OwnAccount, 'account'>> {
  const [facts] = await selectRows(
    trx,
    factsRow,
    `SELECT password_hash IS NOT NULL AS "hasPassword", totp_confirmed_at IS NOT NULL AS totp,
       (SELECT count(*)::int FROM recovery_code WHERE account_id = account.id AND used_at IS NULL) AS "recoveryCodesLeft"
     FROM account WHERE id = ?`,
    [accountId],
  );
  if (facts === undefined) throw new Error('The account of the session is not there.');
  const passkeys = await selectRows(
    trx,
    passkeyRow,
    `SELECT id, name, ${moment('created_at')} AS "createdAt" FROM passkey WHERE account_id = ? ORDER BY id`,
    [accountId],
  );
  const sessions = await selectRows(
    trx,
    sessionRow,
    `SELECT id, device, ${moment('created_at')} AS "createdAt", ${moment('last_seen_at')} AS "lastSeenAt",
       id = :sessionId AS current
     FROM account_session
     WHERE account_id = :accountId AND created_at > to_timestamp(:begun::float8) AND last_seen_at > to_timestamp(:seen::float8)
     ORDER BY last_seen_at DESC, id DESC`,
    {
      accountId,
      sessionId,
      begun: (now - ABSOLUTE_LIMIT_MS) / 1000,
      seen: (now - IDLE_LIMIT_MS) / 1000,
    },
  );
  const tokens = await selectRows(
    trx,
    tokenRow,
    `SELECT id, name, capabilities, ${moment('created_at')} AS "createdAt", ${moment('expires_at')} AS "expiresAt",
       last_used_on AS "lastUsedOn"
     FROM api_token WHERE account_id = ? ORDER BY id`,
    [accountId],
  );
  return { ...facts, passkeys, sessions, tokens };
}
