import type { Knex } from 'knex';
import { z } from 'zod';
import type { Intervention } from '../../domain/progress.ts';
import { INTERVENTION_KINDS } from '../../domain/progress.ts';
import { selectRows } from '../database/connection.ts';

const row = z.object({
  id: z.number(),
  agency_id: z.number().nullable(),
  name: z.string(),
  kind: z.enum(INTERVENTION_KINDS),
  note: z.string(),
  started_on: z.string(),
  ended_on: z.string().nullable(),
  filter: z.string(),
  version: z.number(),
  written_by: z.string(),
  updated_at: z.date(),
});

/** Interventions of one's own agency and of the region, the latest first; or the one of `id`. */
export async function readInterventions(
  trx: Knex.Transaction,
  id: number | null = null,
): Promise<readonly Intervention[]> {
  const rows = await selectRows(
    trx,
    row,
    `SELECT id, agency_id, name, kind, note, started_on, ended_on, filter, version, written_by, updated_at
     FROM intervention WHERE :id::int IS NULL OR id = :id::int ORDER BY started_on DESC, id DESC`,
    { id },
  );
  return rows.map((one) => ({
    id: one.id,
    name: one.name,
    kind: one.kind,
    note: one.note,
    startedOn: one.started_on,
    endedOn: one.ended_on,
    filter: one.filter,
    ofRegion: one.agency_id === null,
    version: one.version,
    writtenBy: one.written_by,
    updatedAt: one.updated_at.toISOString(),
  }));
}
