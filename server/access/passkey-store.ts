import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';

/** How long an authenticator has to answer: a person looks for the key in a drawer. */
const CHALLENGE_MS = 5 * 60_000;

/** Keeps a challenge, of an account that adds a passkey, or (null) of whoever signs in. `now` in milliseconds. */
export async function insertChallenge(
  trx: Knex.Transaction,
  challenge: string,
  accountId: number | null,
  now: number,
): Promise<void> {
  await trx.raw('DELETE FROM passkey_challenge WHERE expires_at < to_timestamp(?::float8)', [now / 1000]);
  await trx.raw(
    'INSERT INTO passkey_challenge (challenge, account_id, expires_at) VALUES (?, ?, to_timestamp(?::float8))',
    [challenge, accountId, (now + CHALLENGE_MS) / 1000],
  );
}

/** Takes a challenge, which is good once; false where it was used, is over, or was somebody else's. */
export async function takeChallenge(
  trx: Knex.Transaction,
  challenge: string,
  accountId: number | null,
  now: number,
): Promise<boolean> {
  const taken = await selectRows(
    trx,
    z.object({ challenge: z.string() }),
    `DELETE FROM passkey_challenge
     WHERE challenge = ? AND account_id IS NOT DISTINCT FROM ?::int AND expires_at > to_timestamp(?::float8)
     RETURNING challenge`,
    [challenge, accountId, now / 1000],
  );
  return taken.length > 0;
}

const passkeyRow = z.object({
  id: z.number(),
  accountId: z.number(),
  credentialId: z.string(),
  publicKey: z.instanceof(Uint8Array),
  counter: z.number(),
  transports: z.array(z.string()),
});
export type Passkey = z.infer<typeof passkeyRow>;

const COLUMNS = `id, account_id AS "accountId", credential_id AS "credentialId", public_key AS "publicKey", counter, transports`;

/** The passkey of a credential. Held until the transaction is over: of two copies at once, one comes after the other. */
export async function readPasskey(trx: Knex.Transaction, credentialId: string): Promise<Passkey | null> {
  const [row] = await selectRows(
    trx,
    passkeyRow,
    `SELECT ${COLUMNS} FROM passkey WHERE credential_id = ? FOR UPDATE`,
    [credentialId],
  );
  return row ?? null;
}

export async function readPasskeysOf(trx: Knex.Transaction, accountId: number): Promise<Passkey[]> {
  return selectRows(trx, passkeyRow, `SELECT ${COLUMNS} FROM passkey WHERE account_id = ? ORDER BY id`, [
    accountId,
  ]);
}

/** Adds a passkey and gives its id; null where the credential is somebody's already. */
export async function insertPasskey(
  trx: Knex.Transaction,
  passkey: Omit<Passkey, 'id'> & { readonly name: string },
): Promise<number | null> {
  const [row] = await selectRows(
    trx,
    z.object({ id: z.number() }),
    `INSERT INTO passkey (account_id, credential_id, public_key, counter, transports, name)
     VALUES (:accountId, :credentialId, :publicKey, :counter, :transports::text[], :name)
     ON CONFLICT (credential_id) DO NOTHING RETURNING id`,
    { ...passkey, publicKey: Buffer.from(passkey.publicKey) },
  );
  return row?.id ?? null;
}

export async function setPasskeyCounter(trx: Knex.Transaction, id: number, counter: number): Promise<void> {
  await trx.raw('UPDATE passkey SET counter = ? WHERE id = ?', [counter, id]);
}
