/** Sign-in as the tests need it: a context with a clock of its own, accounts, and whoever is signed in. */
import type { Router } from 'express';
import request from 'supertest';
import { z } from 'zod';
import type { Role } from '../../domain/access.ts';
import { OFFLINE_BASEMAP } from '../../domain/basemap.ts';
import type { AccessContext } from '../../server/access/access-context.ts';
import { accessKeys } from '../../server/access/access-keys.ts';
import { readAccessSettings } from '../../server/access/access-settings.ts';
import { hashPassword } from '../../server/access/password.ts';
import { apiTokenSha256, newToken, sessionCookieName } from '../../server/access/request-token.ts';
import { insertSession } from '../../server/access/session-store.ts';
import type { Database } from '../../server/database/connection.ts';
import { selectRows } from '../../server/database/connection.ts';
import { keepGunDetails } from '../../server/rollups/keep-gun-details.ts';
import { routeApp } from './route-app.ts';

export const TEST_SECRET = 'k7Qm2xVb9Lr4Tz8Wn1Jc6Hd3Yf5Gp0SaEuBiRoNy';
/** Of every account {@link addAccount} makes. */
export const PASSWORD = 'seven lamps under water';

export interface TestAccess extends AccessContext {
  advance(milliseconds: number): void;
}

/**
 * A context of sign-in whose time passes by `advance` alone. It begins at the second that it is: what asks the real clock, such as
 * the scope of a request, finds sessions of it in force.
 */
export function testAccess(
  database: Database,
  environment: NodeJS.ProcessEnv = {},
  { demo = false }: { readonly demo?: boolean } = {},
): TestAccess {
  let now = Math.floor(Date.now() / 1000) * 1000;
  const settings = readAccessSettings({ SESSION_SECRET: TEST_SECRET, ...environment });
  const keys = accessKeys({ access: settings, dataDir: '' });
  return {
    database,
    settings,
    demo,
    keys,
    basemap: OFFLINE_BASEMAP,
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}

export interface AccountRecord {
  readonly email: string;
  readonly role: Role;
  /** Code; none where left out. */
  readonly agency?: string;
  readonly demo?: boolean;
  /** {@link PASSWORD} where left out. */
  readonly password?: string | null;
}

const hashes = new Map<string, Promise<string>>();

function hashOf(password: string): Promise<string> {
  const known = hashes.get(password) ?? hashPassword(password);
  hashes.set(password, known);
  return known;
}

/** Adds an account and gives its id. */
export async function addAccount({ knex }: Database, account: AccountRecord): Promise<number> {
  const password = account.password === undefined ? PASSWORD : account.password;
  const [row] = await selectRows(
    knex,
    z.object({ id: z.number() }),
    `INSERT INTO account (email, name, role, agency_id, password_hash, demo)
     SELECT :email, initcap(split_part(:email, '@', 1)), :role, (SELECT id FROM agency WHERE code = :agency::text),
       :hash::text, :demo RETURNING id`,
    {
      email: account.email,
      role: account.role,
      agency: account.agency ?? null,
      hash: password === null ? null : await hashOf(password),
      demo: account.demo ?? false,
    },
  );
  if (row === undefined) throw new Error('The account was not added.');
  // As whoever adds an account does.
  await knex.transaction(keepGunDetails);
  return row.id;
}

/** Adds an account and gives the cookie of a session of it, with a second factor: for tests of other things than sign-in. */
export async function cookieOf(database: Database, account: AccountRecord): Promise<string> {
  const accountId = await addAccount(database, account);
  const token = await database.knex.transaction((trx) =>
    insertSession(
      trx,
      { accountId, cookieName: sessionCookieName(false), secondFactor: true, device: 'Test' },
      Date.now(),
    ),
  );
  return `${sessionCookieName(false)}=${token}`;
}

/** Gives an API token of an account, with which programs ask. */
export async function tokenOf(
  { knex }: Database,
  accountId: number,
  capabilities: readonly string[],
): Promise<string> {
  const token = newToken();
  await knex.raw(
    `INSERT INTO api_token (token_sha256, account_id, name, capabilities, expires_at) VALUES (?, ?, 'map', ?, '2099-01-01')`,
    [apiTokenSha256(token), accountId, [...capabilities]],
  );
  return token;
}

/** A moment as the API tells it, to the second. */
export const momentOf = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');

/** A browser: keeps the cookies it is given, and asks with them. */
export function browser(...routers: readonly Router[]): ReturnType<typeof request.agent> {
  return request.agent(routeApp(...routers));
}

/** What the audit log says of these actions, oldest first: actor, action and detail. */
export async function auditOf({ knex }: Database, pattern: string): Promise<unknown[]> {
  return selectRows(
    knex,
    z.object({ actor: z.string(), action: z.string(), detail: z.record(z.string(), z.unknown()) }),
    'SELECT actor, action, detail FROM audit_event WHERE action LIKE ? ORDER BY id',
    [pattern],
  );
}

/** Who is in the audit log to have opened a single record: `recovery 42`. */
export async function viewsOf({ knex }: Database, subject: string): Promise<unknown[]> {
  return selectRows(
    knex,
    z.object({ actor: z.string() }),
    `SELECT actor FROM audit_event WHERE action = 'record.viewed' AND subject = ? ORDER BY id`,
    [subject],
  );
}
