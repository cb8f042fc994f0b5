import type { Database } from '../database/connection.ts';
import { ABSOLUTE_LIMIT_MS } from './account-of-request.ts';
import { newToken, sessionCookieName, sessionTokenSha256 } from './request-token.ts';
import type { SignedInSession } from './signed-in-request.ts';

/** A session of somebody who is signed in, for a browser of this server's own. */
export interface OneTimeSession {
  readonly cookie: { readonly name: string; readonly value: string };
  readonly end: () => Promise<void>;
}

/**
 * Opens a second session for whoever is signed in, which sees exactly what theirs does and ends by itself after `lastsMs`. It is of the
 * cookie without HTTPS: the server's own browser asks it on this machine.
 */
export async function openOneTimeSession(
  { knex }: Database,
  { sessionId }: SignedInSession,
  lastsMs: number,
): Promise<OneTimeSession> {
  const name = sessionCookieName(false);
  const value = newToken();
  const hash = sessionTokenSha256(name, value);
  await knex.raw(
    // Begun so long ago that its time is over then.
    `INSERT INTO account_session (token_sha256, account_id, second_factor, device, created_at, last_seen_at)
     SELECT :hash, account_id, second_factor, 'This server, making a file',
       now() - make_interval(secs => :age::float8), now() FROM account_session WHERE id = :sessionId`,
    { hash, sessionId, age: (ABSOLUTE_LIMIT_MS - lastsMs) / 1000 },
  );
  return {
    cookie: { name, value },
    end: async () => {
      await knex.raw('DELETE FROM account_session WHERE token_sha256 = ?', [hash]);
    },
  };
}
