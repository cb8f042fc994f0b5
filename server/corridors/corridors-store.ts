import type { Knex } from 'knex';
import { z } from 'zod';
import type { CorridorSide } from '../../domain/corridor.ts';
import { selectRows } from '../database/connection.ts';
import { coverWithCells } from './polygon-cells.ts';

/** A corridor as it is stored: checked, its polygons as well-known text in EPSG:3857. */
export interface StoredCorridor {
  readonly name: string;
  readonly note: string;
  readonly ends: readonly StoredEnd[];
}

export type StoredEnd =
  | { readonly side: CorridorSide; readonly level: 'state' | 'county'; readonly code: string }
  | { readonly side: CorridorSide; readonly level: 'polygon'; readonly text: string };

const idRow = z.object({ id: z.number() });

/** Adds a corridor of an agency, or of the region (null), and gives its id. */
export async function insertCorridor(
  trx: Knex.Transaction,
  agencyId: number | null,
  corridor: StoredCorridor,
): Promise<number> {
  const [row] = await selectRows(
    trx,
    idRow,
    'INSERT INTO corridor (agency_id, name, note) VALUES (:agencyId, :name, :note) RETURNING id',
    { agencyId, name: corridor.name, note: corridor.note },
  );
  if (row === undefined) throw new Error('The corridor was not inserted.');
  await insertEnds(trx, row.id, corridor.ends);
  return row.id;
}

/** Puts a corridor in the place of another; false where the agency has none of that id. */
export async function replaceCorridor(
  trx: Knex.Transaction,
  agencyId: number | null,
  id: number,
  corridor: StoredCorridor,
): Promise<boolean> {
  const updated = await selectRows(
    trx,
    idRow,
    `UPDATE corridor SET name = :name, note = :note, updated_at = now()
     WHERE id = :id AND agency_id IS NOT DISTINCT FROM :agencyId RETURNING id`,
    { id, agencyId, name: corridor.name, note: corridor.note },
  );
  if (updated.length === 0) return false;
  await trx.raw('DELETE FROM corridor_end WHERE corridor_id = ?', [id]);
  await insertEnds(trx, id, corridor.ends);
  return true;
}

async function insertEnds(trx: Knex.Transaction, id: number, ends: readonly StoredEnd[]): Promise<void> {
  for (const end of ends) {
    const [row] = await selectRows(
      trx,
      idRow,
      `INSERT INTO corridor_end (corridor_id, side, level, code, geom_3857)
       VALUES (:id, :side, :level, :code, ST_GeomFromText(:outline, 3857)) ON CONFLICT DO NOTHING RETURNING id`,
      {
        id,
        side: end.side,
        level: end.level,
        code: end.level === 'polygon' ? null : end.code,
        outline: end.level === 'polygon' ? end.text : null,
      },
    );
    if (row !== undefined && end.level === 'polygon') await coverWithCells(trx, row.id);
  }
}
