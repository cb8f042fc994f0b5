/**
 * Requests of tests that are not about access: they come from the steward of one agency, with whom every other shares all
 * its records, by accounts, agreements and sessions as they really are.
 */
import type { RequestListener } from 'node:http';
import type { Express, RequestHandler, Router } from 'express';
import { sessionCookieName, sessionTokenSha256 } from '../../server/access/request-token.ts';
import type { Database } from '../../server/database/connection.ts';
import { routeApp } from './route-app.ts';

const TOKEN = 'everybodys-partner'.padEnd(43, '-');
const COOKIE = sessionCookieName(false);
/** Who the audit log says it was. */
export const PARTNER = 'partner@region.example';

/** Sees to it that there is such a steward, of the agency of that code or else of the first, and gives their cookie. */
export async function cookieOfPartner({ knex }: Database, agency: string | null = null): Promise<string> {
  await knex.transaction(async (trx) => {
    const own = '(SELECT id FROM agency ORDER BY code IS DISTINCT FROM :agency::text, id LIMIT 1)';
    await trx.raw(
      `INSERT INTO account AS a (email, name, role, agency_id, demo) SELECT :email, 'Partner', 'steward', ${own}, true
       ON CONFLICT (email) DO UPDATE SET agency_id = excluded.agency_id WHERE a.agency_id IS DISTINCT FROM excluded.agency_id`,
      { email: PARTNER, agency },
    );
    await trx.raw(
      `INSERT INTO agreement (giving_agency_id, receiving_agency_id, recoveries, traces, ballistics, debriefs, sales,
         legal_basis, starts_on, written_by, accepted_by, accepted_at)
       SELECT g.id, own.id, 'records', 'records', 'records', 'records', 'records', 'tests', '2000-01-01', 't', 't', now()
       FROM agency g, LATERAL ${own} own (id) WHERE g.id <> own.id AND NOT EXISTS (
         SELECT FROM agreement a WHERE a.giving_agency_id = g.id AND a.receiving_agency_id = own.id)`,
      { agency },
    );
    await trx.raw(
      `INSERT INTO account_session (token_sha256, account_id) SELECT ?, id FROM account WHERE email = ?
       ON CONFLICT (token_sha256) DO NOTHING`,
      [sessionTokenSha256(COOKIE, TOKEN), PARTNER],
    );
  });
  return `${COOKIE}=${TOKEN}`;
}

/** The routes, every request signed in as {@link cookieOfPartner} says unless it shows something itself. */
export function signedInApp(database: Database, ...routers: readonly Router[]): Express {
  return signedInAppOf(database, null, ...routers);
}

/** The same as the steward of an agency. */
export function signedInAppOf(
  database: Database,
  agency: string | null,
  ...routers: readonly Router[]
): Express {
  const signIn: RequestHandler = async (request, _response, next) => {
    request.headers.cookie ??= await cookieOfPartner(database, agency);
    next();
  };
  return routeApp(signIn, ...routers);
}

/** The same for a whole application. */
export function signedInListener(database: () => Database, app: RequestListener): RequestListener {
  return (request, response) => {
    if (request.headers.cookie !== undefined) {
      app(request, response);
      return;
    }
    cookieOfPartner(database()).then(
      (cookie) => {
        request.headers.cookie = cookie;
        app(request, response);
      },
      (error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  };
}
