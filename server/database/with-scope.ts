import type { Knex } from 'knex';
import { z } from 'zod';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from './connection.ts';
import { selectRows } from './connection.ts';
import { sharedRead } from './shared-read.ts';

/** A read transaction in which the database shows only what `scope` allows. */
export interface ScopedRead {
  /** Which database is read: what a reader keeps in memory, it keeps for this one. */
  readonly database: Database;
  readonly trx: Knex.Transaction;
  /** Raised by every change of records and of corridors: part of every cache key and ETag. */
  readonly dataVersion: number;
}

export interface ReadLimits {
  /** Longest a statement may run, in milliseconds (no effect on the embedded engine). */
  readonly timeoutMs?: number;
  /** Aborting cancels the running statement (on the embedded engine it only drops the answer). */
  readonly signal?: AbortSignal;
}

export const STATEMENT_TIMEOUT_MS = 15_000;

const settings = z.object({ pid: z.number(), started: z.string(), version: z.number() });

/**
 * Runs `read` in a read-only transaction with the scope set for that transaction alone: the only way records are
 * read. Sign-in and row-level security belong here and nowhere else.
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
      // Compiling a query takes longer than any of these runs; sorts and groups of a map fit into 64 MB.
      const [set] = await selectRows(
        trx,
        settings,
        `SELECT pg_backend_pid() AS pid, now()::text AS started,
           data_version.version + corridor_version.version AS version,
           set_config('tracemap.agency_ids', ?, true), set_config('statement_timeout', ?, true),
           set_config('jit', 'off', true), set_config('work_mem', '64MB', true)
         FROM data_version, corridor_version`,
        [scope.agencyIds.join(','), String(limits.timeoutMs ?? STATEMENT_TIMEOUT_MS)],
      );
      if (set === undefined) throw new Error('data_version has no row; run the migrations again.');
      const stopWatching = cancelOnAbort(database, set, limits.signal);
      try {
        return await read({ database, trx, dataVersion: set.version });
      } finally {
        stopWatching();
        limits.signal?.throwIfAborted();
      }
    },
    // One snapshot for all statements: figures read in several steps fit together while an import commits.
    { readOnly: true, isolationLevel: 'repeatable read' },
  );
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

const versionRow = z.object({ version: z.number() });

/**
 * The current data version, for cheap "has anything changed" checks: never one of before it was asked for. All who ask
 * at the same time share a statement.
 */
export const readDataVersion = sharedRead(async ({ aside }) => {
  const [row] = await selectRows(
    aside,
    versionRow,
    'SELECT data_version.version + corridor_version.version AS version FROM data_version, corridor_version',
  );
  if (row === undefined) throw new Error('data_version has no row; run the migrations again.');
  return row.version;
});
