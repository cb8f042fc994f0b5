import { z } from 'zod';
import { capabilitiesOf, ROLES, withDealers } from '../../domain/access.ts';
import { PAGE_LANGUAGES } from '../../domain/languages/languages.ts';
import { inWordsOf } from '../../domain/languages/told.ts';
import type { Scope } from '../../domain/scope.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import { MOST_FOUND_GUNS } from '../../domain/watches.ts';
import { scopeOfAccount } from '../access/scope-of-account.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { readDataVersion } from '../database/data-version.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { withScope } from '../database/with-scope.ts';
import { filterOfText } from '../defined/stored-filter.ts';
import { recordAt, selectGuns } from '../rollups/packed-guns.ts';
import { readPackedGuns } from '../rollups/read-packed-guns.ts';
import { speechIn } from '../speech-in.ts';
import { resolveCorridors } from '../traces/resolve-corridors.ts';
import type { Checked } from './watches-store.ts';
import { writeChecked, writeProblem } from './watches-store.ts';

const watchRow = z.object({
  id: z.number(),
  filter: z.string(),
  language: z.enum(PAGE_LANGUAGES),
  lastRecoveryId: z.number(),
  checkedVersion: z.number().nullable(),
  accountId: z.number(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  agencyId: z.number().nullable(),
  namesDealers: z.boolean(),
});
type WatchToCheck = z.infer<typeof watchRow>;

const running = new WeakMap<Database, Promise<number>>();

/**
 * Asks every watch whether there are new guns, as its account sees them now, and puts what there is into its inbox. Gives how many
 * findings there are. Within a process one check waits for another; of two processes one writes what both find.
 */
export function checkWatches(database: Database): Promise<number> {
  const before = running.get(database) ?? Promise.resolve(0);
  const check = before.catch(() => 0).then(() => checkAll(database));
  running.set(database, check);
  return check;
}

async function checkAll(database: Database): Promise<number> {
  const watches = await selectRows(
    database.knex,
    watchRow,
    `SELECT w.id, w.filter, w.language, w.last_recovery_id AS "lastRecoveryId", w.checked_version AS "checkedVersion",
       a.id AS "accountId", a.email, a.name, a.role, a.agency_id AS "agencyId",
       (SELECT names_dealers FROM region_policy) AS "namesDealers"
     FROM watch w JOIN account a ON a.id = w.account_id WHERE a.disabled_at IS NULL ORDER BY w.id`,
  );
  const scopeOf = scopesOfAccounts(database);
  let findings = 0;
  for (const watch of watches) {
    // The role may be another than when the watch was made.
    const scope = await scopeOf(watch);
    if (scope !== null) findings += Number(await checkWatch(database, watch, scope));
  }
  return findings;
}

/** What accounts see on this day, worked out once for each; null for one that sees no single records. */
function scopesOfAccounts(database: Database): (watch: WatchToCheck) => Promise<Scope | null> {
  const day = new Date().toISOString().slice(0, 10);
  const known = new Map<number, Scope | null>();
  return async ({ accountId, agencyId, email, name, role, namesDealers }) => {
    const before = known.get(accountId);
    if (before !== undefined) return before;
    const capabilities = withDealers(capabilitiesOf(role), namesDealers);
    const account = { id: accountId, agencyId, email, name, role };
    const scope = capabilities.includes('records')
      ? await scopeOfAccount(database, account, capabilities, day)
      : null;
    known.set(accountId, scope);
    return scope;
  };
}

/** True where it found something. */
async function checkWatch(database: Database, watch: WatchToCheck, scope: Scope): Promise<boolean> {
  // Asked each minute: where nothing has changed there is nothing to look for.
  if (watch.checkedVersion === (await readDataVersion(database, scope))) return false;
  const newest = await newestRecovery(database);
  try {
    const checked = await withScope(database, scope, {}, (read) => lookForNew(read, watch, newest));
    const isWritten = await database.knex.transaction((trx) => writeChecked(trx, checked));
    return isWritten && checked.guns > 0;
  } catch (error) {
    // What is wrong with its question (its corridor was deleted) is for the account to know; all else for the operator.
    if (!(error instanceof FilterError)) throw error;
    await writeProblem(database.knex, watch.id, inWordsOf(speechIn(watch.language), error.told));
    return false;
  }
}

async function lookForNew(read: ScopedRead, watch: WatchToCheck, newest: number): Promise<Checked> {
  const filter = await resolveCorridors(read.trx, filterOfText(watch.filter));
  const found: number[] = [];
  selectGuns(await readPackedGuns(read, filter), filter, ({ guns, at, count }) => {
    for (let index = 0; index < count; index++) {
      const record = recordAt(guns, at[index] ?? 0);
      if (record > watch.lastRecoveryId) found.push(record);
    }
  });
  found.sort((a, b) => b - a);
  return {
    id: watch.id,
    fromRecoveryId: watch.lastRecoveryId,
    lastRecoveryId: Math.max(watch.lastRecoveryId, newest, found[0] ?? 0),
    dataVersion: read.dataVersion,
    guns: found.length,
    recoveryIds: found.slice(0, MOST_FOUND_GUNS),
  };
}

/** The newest of all, as of before the watch is checked: what is recorded meanwhile is found now or next time, not twice. */
async function newestRecovery({ knex }: Database): Promise<number> {
  const [row] = await selectRows(
    knex,
    z.object({ newest: z.number() }),
    'SELECT coalesce(max(id), 0)::int AS newest FROM recovery',
  );
  return row?.newest ?? 0;
}
