import type { Knex } from 'knex';
import { z } from 'zod';
import type { AccountItem } from '../../domain/access-responses.ts';
import { accountSchema } from '../../domain/access-responses.ts';
import { selectRows } from '../database/connection.ts';
import { moment } from './own-account-read-model.ts';

/** Which accounts: those of an agency, or all where it is null. */
export interface KeptAccounts {
  readonly agencyId: number | null;
}

const accountRow = accountSchema.omit({ agency: true }).extend({
  agencyId: z.number().nullable(),
  agencyCode: z.string().nullable(),
  agencyName: z.string().nullable(),
});

export type AccountRow = AccountItem & { readonly agencyId: number | null };

/** Invited are those who cannot sign in yet, by whatever means. */
const ACCOUNTS = `SELECT account.id, account.email, account.name, account.role, account.agency_id AS "agencyId",
    agency.code AS "agencyCode", agency.name AS "agencyName",
    CASE WHEN account.disabled_at IS NOT NULL THEN 'disabled'
      WHEN account.password_hash IS NULL AND account.oidc_subject IS NULL THEN 'invited' ELSE 'active' END AS state,
    account.totp_confirmed_at IS NOT NULL
      OR EXISTS (SELECT FROM passkey WHERE account_id = account.id) AS "secondFactor",
    ${moment(`greatest(account.signed_in_at, (SELECT max(last_seen_at) FROM account_session WHERE account_id = account.id))`)}
      AS "lastSeenAt"
  FROM account LEFT JOIN agency ON agency.id = account.agency_id
  WHERE (:agencyId::int IS NULL OR account.agency_id = :agencyId)`;

/** Accounts in the order they were made, from the one after `after` on. */
export async function readAccounts(
  trx: Knex.Transaction,
  { agencyId }: KeptAccounts,
  page: { readonly after: number; readonly limit: number },
): Promise<{ items: AccountItem[]; total: number; next: string | null }> {
  const rows = await selectRows(
    trx,
    accountRow,
    `${ACCOUNTS} AND account.id > :after ORDER BY account.id LIMIT :most`,
    { agencyId, after: page.after, most: page.limit + 1 },
  );
  const [{ total } = { total: 0 }] = await selectRows(
    trx,
    z.object({ total: z.number() }),
    'SELECT count(*) AS total FROM account WHERE :agencyId::int IS NULL OR agency_id = :agencyId',
    { agencyId },
  );
  const items = rows.slice(0, page.limit).map(itemOf);
  const last = items.at(-1);
  return { items, total, next: rows.length > page.limit && last !== undefined ? String(last.id) : null };
}

/** One of the kept accounts; null where it is none of them. */
export async function readAccount(
  trx: Knex.Transaction,
  { agencyId }: KeptAccounts,
  id: number,
): Promise<AccountRow | null> {
  const [row] = await selectRows(trx, accountRow, `${ACCOUNTS} AND account.id = :id`, { agencyId, id });
  return row === undefined ? null : { ...itemOf(row), agencyId: row.agencyId };
}

function itemOf({ agencyId: _, agencyCode, agencyName, ...row }: z.infer<typeof accountRow>): AccountItem {
  const agency = agencyCode === null ? null : { code: agencyCode, name: agencyName ?? agencyCode };
  return { ...row, agency };
}

const idRow = z.object({ id: z.number() });

export async function readAccountId(trx: Knex.Transaction, email: string): Promise<number | null> {
  const [row] = await selectRows(trx, idRow, 'SELECT id FROM account WHERE email = ?', [email]);
  return row?.id ?? null;
}

export async function readAgencyId(trx: Knex.Transaction, code: string): Promise<number | null> {
  const [row] = await selectRows(trx, idRow, 'SELECT id FROM agency WHERE code = ?', [code]);
  return row?.id ?? null;
}

/** True where another administrator than this account can sign in. */
export async function hasOtherAdministrator(trx: Knex.Transaction, id: number): Promise<boolean> {
  const others = await selectRows(
    trx,
    idRow,
    `SELECT id FROM account WHERE id <> ? AND role = 'administrator' AND disabled_at IS NULL
       AND (password_hash IS NOT NULL OR oidc_subject IS NOT NULL) LIMIT 1`,
    [id],
  );
  return others.length > 0;
}
