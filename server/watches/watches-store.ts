import type { Knex } from 'knex';
import { z } from 'zod';
import type { PageLanguage } from '../../domain/languages/languages.ts';
import { selectRows } from '../database/connection.ts';

/** A watch as it is stored: checked. */
export interface StoredWatch {
  readonly name: string;
  /** As query parameters. */
  readonly filter: string;
  readonly byMail: boolean;
  /** Of mails about it. */
  readonly language: PageLanguage;
}

const idRow = z.object({ id: z.number() });

/** Adds a watch for guns that come from now on, and gives its id; null where the account has as many as it may. */
export async function insertWatch(
  trx: Knex.Transaction,
  accountId: number,
  watch: StoredWatch,
  most: number,
): Promise<number | null> {
  // Two at once would both find room: the account's row holds the second up.
  await trx.raw('SELECT id FROM account WHERE id = ? FOR UPDATE', [accountId]);
  const [row] = await selectRows(
    trx,
    idRow,
    `INSERT INTO watch (account_id, name, filter, by_mail, language, last_recovery_id)
     SELECT :accountId, :name, :filter, :byMail, :language, coalesce((SELECT max(id) FROM recovery), 0)
     WHERE (SELECT count(*) FROM watch WHERE account_id = :accountId) < :most::int
     RETURNING id`,
    { ...watch, accountId, most },
  );
  return row?.id ?? null;
}

/** Removes a watch of an account with what it found; false where the account has none of that id. */
export async function deleteWatch(trx: Knex.Transaction, accountId: number, id: number): Promise<boolean> {
  const rows = await selectRows(
    trx,
    idRow,
    'DELETE FROM watch WHERE id = ? AND account_id = ? RETURNING id',
    [id, accountId],
  );
  return rows.length > 0;
}

/** Marks all findings of an account up to that of an id as read. */
export async function markRead(trx: Knex.Transaction, accountId: number, upTo: number): Promise<void> {
  await trx.raw(
    `UPDATE watch_finding f SET read_at = now() FROM watch w
     WHERE w.id = f.watch_id AND w.account_id = :accountId AND f.id <= :upTo AND f.read_at IS NULL`,
    { accountId, upTo },
  );
}

/** What a check of a watch came to. */
export interface Checked {
  readonly id: number;
  /** What it was checked from: where that is another by now, another process has checked it, and nothing is written. */
  readonly fromRecoveryId: number;
  readonly lastRecoveryId: number;
  readonly dataVersion: number;
  readonly guns: number;
  readonly recoveryIds: readonly number[];
}

/** Writes what a check found; false where another process did. */
export async function writeChecked(trx: Knex.Transaction, checked: Checked): Promise<boolean> {
  const rows = await selectRows(
    trx,
    idRow,
    `UPDATE watch SET last_recovery_id = :lastRecoveryId, checked_version = :dataVersion, checked_at = now(), problem = NULL
     WHERE id = :id AND last_recovery_id = :fromRecoveryId RETURNING id`,
    {
      id: checked.id,
      fromRecoveryId: checked.fromRecoveryId,
      lastRecoveryId: checked.lastRecoveryId,
      dataVersion: checked.dataVersion,
    },
  );
  if (rows.length === 0) return false;
  if (checked.guns > 0) {
    await trx.raw('INSERT INTO watch_finding (watch_id, guns, recovery_ids) VALUES (?, ?, ?::int[])', [
      checked.id,
      checked.guns,
      [...checked.recoveryIds],
    ]);
  }
  return true;
}

/** Notes why a watch could not be checked. */
export async function writeProblem(knex: Knex, id: number, problem: string): Promise<void> {
  await knex.raw('UPDATE watch SET problem = ?, checked_at = now() WHERE id = ?', [problem, id]);
}
