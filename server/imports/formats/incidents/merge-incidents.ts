import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../../../database/connection.ts';
import { PLACE_COLUMNS, stagedAreaValues, stagedPlaceValues } from '../../../places/place-columns.ts';
import type { RollupPart } from '../../../rollups/refresh-rollups.ts';
import type { ImportTarget, MergeCounts } from '../format.ts';
import { stagedIncidents } from './staged-incidents.ts';

const countRow = z.object({ accepted: z.number(), duplicate: z.number() });

/**
 * Turns the staged incidents of a batch into records. A row is a duplicate where the agency has its incident already, in
 * records or in an earlier row of the file; of rows of one incident in the same file it is fatal if any says so, and the
 * largest number of victims holds. No rollup counts incidents.
 */
export async function mergeStagedIncidents(
  trx: Knex.Transaction,
  { batchId, agencyId }: ImportTarget,
): Promise<MergeCounts> {
  const table = stagedIncidents.tableOf(batchId);
  await trx.raw(`ANALYZE ${table} (source_row, record_key)`);
  await trx.raw(
    `CREATE TEMP TABLE duplicate_row ON COMMIT DROP AS
     SELECT source_row FROM (
       SELECT source_row, row_number() OVER (PARTITION BY record_key ORDER BY source_row) AS place
       FROM ${table} WHERE record_key IS NOT NULL
     ) numbered WHERE place > 1
     UNION SELECT s.source_row FROM ${table} s JOIN incident i ON i.agency_id = ? AND i.record_key = s.record_key`,
    [agencyId],
  );
  await trx.raw('ANALYZE duplicate_row');
  const [counts] = await selectRows(
    trx,
    countRow,
    `SELECT count(*) - (SELECT count(*) FROM duplicate_row) AS accepted,
       (SELECT count(*) FROM duplicate_row) AS duplicate FROM ${table}`,
  );
  await trx.raw(
    `INSERT INTO incident (agency_id, import_batch_id, source_row, record_key, incident_number, occurred_on,
       occurred_time, incident_type, reported_type, fatal, victims, area_state, area_county, area_zip, ${PLACE_COLUMNS})
     SELECT ?, ?, s.source_row, s.record_key, s.incident_number, s.occurred_on, s.occurred_time, s.incident_type,
       s.reported_type, coalesce(k.fatal, s.fatal), coalesce(k.victims, s.victims), ${stagedAreaValues('place')},
       ${stagedPlaceValues('place')}
     FROM ${table} s LEFT JOIN (
       SELECT record_key, bool_or(fatal) AS fatal, max(victims) AS victims FROM ${table}
       WHERE record_key IS NOT NULL GROUP BY record_key
     ) k ON k.record_key = s.record_key
     WHERE s.source_row NOT IN (SELECT source_row FROM duplicate_row) ORDER BY s.place_tile_code, s.source_row`,
    [agencyId, batchId],
  );
  await stagedIncidents.keepDuplicates(trx, batchId, 'SELECT source_row FROM duplicate_row');
  await trx.raw('DROP TABLE duplicate_row');
  return { accepted: counts?.accepted ?? 0, duplicate: counts?.duplicate ?? 0, parts: [], notes: [] };
}

/** Takes a batch's incidents away, with what it had withheld. */
export async function undoIncidents(trx: Knex.Transaction, batchId: number): Promise<void> {
  await trx.raw('DELETE FROM incident WHERE import_batch_id = ?', [batchId]);
  await trx.raw('DELETE FROM duplicate_incident WHERE import_batch_id = ?', [batchId]);
}

/** Lets rows that were withheld as duplicates take the place of what was undone. */
export function mergeWithheldIncidents(
  trx: Knex.Transaction,
  agencyId: number,
): Promise<readonly RollupPart[]> {
  return stagedIncidents.mergeWithheld(trx, agencyId, mergeStagedIncidents);
}
