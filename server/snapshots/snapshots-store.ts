import type { Knex } from 'knex';
import { z } from 'zod';
import type { Snapshot } from '../../domain/snapshots.ts';
import { selectRows } from '../database/connection.ts';

const idRow = z.object({ id: z.number() });

export interface NewSnapshot extends Pick<Snapshot, 'year' | 'plan' | 'cells' | 'audit' | 'madeBy'> {
  readonly agencyId: number;
  readonly accountId: number;
}

/** Keeps a snapshot in place of one of its year that is not released, and gives its id; null where one is released. */
export async function insertSnapshot(trx: Knex.Transaction, snapshot: NewSnapshot): Promise<number | null> {
  const { agencyId, accountId, year, madeBy } = snapshot;
  const json = {
    plan: JSON.stringify(snapshot.plan),
    cells: JSON.stringify(snapshot.cells),
    audit: JSON.stringify(snapshot.audit),
  };
  await trx.raw('DELETE FROM snapshot WHERE agency_id = ? AND year = ? AND released_at IS NULL', [
    agencyId,
    year,
  ]);
  const [row] = await selectRows(
    trx,
    idRow,
    `INSERT INTO snapshot (agency_id, year, plan, cells, audit, made_by, made_by_account)
     VALUES (:agencyId, :year, :plan, :cells, :audit, :madeBy, :accountId)
     ON CONFLICT DO NOTHING RETURNING id`,
    { agencyId, accountId, year, madeBy, ...json },
  );
  return row?.id ?? null;
}

/** Marks a snapshot as released; false where it is already. */
export async function releaseSnapshot(
  trx: Knex.Transaction,
  id: number,
  releasedBy: string,
): Promise<boolean> {
  const rows = await selectRows(
    trx,
    idRow,
    'UPDATE snapshot SET released_at = now(), released_by = ? WHERE id = ? AND released_at IS NULL RETURNING id',
    [releasedBy, id],
  );
  return rows.length > 0;
}

/** Removes a snapshot; false where it is released, or is there no more. */
export async function deleteSnapshot(trx: Knex.Transaction, id: number): Promise<boolean> {
  const rows = await selectRows(
    trx,
    idRow,
    'DELETE FROM snapshot WHERE id = ? AND released_at IS NULL RETURNING id',
    [id],
  );
  return rows.length > 0;
}
