import type { Knex } from 'knex';
import { z } from 'zod';
import type { TargetDraft } from '../../domain/progress.ts';
import { selectRows } from '../database/connection.ts';

const idRow = z.object({ id: z.number() });
const countRow = z.object({ count: z.number() });

/** Adds a target of an agency, or of the region (null), and gives its id. */
export async function insertTarget(
  trx: Knex.Transaction,
  agencyId: number | null,
  writtenBy: string,
  target: TargetDraft,
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
