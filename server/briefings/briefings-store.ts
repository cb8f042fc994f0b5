import type { Knex } from 'knex';
import { z } from 'zod';
import type { BriefingDraft, SavedView } from '../../domain/briefings.ts';
import { selectRows } from '../database/connection.ts';

/** Whose it is, and who writes it. */
export interface Writer {
  readonly agencyId: number;
  readonly accountId: number;
}

const idRow = z.object({ id: z.number() });

/** Saves a view and gives its id; null where the agency has one of that name. */
export async function insertView(
  trx: Knex.Transaction,
  writer: Writer,
  view: Pick<SavedView, 'name' | 'query' | 'note'>,
): Promise<number | null> {
  const [row] = await selectRows(
    trx,
    idRow,
    `INSERT INTO view (agency_id, name, query, note, made_by) VALUES (:agencyId, :name, :query, :note, :accountId)
     ON CONFLICT DO NOTHING RETURNING id`,
    { ...view, ...writer },
  );
  return row?.id ?? null;
}

/** Removes a view of an agency; false where it has none of that id. */
export async function deleteView(trx: Knex.Transaction, agencyId: number, id: number): Promise<boolean> {
  const rows = await selectRows(trx, idRow, 'DELETE FROM view WHERE id = ? AND agency_id = ? RETURNING id', [
    id,
    agencyId,
  ]);
  return rows.length > 0;
}

/** Adds a briefing, without a version yet, and gives its id. */
export async function insertBriefing(
  trx: Knex.Transaction,
  agencyId: number,
  title: string,
): Promise<number> {
  const [row] = await selectRows(
    trx,
    idRow,
    'INSERT INTO briefing (agency_id, title) VALUES (?, ?) RETURNING id',
    [agencyId, title],
  );
  if (row === undefined) throw new Error('The briefing was not inserted.');
  return row.id;
}

/** Adds what a briefing says from now on; `bySchedule` where the writer's schedule made it, not the writer. */
export async function insertVersion(
  trx: Knex.Transaction,
  { accountId }: Pick<Writer, 'accountId'>,
  id: number,
  version: number,
  { title, sections }: BriefingDraft,
  bySchedule = false,
): Promise<void> {
  await trx.raw(
    `INSERT INTO briefing_version (briefing_id, version, title, sections, saved_by, by_schedule)
     VALUES (:id, :version, :title, :sections::jsonb, :accountId, :bySchedule)`,
    { id, version, title, sections: JSON.stringify(sections), accountId, bySchedule },
  );
  await trx.raw('UPDATE briefing SET title = ? WHERE id = ?', [title, id]);
}

/** The newest version of an agency's briefing, held until the transaction is over; null where it has none of that id. */
export async function holdBriefing(
  trx: Knex.Transaction,
  agencyId: number,
  id: number,
): Promise<number | null> {
  const held = await selectRows(
    trx,
    idRow,
    'SELECT id FROM briefing WHERE id = ? AND agency_id = ? AND ended_at IS NULL FOR UPDATE',
    [id, agencyId],
  );
  if (held.length === 0) return null;
  const [newest] = await selectRows(
    trx,
    z.object({ version: z.number() }),
    'SELECT max(version) AS version FROM briefing_version WHERE briefing_id = ?',
    [id],
  );
  return newest?.version ?? null;
}

/** Ends a briefing of an agency; false where it has none of that id. */
export async function endBriefing(trx: Knex.Transaction, agencyId: number, id: number): Promise<boolean> {
  const rows = await selectRows(
    trx,
    idRow,
    'UPDATE briefing SET ended_at = now() WHERE id = ? AND agency_id = ? AND ended_at IS NULL RETURNING id',
    [id, agencyId],
  );
  return rows.length > 0;
}
