import type { Knex } from 'knex';
import { z } from 'zod';
import type { Scope } from '../../domain/scope.ts';
import { scopeLists } from '../../domain/scope.ts';
import type { Database } from './connection.ts';
import { selectRows } from './connection.ts';

/** A read transaction in which the database shows only what `scope` allows. */
export interface ScopedRead {
  /** Which database is read: what a reader keeps in memory, it keeps for this one. */
  readonly database: Database;
  readonly trx: Knex.Transaction;
  readonly scope: Scope;
  /** Raised by every change of what the scope sees, and by no other: part of every cache key and ETag. */
  readonly dataVersion: number;
  /** Raised by every change of what belongs to no agency: areas, streets, inhabitants. */
  readonly referenceVersion: number;
}

/**
 * As whom the database is read; what each sees stands in migrations/20261129020000_scope_policies.ts.
 * reader      maps, lists and counts of all that is in scope
 * steward     files, notes and open addresses of one's own agency
 * identified  names, birth dates, homes and serial numbers, where they are shared
 */
export type ReadingRole = 'reader' | 'steward' | 'identified';

export interface ReadLimits {
  /** Longest a statement may run, in milliseconds (no effect on the embedded engine). */
  readonly timeoutMs?: number;
  /** Aborting cancels the running statement (on the embedded engine it only drops the answer). */
  readonly signal?: AbortSignal;
  /** `reader` where it is left out. */
  readonly as?: ReadingRole;
}

export const STATEMENT_TIMEOUT_MS = 15_000;

const settings = z.object({ pid: z.number(), started: z.string() });
const versionsRow = z.object({ dataVersion: z.number(), referenceVersion: z.number() });

const VERSIONS_IN_SCOPE = `SELECT coalesce(sum(version), 0)::bigint AS "dataVersion",
    coalesce(sum(version) FILTER (WHERE agency_id = 0), 0)::bigint AS "referenceVersion"
  FROM change_version
  WHERE agency_id = 0 OR agency_id IN (SELECT agencies_in_scope('agency_ids'))`;

/**
 * Runs `read` in a read-only transaction as a role that owns nothing and passes no policy by, with the scope set for that
 * transaction alone: the only way records are read.
 */
export async function withScope<Result>(
  database: Database,
  scope: Scope,
  limits: ReadLimits,
  read: (scoped: ScopedRead) => Promise<Result>,
): Promise<Result> {
  limits.signal?.throwIfAborted();
  return database.knex.transaction(
    async (trx) => {
      const set = await enterScope(trx, scope, limits);
      const stopWatching = cancelOnAbort(database, set, limits.signal);
      try {
        const [versions] = await selectRows(trx, versionsRow, VERSIONS_IN_SCOPE);
        if (versions === undefined) throw new Error('The data version could not be read.');
        return await read({ database, trx, scope, ...versions });
      } finally {
        stopWatching();
        limits.signal?.throwIfAborted();
      }
    },
    // One snapshot for all statements: figures read in several steps fit together while an import commits.
    { readOnly: true, isolationLevel: 'repeatable read' },
  );
}

/** Sets role and scope for the rest of the transaction, and gives what is needed to cancel it. */
async function enterScope(
  trx: Knex.Transaction,
  scope: Scope,
  { timeoutMs = STATEMENT_TIMEOUT_MS, as = 'reader' }: ReadLimits,
): Promise<z.infer<typeof settings>> {
  const set = {
    ...settingsOf(scope),
    statement_timeout: String(timeoutMs),
    // Compiling a query takes longer than any of these runs; sorts and groups of a map fit into 64 MB.
    jit: 'off',
    work_mem: '64MB',
    // Views of records that show what the scope allows stand in for the tables of the same name.
    search_path: as === 'reader' ? `${schemaOf(scope)}, public` : 'public',
    role: `tracemap_${as}`,
  };
  const [transaction] = await selectRows(
    trx,
    settings,
    `SELECT pg_backend_pid() AS pid, now()::text AS started,
       (SELECT count(set_config(name, value, true)) FROM unnest(?::text[], ?::text[]) setting (name, value))`,
    [Object.keys(set), Object.values(set)],
  );
  if (transaction === undefined) throw new Error('The scope of a transaction could not be set.');
  return transaction;
}

/** What some agencies share without its trace is looked for only where there are such agencies. */
const schemaOf = (scope: Scope): string =>
  settingsOf(scope)['tracemap.untraced'] === '' ? 'scoped' : 'scoped_mixed';

const settingsKept = new WeakMap<Scope, Readonly<Record<string, string>>>();

/** The settings that the policies ask for. */
function settingsOf(scope: Scope): Readonly<Record<string, string>> {
  const known = settingsKept.get(scope);
  if (known !== undefined) return known;
  const told = new Map<string, string>();
  const lists = Object.entries(scopeLists(scope)).map(([name, ids]) => {
    const list = ids.join(',');
    // Of hundreds of agencies most lists are the same: each is told once, and read by its name after that.
    const same = ids.length > 1 ? told.get(list) : undefined;
    if (same === undefined) told.set(list, name);
    return [`tracemap.${name}`, same === undefined ? list : `=${same}`];
  });
  const made = {
    ...Object.fromEntries(lists),
    'tracemap.names_dealers': scope.dealersNamed === 'nowhere' ? 'off' : 'on',
  };
  settingsKept.set(scope, made);
  return made;
}

function cancelOnAbort(
  database: Database,
  { pid, started }: { readonly pid: number; readonly started: string },
  signal: AbortSignal | undefined,
): () => void {
  if (signal === undefined || database.engine === 'embedded') return () => {};
  const cancel = () => {
    // The transaction may be over and its connection at work for somebody else: that work is left alone.
    database.aside
      .raw(
        'SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE pid = ? AND xact_start = ?::timestamptz',
        [pid, started],
      )
      .catch(() => {});
  };
  signal.addEventListener('abort', cancel, { once: true });
  return () => signal.removeEventListener('abort', cancel);
}
