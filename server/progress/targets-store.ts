import type { Knex } from 'knex';
import { z } from 'zod';
import type { TargetDraft } from '../../domain/progress.ts';
import { selectRows } from '../database/connection.ts';

/** A target as it is stored: checked. */
export type StoredTarget = Omit<TargetDraft, 'version'>;

const idRow = z.object({ id: z.number() });
const versionRow = z.object({ version: z.number() });
const countRow = z.object({ count: z.number() });

/** Adds a target of an agency, or of the region (null), and gives its id. */
export async function insertTarget(
  trx: Knex.Transaction,
  agencyId: number | null,
  writtenBy: string,
  target: StoredTarget,
): Promise<number> {
  const [row] = await selectRows(
    trx,
    idRow,
    `INSERT INTO target (agency_id, name, outcome, filter, baseline_from, baseline_to, change_percent, due_on, written_by)
     VALUES (:agencyId, :name, :outcome, :filter, :baselineFrom, :baselineTo, :changePercent, :dueOn, :writtenBy)
     RETURNING id`,
    { ...target, agencyId, writtenBy },
  );
  if (row === undefined) throw new Error('The target was not inserted.');
  return row.id;
}

/** The version of an agency's target, held until the transaction is over; null where it has none of that id. */
export async function holdTarget(
  trx: Knex.Transaction,
  agencyId: number | null,
  id: number,
): Promise<number | null> {
  const [row] = await selectRows(
    trx,
    versionRow,
    'SELECT version FROM target WHERE id = :id AND agency_id IS NOT DISTINCT FROM :agencyId FOR UPDATE',
    { id, agencyId },
  );
  return row?.version ?? null;
}

/** Puts a target in the place of the one that is held. */
export async function replaceTarget(
  trx: Knex.Transaction,
  id: number,
  writtenBy: string,
  target: StoredTarget,
): Promise<void> {
  await trx.raw(
    `UPDATE target SET name = :name, outcome = :outcome, filter = :filter, baseline_from = :baselineFrom,
       baseline_to = :baselineTo, change_percent = :changePercent, due_on = :dueOn, written_by = :writtenBy,
       version = version + 1, updated_at = now()
     WHERE id = :id`,
    { ...target, id, writtenBy },
  );
}

/** How many targets an agency has. */
export async function countTargets(trx: Knex.Transaction, agencyId: number | null): Promise<number> {
  const [row] = await selectRows(
    trx,
    countRow,
    'SELECT count(*) AS count FROM target WHERE agency_id IS NOT DISTINCT FROM ?',
    [agencyId],
  );
  return row?.count ?? 0;
}
