import type { Knex } from 'knex';
import { z } from 'zod';
import { recordAuditEvents } from '../audit/record-audit-event.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import type { Purged } from './purge.ts';
import { PURGE } from './purge.ts';
import type { RetentionKind } from './retention-rules.ts';
import { listRetentionRules } from './retention-rules.ts';

/** What was purged of one kind. */
export interface PurgedKind {
  readonly kind: RetentionKind;
  readonly keepDays: number;
  readonly rows: number;
}

interface RetentionRun {
  /** Who purges, for the audit log. */
  readonly actor: string;
  /** Works everything out and then takes it back. */
  readonly dryRun?: boolean;
  /** Leaves it be where it was done within a day, or another process does it now. */
  readonly onlyWhenDue?: boolean;
}

/** Thrown to take a dry run back. */
class DryRunOver extends Error {
  constructor(readonly purged: PurgedKind[]) {
    super('The dry run is over.');
  }
}

/**
 * Purges what has been kept for as long as its rule says, all in one transaction with an event for each kind and agency
 * that holds counts only. Null where it was not due.
 */
export async function runRetention(database: Database, run: RetentionRun): Promise<PurgedKind[] | null> {
  try {
    return await database.knex.transaction(async (trx) => {
      if (!(await takeTurn(trx, run.onlyWhenDue ?? false))) return null;
      const purged = await purgeAll(trx);
      if (run.dryRun === true) throw new DryRunOver(purged.map(total));
      await trx.raw('UPDATE retention_run SET last_run_at = now()');
      await recordAuditEvents(
        trx,
        purged.flatMap(({ kind, keepDays, of }) =>
          of.map(({ agencyId, rows }) => ({
            actor: run.actor,
            agencyId,
            action: 'retention.purged',
            subject: `retention ${kind}`,
            detail: { keepDays, rows },
          })),
        ),
      );
      return purged.map(total);
    });
  } catch (error) {
    if (error instanceof DryRunOver) return error.purged;
    throw error;
  }
}

const turnRow = z.object({ taken: z.boolean() });

/** Locks the one row; false where it is not due or another process has it. */
async function takeTurn(trx: Knex.Transaction, onlyWhenDue: boolean): Promise<boolean> {
  const due = `WHERE last_run_at IS NULL OR last_run_at < now() - interval '1 day'`;
  const sql = `SELECT true AS taken FROM retention_run ${onlyWhenDue ? due : ''} FOR UPDATE`;
  const [turn] = await selectRows(trx, turnRow, onlyWhenDue ? `${sql} SKIP LOCKED` : sql);
  return turn !== undefined;
}

type PurgedOf = Omit<PurgedKind, 'rows'> & { readonly of: readonly Purged[] };

async function purgeAll(trx: Knex.Transaction): Promise<PurgedOf[]> {
  const purged: PurgedOf[] = [];
  for (const { kind, keepDays } of await listRetentionRules(trx)) {
    purged.push({ kind, keepDays, of: await PURGE[kind](trx, keepDays) });
  }
  return purged;
}

const total = ({ kind, keepDays, of }: PurgedOf): PurgedKind => ({
  kind,
  keepDays,
  rows: of.reduce((sum, { rows }) => sum + rows, 0),
});
