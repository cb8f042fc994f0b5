/**
 * Whoever a bench asks as: the steward of one agency, with whom every other of the database shares all its records, so that what
 * is measured has gone through sign-in, agreements and the policies of the database.
 */
import { sessionCookieName, sessionTokenSha256 } from '../server/access/request-token.ts';
import { readConfig } from '../server/config.ts';
import type { Database } from '../server/database/connection.ts';
import { openDatabase } from '../server/database/open-database.ts';

const COOKIE = sessionCookieName(false);
const TOKEN = 'asker-of-benches'.padEnd(43, '-');
const EMAIL = 'asker@bench.example';

/** What the asker's requests carry. */
export const ASKER = { name: COOKIE, value: TOKEN, header: `${COOKIE}=${TOKEN}` };

/** Fetches as the asker. */
export const fetchAsAsker = (url: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, {
    ...init,
    headers: { ...Object.fromEntries(new Headers(init.headers)), Cookie: ASKER.header },
  });

/** Lets the asker into the database of a running server of this environment. */
export async function letAskerIn(environment: Readonly<Record<string, string>>): Promise<void> {
  const database = await openDatabase(readConfig({ ...process.env, ...environment }), { shareRunning: true });
  try {
    await addAsker(database);
  } finally {
    await database.close();
  }
}

/** Adds the asker, with an agreement from each agency that has none with it yet. */
export async function addAsker({ knex }: Database): Promise<void> {
  await knex.transaction(async (trx) => {
    await trx.raw(
      `INSERT INTO account (email, name, role, agency_id)
       SELECT ?, 'Asker', 'steward', (SELECT min(id) FROM agency) ON CONFLICT (email) DO NOTHING`,
      [EMAIL],
    );
    await trx.raw(
      `INSERT INTO agreement (giving_agency_id, receiving_agency_id, recoveries, traces, ballistics, debriefs, sales,
         legal_basis, starts_on, written_by, accepted_by, accepted_at)
       SELECT g.id, a.agency_id, 'records', 'records', 'records', 'records', 'records', 'bench', '2000-01-01', 'bench', 'bench', now()
       FROM account a JOIN agency g ON g.id <> a.agency_id WHERE a.email = ? AND NOT EXISTS (
         SELECT FROM agreement WHERE giving_agency_id = g.id AND receiving_agency_id = a.agency_id)`,
      [EMAIL],
    );
    await trx.raw('DELETE FROM account_session WHERE account_id = (SELECT id FROM account WHERE email = ?)', [
      EMAIL,
    ]);
    await trx.raw(
      `INSERT INTO account_session (token_sha256, account_id, second_factor)
       SELECT ?, id, true FROM account WHERE email = ?`,
      [sessionTokenSha256(COOKIE, TOKEN), EMAIL],
    );
  });
}
