import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../../database/connection.ts';
import { SQUARE_SIDE } from '../../geocoding/match/street-coverage.ts';
import { requestPlacing } from '../../places/placing-task.ts';
import type { ReferenceFormat } from './formats/reference-format.ts';
import type { ReferenceKind } from './reference-kind.ts';
import { placesRecords } from './reference-kind.ts';
import type { Staging } from './staging/reference-staging.ts';
import type { StoredCounts } from './staging/stage.ts';

/** A source's own row, as a load fills it. */
export interface NewSource {
  readonly kind: ReferenceKind;
  readonly name: string;
  readonly place: string | null;
  readonly state: string | null;
  readonly version: string;
  readonly fileName: string;
  readonly records: number;
  readonly skipped: number;
}

const TABLES = [
  'street_range',
  'street_node',
  'street_segment',
  'address_point',
  'street_square',
  'population_cell',
] as const;

const idRow = z.object({ id: z.number() });

/**
 * Takes a source and all of its rows away, and asks for the records it placed, if any, to be placed again. False where there is
 * none of that name.
 */
export async function deleteSource(
  trx: Knex.Transaction,
  kind: ReferenceKind,
  name: string,
): Promise<boolean> {
  const [found] = await selectRows(
    trx,
    idRow,
    'SELECT id FROM reference_source WHERE kind = ? AND name = ? FOR UPDATE',
    [kind, name],
  );
  if (found === undefined) return false;
  if (placesRecords(kind)) await requestPlacing(trx, { cause: 'streets', sourceId: found.id });
  await trx.raw('DELETE FROM reference_source WHERE id = ?', [found.id]);
  for (const table of TABLES) await trx.raw(`DELETE FROM ${table} WHERE source_id = ?`, [found.id]);
  return true;
}

/** Makes what is staged the rows of the source, in the place of what an older file brought. */
export async function replaceSource(
  trx: Knex.Transaction,
  format: ReferenceFormat,
  { sourceId, table }: Staging,
  source: NewSource,
): Promise<{ readonly counts: StoredCounts; readonly replaced: boolean }> {
  const replaced = await deleteSource(trx, source.kind, source.name);
  const counts = await format.stage.publish(trx, table, sourceId);
  await trx.raw(
    `INSERT INTO reference_source (id, kind, name, place, state, version, file_name, records, skipped,
       west, south, east, north) OVERRIDING SYSTEM VALUE
     SELECT :sourceId, :kind, :name, :place, :state, :version, :fileName, :records, :skipped,
       west, south, east, north FROM (${format.stage.boxSql(table)}) AS box`,
    { sourceId, ...source },
  );
  if (placesRecords(source.kind)) {
    await insertSquares(trx, sourceId);
    await requestPlacing(trx, { cause: 'streets', sourceId });
  }
  return { counts, replaced };
}

/** Writes down in which squares the source has streets or addresses, by city. */
async function insertSquares(trx: Knex.Transaction, sourceId: number): Promise<void> {
  await trx.raw(
    `INSERT INTO street_square (source_id, place, x, y)
     SELECT DISTINCT :sourceId::int, place, floor(px / :side)::int, floor(py / :side)::int FROM (
       SELECT place, ST_XMin(geom_3857) AS px, ST_YMin(geom_3857) AS py FROM street_segment WHERE source_id = :sourceId
       UNION ALL
       SELECT place, ST_XMax(geom_3857), ST_YMax(geom_3857) FROM street_segment WHERE source_id = :sourceId
       UNION ALL SELECT place, x_3857, y_3857 FROM street_node WHERE source_id = :sourceId
       UNION ALL SELECT place, x_3857, y_3857 FROM address_point WHERE source_id = :sourceId
     ) spot`,
    { sourceId, side: SQUARE_SIDE },
  );
}

/**
 * Tells the planner what the tables hold now, and makes the room of rows that went usable again: the embedded engine
 * has nobody else to do it. Outside of any transaction, table by table, so that others wait seconds at most.
 */
export async function tidyTables(knex: Knex): Promise<void> {
  for (const table of ['street_name', ...TABLES]) await knex.raw(`VACUUM (ANALYZE) ${table}`);
}
