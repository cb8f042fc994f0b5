import type { Role } from '../../domain/access.ts';
import { sessionCookieName, sessionTokenSha256 } from '../../server/access/request-token.ts';
import type { Database } from '../../server/database/connection.ts';
import { keepGunDetails } from '../../server/rollups/keep-gun-details.ts';

const COOKIE = sessionCookieName(false);

/** Adds an account `ROLE@AGENCY.example` that is signed in, and gives its cookie. */
export async function accountCookie(
  { knex }: Database,
  { agency, role }: { readonly agency: string; readonly role: Role },
): Promise<{ readonly name: string; readonly value: string; readonly header: string }> {
  const email = `${role}@${agency.toLowerCase()}.example`;
  const value = `session-of-${role}-${agency}`.padEnd(43, '-');
  await knex.transaction(async (trx) => {
    await trx.raw(
      `WITH a AS (INSERT INTO account (email, name, role, agency_id, demo)
         SELECT :email, :name, :role, (SELECT id FROM agency WHERE code = :agency), true RETURNING id)
       INSERT INTO account_session (token_sha256, account_id) SELECT :hash, id FROM a`,
      { email, name: `${role} of ${agency}`, role, agency, hash: sessionTokenSha256(COOKIE, value) },
    );
    await keepGunDetails(trx);
  });
  return { name: COOKIE, value, header: `${COOKIE}=${value}` };
}
