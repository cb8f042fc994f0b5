import { randomInt } from 'node:crypto';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Role } from '../domain/access.ts';
import { hashPassword } from '../server/access/password.ts';
import type { Database } from '../server/database/connection.ts';
import { selectRows } from '../server/database/connection.ts';

interface DemoAccount {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Code; null for those of the region. */
  readonly agency: string | null;
}

/** One for each role, those of an agency of the demo's largest in Maryland, and a steward of the one next to it. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { email: 'analyst@demo.example', name: 'Ana Lys (demo)', role: 'analyst', agency: 'BALTPD' },
  { email: 'mayor@demo.example', name: 'May Orr (demo)', role: 'briefing', agency: 'BALTPD' },
  { email: 'steward@demo.example', name: 'Stu Ward (demo)', role: 'steward', agency: 'BALTPD' },
  { email: 'partner@demo.example', name: 'Pat Nerr (demo)', role: 'steward', agency: 'BALTCO' },
  { email: 'admin@demo.example', name: 'Ada Minn (demo)', role: 'administrator', agency: null },
  { email: 'auditor@demo.example', name: 'Aud Ito (demo)', role: 'auditor', agency: null },
];

export interface DemoSignIns {
  readonly emails: readonly string[];
  /** Of all of them. */
  readonly password: string;
}

/**
 * Makes the accounts of the demo region, or gives those that are there their password: the given one, else a new one at each
 * start; they are without a second factor again. Null where the demo region is not loaded: among real agencies nobody
 * gets in with a password that was printed.
 */
export async function ensureDemoAccounts(
  database: Database,
  givenPassword: string | null,
): Promise<DemoSignIns | null> {
  if (!(await isDemoLoaded(database))) return null;
  const password = givenPassword ?? randomPassword();
  const passwordHash = await hashPassword(password);
  await database.knex.transaction(async (trx) => {
    for (const account of DEMO_ACCOUNTS) await upsertAccount(trx, account, passwordHash);
    await removeSecondFactors(trx);
  });
  return { emails: DEMO_ACCOUNTS.map(({ email }) => email), password };
}

/** An account of that address that is none of the demo's is left as it is. */
async function upsertAccount(
  trx: Knex.Transaction,
  account: DemoAccount,
  passwordHash: string,
): Promise<void> {
  await trx.raw(
    `INSERT INTO account (email, name, role, agency_id, password_hash, demo)
     SELECT :email, :name, :role, (SELECT id FROM agency WHERE code = :agency::text), :passwordHash, true
     ON CONFLICT (email) DO UPDATE SET password_hash = excluded.password_hash WHERE account.demo`,
    { ...account, passwordHash },
  );
}

/** What one visitor tried out would keep the next from signing in. */
async function removeSecondFactors(trx: Knex.Transaction): Promise<void> {
  await trx.raw('UPDATE account SET totp_secret = NULL, totp_confirmed_at = NULL WHERE demo');
  for (const table of ['recovery_code', 'passkey']) {
    await trx.raw('DELETE FROM ?? WHERE account_id IN (SELECT id FROM account WHERE demo)', [table]);
  }
}

async function isDemoLoaded({ knex }: Database): Promise<boolean> {
  const [state] = await selectRows(
    knex,
    z.object({ loaded: z.boolean() }),
    `SELECT EXISTS (SELECT FROM reference_load WHERE kind = 'demo') AS loaded`,
  );
  return state?.loaded ?? false;
}

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const randomPiece = () => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** 74 random bits, easy to type off a screen. */
const randomPassword = (): string => `${randomPiece()}-${randomPiece()}-${randomPiece()}`;
