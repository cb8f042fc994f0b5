import type { Knex } from 'knex';
import { z } from 'zod';
import { ROLES } from '../../domain/access.ts';
import { selectRows } from '../database/connection.ts';

const signInAccount = z.object({
  id: z.number(),
  email: z.string(),
  role: z.enum(ROLES),
  agencyId: z.number().nullable(),
  passwordHash: z.string().nullable(),
  /** Encrypted; null where no authenticator app is in force. */
  totpSecret: z.string().nullable(),
  demo: z.boolean(),
  disabled: z.boolean(),
});

/** What a sign-in is checked against. Never leaves the server. */
export type SignInAccount = z.infer<typeof signInAccount>;

const COLUMNS = `id, email, role, agency_id AS "agencyId", password_hash AS "passwordHash",
  CASE WHEN totp_confirmed_at IS NOT NULL THEN totp_secret END AS "totpSecret", demo, disabled_at IS NOT NULL AS disabled`;

/** The account of an address in lower case. */
export async function readSignInAccount(knex: Knex, email: string): Promise<SignInAccount | null> {
  const [row] = await selectRows(knex, signInAccount, `SELECT ${COLUMNS} FROM account WHERE email = ?`, [
    email,
  ]);
  return row ?? null;
}

export async function readSignInAccountById(knex: Knex, id: number): Promise<SignInAccount | null> {
  const [row] = await selectRows(knex, signInAccount, `SELECT ${COLUMNS} FROM account WHERE id = ?`, [id]);
  return row ?? null;
}

const demoAccount = z.object({
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  agency: z.string().nullable(),
});

/** Accounts of the demo that can be entered, in the order they were made. */
export async function readDemoAccounts(knex: Knex): Promise<z.infer<typeof demoAccount>[]> {
  return selectRows(
    knex,
    demoAccount,
    `SELECT account.email, account.name, account.role, agency.name AS agency
     FROM account LEFT JOIN agency ON agency.id = account.agency_id
     WHERE account.demo AND account.disabled_at IS NULL ORDER BY account.id`,
  );
}
