import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../../../database/connection.ts';
import { forgetUnusedGeocodes } from '../../../places/open-addresses.ts';
import { STAGED_PLACE_COLUMNS } from '../../../places/place-columns.ts';

const countRow = z.object({ count: z.number() });

/**
 * Where a row that is to be merged (`s`, under the condition) tells of the trace of a gun that so far was only recovered, its
 * row takes the place of the one before, which is withheld as a duplicate from then on: should the newer file be
 * undone, it comes back.
 */
export async function supersedeUntraced(
  trx: Knex.Transaction,
  agencyId: number,
  table: string,
  accepted: string,
): Promise<void> {
  const found = `FROM ${table} s JOIN recovery r ON r.agency_id = ? AND r.record_key = s.record_key WHERE ${accepted}`;
  const [superseded] = await selectRows(trx, countRow, `SELECT count(*) AS count ${found}`, [agencyId]);
  if (superseded === undefined || superseded.count === 0) return;
  await trx.raw(
    `CREATE TEMP TABLE superseded ON COMMIT DROP AS SELECT r.id, r.import_batch_id, r.firearm_id, r.possessor_id ${found}`,
    [agencyId],
  );
  await trx.raw(`INSERT INTO duplicate_trace (${WITHHELD.map(([name]) => name).join(', ')})
    SELECT ${WITHHELD.map(([, value]) => value).join(', ')}
    FROM superseded o JOIN recovery r ON r.id = o.id JOIN firearm f ON f.id = o.firearm_id
      LEFT JOIN possessor p ON p.id = o.possessor_id LEFT JOIN untraced_case c ON c.recovery_id = o.id`);
  await trx.raw(
    `UPDATE import_batch b SET rows_accepted = rows_accepted - o.rows, rows_duplicate = rows_duplicate + o.rows
     FROM (SELECT import_batch_id, count(*) AS rows FROM superseded GROUP BY 1) o WHERE b.id = o.import_batch_id`,
  );
  await trx.raw('DELETE FROM untraced_case WHERE recovery_id IN (SELECT id FROM superseded)');
  await trx.raw('DELETE FROM firearm WHERE id IN (SELECT firearm_id FROM superseded)');
  await trx.raw('DELETE FROM possessor WHERE id IN (SELECT possessor_id FROM superseded)');
  await trx.raw('DELETE FROM recovery WHERE id IN (SELECT id FROM superseded)');
  await trx.raw('DROP TABLE superseded');
  // Open addresses that rows of this file have too are published again after them.
  await forgetUnusedGeocodes(trx, [agencyId]);
}

/** Columns of a staged place, from the columns of a record. */
function placeOf(
  prefix: string,
  alias: string,
  areas: readonly [string, string, string],
): [string, string][] {
  const others: Readonly<Record<string, string>> = {
    x: `ST_X(${alias}.geom_3857)`,
    y: `ST_Y(${alias}.geom_3857)`,
    area_state: `${alias}.${areas[0]}`,
    area_county: `${alias}.${areas[1]}`,
    area_zip: `${alias}.${areas[2]}`,
  };
  return STAGED_PLACE_COLUMNS.map(([name]) => [`${prefix}_${name}`, others[name] ?? `${alias}.${name}`]);
}

const ofRow = (alias: string, ...names: readonly string[]): [string, string][] =>
  names.map((name) => [name, `${alias}.${name}`]);

/** Columns of a withheld row of a gun without a trace, each with where it stands in records. */
const WITHHELD: readonly (readonly [string, string])[] = [
  ['import_batch_id', 'r.import_batch_id'],
  ...ofRow(
    'r',
    'source_row',
    'record_key',
    'crime_code',
    'recovered_on',
    'time_to_crime_days',
    'multiple_sale',
  ),
  ['outcome', 'r.trace_outcome'],
  ...ofRow('c', 'priority', 'project_code', 'ori', 'officer', 'badge', 'case_number', 'purchased_on'),
  ...ofRow('f', 'serial_number', 'serial_obliterated', 'manufacturer', 'importer', 'model', 'caliber'),
  ...ofRow('f', 'country_of_origin', 'firearm_type'),
  ...placeOf('recovery', 'r', ['recovery_state', 'recovery_county', 'recovery_zip']),
  ['has_possessor', 'p.id IS NOT NULL'],
  ['possessor_full_name', 'p.full_name'],
  ['possessor_birth_date', 'p.birth_date'],
  ...placeOf('possessor', 'p', ['area_state', 'area_county', 'area_zip']),
  ['has_purchaser', 'false'],
];
