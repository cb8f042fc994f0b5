import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../../../database/connection.ts';
import { noteLinkageChange } from '../../../linkage/linkage-change.ts';
import {
  PLACE_COLUMNS,
  STAGED_PLACE_COLUMNS,
  stagedAreaValues,
  stagedPlaceValues,
} from '../../../places/place-columns.ts';
import type { RollupPart } from '../../../rollups/refresh-rollups.ts';
import type { ImportTarget, MergeCounts } from '../format.ts';
import { caseKeyOf, PERSON_HASH, SERIAL_KEY } from '../records/linkage-keys.ts';
import { stagedTraces } from './staged-traces.ts';
import { supersedeUntraced } from './supersede-untraced.ts';

const countRow = z.object({ accepted: z.number(), duplicate: z.number(), last_row: z.number().nullable() });
const partRow = z.object({ month: z.string().nullable() });
const idRow = z.object({ first: z.number() });

/**
 * Turns the staged traces of a batch into records, all by statements on whole sets. Ids are worked out rather than
 * asked for: a block of each sequence is reserved, and a record's id is the block's start plus its source row. The
 * dealers of the batch must be merged already.
 */
export async function mergeStagedTraces(trx: Knex.Transaction, target: ImportTarget): Promise<MergeCounts> {
  const { batchId, agencyId } = target;
  const table = stagedTraces.tableOf(batchId);
  // Sorting and hashing a million rows in the default 4 MB would go through files.
  await trx.raw(`SET LOCAL work_mem = '128MB'`);
  await trx.raw(`ANALYZE ${table} (source_row, trace_number, record_key, person_key, dealer_key)`);
  await findDuplicates(trx, table, agencyId);
  const [counts] = await selectRows(
    trx,
    countRow,
    `SELECT count(*) - (SELECT count(*) FROM duplicate_row) AS accepted,
       (SELECT count(*) FROM duplicate_row) AS duplicate, max(source_row) AS last_row FROM ${table}`,
  );
  const parts: RollupPart[] = [];
  if (counts !== undefined && counts.accepted > 0 && counts.last_row !== null) {
    await supersedeUntraced(trx, agencyId, table, ACCEPTED);
    await insertRecords(trx, target, table, counts.last_row);
    await noteLinkageChange(trx, agencyId);
    const months = await selectRows(
      trx,
      partRow,
      `SELECT DISTINCT date_trunc('month', s.recovered_on)::date AS month FROM ${table} s WHERE ${ACCEPTED}`,
    );
    parts.push(...months.map(({ month }) => ({ agencyId, month })));
  }
  await stagedTraces.keepDuplicates(trx, batchId, 'source_row IN (SELECT source_row FROM duplicate_row)');
  await trx.raw('DROP TABLE duplicate_row');
  return { accepted: counts?.accepted ?? 0, duplicate: counts?.duplicate ?? 0, parts, notes: [] };
}

const ACCEPTED = 's.source_row NOT IN (SELECT source_row FROM duplicate_row)';

/**
 * A row is a duplicate when the agency has its trace number, or its serial number and recovery date, already: in
 * records or in an earlier row of the file. Of a gun that was only recovered so far, a row with its trace says more: that
 * is none, and the other one is.
 */
async function findDuplicates(trx: Knex.Transaction, table: string, agencyId: number): Promise<void> {
  const repeated = (key: string) => `
    SELECT source_row FROM (
      SELECT source_row, row_number() OVER (PARTITION BY ${key} ORDER BY outcome = 'not_submitted', source_row) AS place
      FROM ${table} WHERE ${key} IS NOT NULL
    ) numbered WHERE place > 1`;
  await trx.raw(
    `CREATE TEMP TABLE duplicate_row ON COMMIT DROP AS
     ${repeated('trace_number')} UNION ${repeated('record_key')}
     UNION SELECT s.source_row FROM ${table} s JOIN trace t ON t.agency_id = ? AND t.trace_number = s.trace_number
     UNION SELECT s.source_row FROM ${table} s JOIN recovery r ON r.agency_id = ? AND r.record_key = s.record_key
       WHERE r.trace_outcome <> 'not_submitted' OR s.outcome = 'not_submitted'`,
    [agencyId, agencyId],
  );
  await trx.raw('ANALYZE duplicate_row');
}

async function insertRecords(
  trx: Knex.Transaction,
  target: ImportTarget,
  table: string,
  lastRow: number,
): Promise<void> {
  const ids = {
    firearm: await reserveIds(trx, 'firearm', lastRow),
    possessor: await reserveIds(trx, 'possessor', lastRow),
    purchaser: await reserveIds(trx, 'purchaser', lastRow),
    recovery: await reserveIds(trx, 'recovery', lastRow),
  };
  const provenance = `${target.agencyId}, ${target.batchId}, s.source_row`;
  await trx.raw(
    `INSERT INTO firearm OVERRIDING SYSTEM VALUE
     SELECT ${ids.firearm} + s.source_row, ${provenance}, s.serial_number, s.serial_obliterated, s.manufacturer,
       s.importer, s.model, s.caliber, s.country_of_origin, s.firearm_type
     FROM ${table} s WHERE ${ACCEPTED}`,
  );
  await trx.raw(
    `INSERT INTO possessor (id, agency_id, import_batch_id, source_row, full_name, birth_date,
       area_state, area_county, area_zip, ${PLACE_COLUMNS}) OVERRIDING SYSTEM VALUE
     SELECT ${ids.possessor} + s.source_row, ${provenance}, s.possessor_full_name, s.possessor_birth_date,
       ${stagedAreaValues('possessor')}, ${stagedPlaceValues('possessor')}
     FROM ${table} s WHERE s.has_possessor AND ${ACCEPTED}`,
  );
  await mergePurchasers(trx, target, table, ids.purchaser);
  await trx.raw(
    `INSERT INTO recovery (id, agency_id, import_batch_id, source_row, firearm_id, possessor_id, recovered_on,
       record_key, crime_code, ${PLACE_COLUMNS}, recovery_state, recovery_county, recovery_zip, trace_outcome,
       dealer_id, purchaser_id, source_state, source_county, source_zip, time_to_crime_days, multiple_sale,
       firearm_type, caliber, manufacturer, serial_key, case_key, held_by_another) OVERRIDING SYSTEM VALUE
     SELECT ${ids.recovery} + s.source_row, ${provenance}, ${ids.firearm} + s.source_row,
       CASE WHEN s.has_possessor THEN ${ids.possessor} + s.source_row END, s.recovered_on,
       s.record_key, s.crime_code, ${stagedPlaceValues('recovery')}, ${stagedAreaValues('recovery')}, s.outcome,
       d.id, ${purchaserId(ids.purchaser)}, d.area_state, d.area_county, d.area_zip, s.time_to_crime_days,
       s.multiple_sale, s.firearm_type, s.caliber, s.manufacturer, ${SERIAL_KEY}, ${caseKeyOf('case_number')},
       is_another_person(s.possessor_full_name, s.possessor_birth_date, s.purchaser_full_name, s.purchaser_birth_date)
     FROM ${table} s LEFT JOIN dealer d ON d.dealer_key = s.dealer_key
       LEFT JOIN known_person k ON k.person_key = s.person_key
     WHERE ${ACCEPTED} ORDER BY s.recovery_tile_code`,
  );
  await trx.raw(
    `INSERT INTO trace (agency_id, import_batch_id, source_row, recovery_id, trace_number, status, requested_on,
       priority, project_code, ori, officer, badge, case_number, dealer_id, purchaser_id, purchased_on,
       time_to_crime_days, multiple_sale, recovered_on)
     SELECT ${provenance}, ${ids.recovery} + s.source_row, s.trace_number, s.status, s.requested_on, s.priority,
       s.project_code, s.ori, s.officer, s.badge, s.case_number, d.id, ${purchaserId(ids.purchaser)},
       s.purchased_on, s.time_to_crime_days, s.multiple_sale, s.recovered_on
     FROM ${table} s LEFT JOIN dealer d ON d.dealer_key = s.dealer_key
       LEFT JOIN known_person k ON k.person_key = s.person_key
     WHERE s.outcome <> 'not_submitted' AND ${ACCEPTED}`,
  );
  await trx.raw(
    `INSERT INTO untraced_case (recovery_id, agency_id, import_batch_id, ${CASE_COLUMNS})
     SELECT ${ids.recovery} + s.source_row, ${target.agencyId}, ${target.batchId}, ${CASE_COLUMNS}
     FROM ${table} s WHERE s.outcome = 'not_submitted' AND ${ACCEPTED} AND num_nonnulls(${CASE_COLUMNS}) > 0`,
  );
  await trx.raw('DROP TABLE known_person');
}

/** What is kept beside a recovery that has no trace to keep it with. */
const CASE_COLUMNS = 'priority, project_code, ori, officer, badge, case_number, purchased_on';

/** The purchaser of a staged row: the person known by its key, else one of its own where the row names any. */
function purchaserId(firstId: number): string {
  return `CASE WHEN s.person_key IS NOT NULL THEN k.purchaser_id WHEN s.has_purchaser THEN ${firstId} + s.source_row END`;
}

async function reserveIds(trx: Knex.Transaction, table: string, count: number): Promise<number> {
  const sequence = `pg_get_serial_sequence('${table}', 'id')`;
  const [reserved] = await selectRows(
    trx,
    idRow,
    `SELECT setval(${sequence}, nextval(${sequence}) + ?) - ? AS first`,
    [count, count],
  );
  if (reserved === undefined) throw new Error(`The ids of ${table} could not be reserved.`);
  return reserved.first;
}

const PURCHASER_FIELDS = [
  'purchaser_full_name',
  ...STAGED_PLACE_COLUMNS.map(([name]) => `purchaser_${name}`),
];

/**
 * Makes `known_person`: the purchaser of each person key among the accepted rows, new ones inserted from the first
 * row that names them. What this file says of purchasers another brought is kept in case that one is undone.
 */
async function mergePurchasers(
  trx: Knex.Transaction,
  { agencyId, batchId }: ImportTarget,
  table: string,
  firstId: number,
): Promise<void> {
  await trx.raw(
    `CREATE TEMP TABLE known_person ON COMMIT DROP AS
     SELECT named.person_key, named.first_row, named.traces, p.id IS NULL AS is_new,
       coalesce(p.id, ${firstId} + named.first_row) AS purchaser_id, p.import_batch_id AS known_batch,
       p.source_row AS known_row
     FROM (
       SELECT s.person_key, min(s.source_row) AS first_row, count(*)::int AS traces
       FROM ${table} s WHERE s.person_key IS NOT NULL AND ${ACCEPTED} GROUP BY s.person_key
     ) named LEFT JOIN purchaser p ON p.agency_id = ${agencyId} AND p.person_key = named.person_key`,
  );
  await trx.raw('ANALYZE known_person');
  await trx.raw(
    `INSERT INTO purchaser (id, agency_id, import_batch_id, source_row, person_key, person_hash, full_name, birth_date,
       trace_count, area_state, area_county, area_zip, ${PLACE_COLUMNS}) OVERRIDING SYSTEM VALUE
     SELECT ${firstId} + s.source_row, ${agencyId}, ${batchId}, s.source_row, s.person_key, ${PERSON_HASH},
       s.purchaser_full_name, s.purchaser_birth_date, coalesce(k.traces, 1), ${stagedAreaValues('purchaser')}, ${stagedPlaceValues('purchaser')}
     FROM ${table} s LEFT JOIN known_person k ON k.person_key = s.person_key
     WHERE s.has_purchaser AND ${ACCEPTED}
       AND (s.person_key IS NULL OR (k.is_new AND k.first_row = s.source_row))`,
  );
  await trx.raw(
    `UPDATE purchaser p SET trace_count = p.trace_count + k.traces
     FROM known_person k WHERE k.purchaser_id = p.id AND NOT k.is_new`,
  );
  await trx.raw(
    `INSERT INTO purchaser_source (purchaser_id, import_batch_id, source_row, fields)
     SELECT k.purchaser_id, ${batchId}, s.source_row, ${fieldsOf('s', PURCHASER_FIELDS)}
     FROM known_person k JOIN ${table} s ON s.source_row = k.first_row
     WHERE NOT k.is_new AND (k.known_batch <> ${batchId} OR s.source_row < k.known_row)
     ON CONFLICT (purchaser_id, import_batch_id) DO UPDATE SET source_row = excluded.source_row, fields = excluded.fields
       WHERE excluded.source_row < purchaser_source.source_row`,
  );
}

/** The given columns of a row as one JSON object, their prefix taken off. */
function fieldsOf(alias: string, columns: readonly string[]): string {
  return `jsonb_build_object(${columns
    .map((column) => `'${column.replace(/^purchaser_/, '')}', ${alias}.${column}`)
    .join(', ')})`;
}
