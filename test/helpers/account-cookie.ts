import type { Account, Role } from '../../domain/access.ts';
import type { Database } from '../../server/database/connection.ts';
import { cookieOf } from './access.ts';

const cookies = new WeakMap<Database, Map<string, Promise<string>>>();

/** The cookie of `ROLE@AGENCY.example`, whose account is made when it is first asked for. */
export function accountCookie(database: Database, agency: string, role: Role): Promise<string> {
  const known = cookies.get(database) ?? new Map<string, Promise<string>>();
  cookies.set(database, known);
  const email = `${role}@${agency.toLowerCase()}.example`;
  const cookie = known.get(email) ?? cookieOf(database, { email, role, agency });
  known.set(email, cookie);
  return cookie;
}

/** The account behind {@link accountCookie}. */
export async function accountOf(database: Database, agency: string, role: Role): Promise<Account> {
  await accountCookie(database, agency, role);
  const email = `${role}@${agency.toLowerCase()}.example`;
  const row = await database.knex('account').where('email', email).first();
  return { id: row.id, agencyId: row.agency_id, email, name: row.name, role };
}
