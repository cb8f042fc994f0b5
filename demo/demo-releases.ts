import { z } from 'zod';
import type { Account } from '../domain/access.ts';
import { ROLES } from '../domain/access.ts';
import { readOwnAgency } from '../server/agencies/own-agency-read-model.ts';
import { readOfAgency } from '../server/agencies/read-of-agency.ts';
import type { Database } from '../server/database/connection.ts';
import { selectRows } from '../server/database/connection.ts';
import type { ScopedRead } from '../server/database/with-scope.ts';
import { readSnapshots } from '../server/snapshots/snapshots-read-model.ts';
import { makeSnapshot, release } from '../server/snapshots/snapshots-service.ts';

/** Years whose counts the demo has released. Later ones are left to be made ready by who tries it. */
const YEARS = [2022, 2023, 2024];
const MAKES = 'mayor@demo.example';
const RELEASES = 'analyst@demo.example';

/**
 * Releases counts of the demo's Baltimore, once, as its people would: one makes them ready, another releases them. The accounts of the
 * demo must be there. Years that somebody has made ready since are left to them.
 */
export async function ensureDemoReleases(database: Database, onBegin: () => void): Promise<void> {
  const [maker, releaser] = await Promise.all([
    demoAccount(database, MAKES),
    demoAccount(database, RELEASES),
  ]);
  if (maker?.agencyId == null || releaser === null) return;
  const { agencyId } = maker;
  if ((await readSnapshots(database.knex, agencyId, maker.id)).length > 0) return;
  const read = <Result>(reads: (scoped: ScopedRead) => Promise<Result>) =>
    readOfAgency(database, agencyId, reads);
  const own = await read(readOwnAgency);
  if (own === null) return;
  onBegin();
  for (const year of YEARS) {
    const id = await makeSnapshot(database, read, { account: maker, agencyId, agency: own.code }, year);
    await release(database, { account: releaser, agencyId, agency: own.code }, id);
  }
}

const accountRow = z.object({
  id: z.number(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  agencyId: z.number().nullable(),
});

/** An account of that address that is none of the demo's is nobody to act for. */
async function demoAccount({ knex }: Database, email: string): Promise<Account | null> {
  const [account] = await selectRows(
    knex,
    accountRow,
    'SELECT id, email, name, role, agency_id AS "agencyId" FROM account WHERE demo AND email = ?',
    [email],
  );
  return account ?? null;
}
