import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';
import { sha256 } from './request-token.ts';
import type { Journey } from './single-sign-on-provider.ts';

/** How long one may take to sign in at the identity provider. */
const JOURNEY_MS = 10 * 60_000;

/** Keeps what a browser's way back is checked against; `browserToken` is that browser's alone. `now` in milliseconds. */
export async function insertJourney(
  trx: Knex.Transaction,
  { state, nonce, codeVerifier }: Journey,
  browserToken: string,
  now: number,
): Promise<void> {
  await trx.raw('DELETE FROM single_sign_on WHERE expires_at < to_timestamp(?::float8)', [now / 1000]);
  await trx.raw(
    `INSERT INTO single_sign_on (state_sha256, browser_sha256, nonce, code_verifier, expires_at)
     VALUES (?, ?, ?, ?, to_timestamp(?::float8))`,
    [sha256(state), sha256(browserToken), nonce, codeVerifier, (now + JOURNEY_MS) / 1000],
  );
}

const journeyRow = z.object({ nonce: z.string(), codeVerifier: z.string() });

/** Takes what was kept, which is good once; null where it was used, is over, or was begun in another browser. */
export async function takeJourney(
  trx: Knex.Transaction,
  state: string,
  browserToken: string,
  now: number,
): Promise<Journey | null> {
  const [row] = await selectRows(
    trx,
    journeyRow,
    `DELETE FROM single_sign_on
     WHERE state_sha256 = ? AND browser_sha256 = ? AND expires_at > to_timestamp(?::float8)
     RETURNING nonce, code_verifier AS "codeVerifier"`,
    [sha256(state), sha256(browserToken), now / 1000],
  );
  return row === undefined ? null : { state, ...row };
}
