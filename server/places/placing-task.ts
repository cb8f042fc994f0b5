import type { Knex } from 'knex';

/** Why records must be placed again; see `placing_task`. */
export type PlacingTask =
  /** This source came or is about to go: what it placed, and what lies where its streets are. */
  | { readonly cause: 'streets'; readonly sourceId: number }
  /** A batch became records while streets changed, or records of it that had been withheld came back. */
  | { readonly cause: 'import'; readonly batchId: number }
  /** A street name is read as another from now on (`written` without spaces), or, null, no longer. */
  | { readonly cause: 'alias'; readonly written: string | null; readonly state: string | null }
  /** Outside providers have answered. */
  | { readonly cause: 'provider' };

/** Writes down that records must be placed again, in the transaction of what asks for it: nothing forgets it then. */
export async function requestPlacing(trx: Knex.Transaction, task: PlacingTask): Promise<void> {
  switch (task.cause) {
    case 'streets':
      await trx.raw(
        `INSERT INTO placing_task (cause, source_id, state, west, south, east, north)
         SELECT 'streets', id, state, west, south, east, north FROM reference_source WHERE id = ?`,
        [task.sourceId],
      );
      return;
    case 'import':
      await trx.raw(`INSERT INTO placing_task (cause, import_batch_id) VALUES ('import', ?)`, [task.batchId]);
      return;
    case 'alias':
      await trx.raw(`INSERT INTO placing_task (cause, asked_name, state) VALUES ('alias', ?, ?)`, [
        task.written,
        task.state,
      ]);
      return;
    case 'provider':
      await trx.raw(`INSERT INTO placing_task (cause) VALUES ('provider')`);
  }
}

/**
 * True for a record `r` that a task `t` asks to be placed again. Box and margin are units of EPSG:3857: as
 * StreetCoverage, since the label point of an area may lie outside of the streets that are loaded of it.
 */
export const isAskedFor = (margin: number): string => `(
  t.cause = 'upgrade'
  OR (t.cause = 'streets' AND (r.geocode_source_id = t.source_id OR (
    t.west IS NOT NULL AND (t.state IS NULL OR r.area_state IS NULL OR r.area_state = t.state) AND (
      r.x IS NULL OR (r.precision = 'state' AND t.state IS NOT NULL)
      OR (r.x >= t.west - ${margin} AND r.x <= t.east + ${margin}
        AND r.y >= t.south - ${margin} AND r.y <= t.north + ${margin})))))
  OR (t.cause = 'import' AND r.import_batch_id = t.import_batch_id AND (r.street_lookup IN ('unloaded', 'review')
    OR r.geocode_source_id NOT IN (SELECT id FROM reference_source)))
  OR (t.cause = 'alias' AND (t.state IS NULL OR r.area_state = t.state) AND (
    t.asked_name IS NULL OR (r.street_lookup = 'review' AND EXISTS (
      SELECT FROM geocode g WHERE g.agency_id = r.agency_id AND g.address_key = r.review_key
        AND replace(g.asked_name, ' ', '') = t.asked_name))))
  OR (t.cause = 'provider' AND r.street_lookup IN ('unloaded', 'review')))`;
