import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../database/connection.ts';

/** So many failures within {@link FAILURES_WITHIN_MS} close an address for {@link LOCK_OUT_MS} after the last. */
export const MOST_FAILURES = 5;
const FAILURES_WITHIN_MS = 15 * 60_000;
export const LOCK_OUT_MS = 10 * 60_000;
const KEEP_FAILURES_MS = 24 * 3_600_000;

/** An attempt stands as a failure until it is told that it was none: any number at once get no more than five guesses. */
export type SignInAttempt =
  | {
      readonly locked: false;
      readonly id: number /** The one after which the address is closed. */;
      readonly isLast: boolean;
    }
  | { readonly locked: true /** Milliseconds. */; readonly until: number };

const failureRow = z.object({ at: z.number() });
const idRow = z.object({ id: z.number() });

/** Begins an attempt for an address, given as its hash, whether or not there is such an account. `now` in milliseconds. */
export async function beginAttempt(
  trx: Knex.Transaction,
  emailSha256: string,
  now: number,
): Promise<SignInAttempt> {
  // One after the other for each address, at however many servers.
  await trx.raw('SELECT pg_advisory_xact_lock(hashtextextended(?, 0))', [emailSha256]);
  await trx.raw('DELETE FROM sign_in_failure WHERE failed_at < to_timestamp(?::float8)', [
    (now - KEEP_FAILURES_MS) / 1000,
  ]);
  const failures = await selectRows(
    trx,
    failureRow,
    `SELECT (extract(epoch FROM failed_at) * 1000)::float8 AS at FROM sign_in_failure
     WHERE email_sha256 = ? ORDER BY failed_at DESC LIMIT ?`,
    [emailSha256, MOST_FAILURES],
  );
  const last = failures[0]?.at ?? 0;
  const until = last + LOCK_OUT_MS;
  if (areTooMany(failures.map(({ at }) => at)) && now < until) return { locked: true, until };
  const [added] = await selectRows(
    trx,
    idRow,
    'INSERT INTO sign_in_failure (email_sha256, failed_at) VALUES (?, to_timestamp(?::float8)) RETURNING id',
    [emailSha256, now / 1000],
  );
  if (added === undefined) throw new Error('The attempt was not written down.');
  const newest = [now, ...failures.map(({ at }) => at)].slice(0, MOST_FAILURES);
  return { locked: false, id: added.id, isLast: areTooMany(newest) };
}

/** `times` are the latest failures, newest first. */
function areTooMany(times: readonly number[]): boolean {
  const [newest = 0] = times;
  return times.length >= MOST_FAILURES && newest - (times[MOST_FAILURES - 1] ?? 0) <= FAILURES_WITHIN_MS;
}

/** The attempt was no failure: its password was right, and the second factor is still to come. */
export async function forgetAttempt(trx: Knex.Transaction, id: number): Promise<void> {
  await trx.raw('DELETE FROM sign_in_failure WHERE id = ?', [id]);
}

/** Whoever has signed in begins anew. */
export async function forgetFailures(trx: Knex.Transaction, emailSha256: string): Promise<void> {
  await trx.raw('DELETE FROM sign_in_failure WHERE email_sha256 = ?', [emailSha256]);
}
