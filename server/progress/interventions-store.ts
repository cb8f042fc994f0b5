import type { Knex } from 'knex';
import { z } from 'zod';
import type { InterventionKind } from '../../domain/progress.ts';
import { selectRows } from '../database/connection.ts';

/** An intervention as it is stored: checked. */
export interface StoredIntervention {
  readonly name: string;
  readonly kind: InterventionKind;
  readonly note: string;
  readonly startedOn: string;
  readonly endedOn: string | null;
  readonly filter: string;
}

const idRow = z.object({ id: z.number() });
const versionRow = z.object({ version: z.number() });

/** Adds an intervention of an agency, or of the region (null), and gives its id. */
export async function insertIntervention(
  trx: Knex.Transaction,
  agencyId: number | null,
  writtenBy: string,
  intervention: StoredIntervention,
): Promise<number> {
  const [row] = await selectRows(
    trx,
    idRow,
    `INSERT INTO intervention (agency_id, name, kind, note, started_on, ended_on, filter, written_by)
     VALUES (:agencyId, :name, :kind, :note, :startedOn, :endedOn, :filter, :writtenBy) RETURNING id`,
    { ...intervention, agencyId, writtenBy },
  );
  if (row === undefined) throw new Error('The intervention was not inserted.');
  return row.id;
}

/** The version of an agency's intervention, held until the transaction is over; null where it has none of that id. */
export async function holdIntervention(
  trx: Knex.Transaction,
  agencyId: number | null,
  id: number,
): Promise<number | null> {
  const [row] = await selectRows(
    trx,
    versionRow,
    'SELECT version FROM intervention WHERE id = :id AND agency_id IS NOT DISTINCT FROM :agencyId FOR UPDATE',
    { id, agencyId },
  );
  return row?.version ?? null;
}

/** Puts an intervention in the place of the one that is held. */
export async function replaceIntervention(
  trx: Knex.Transaction,
  id: number,
  writtenBy: string,
  intervention: StoredIntervention,
): Promise<void> {
  await trx.raw(
    `UPDATE intervention SET name = :name, kind = :kind, note = :note, started_on = :startedOn, ended_on = :endedOn,
       filter = :filter, written_by = :writtenBy, version = version + 1, updated_at = now()
     WHERE id = :id`,
    { ...intervention, id, writtenBy },
  );
}
