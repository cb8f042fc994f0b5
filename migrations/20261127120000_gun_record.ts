import type { Knex } from 'knex';

/**
 * Packed guns name their record, so that filters which only records know pick guns by id: whoever migrates counts the
 * rollups anew (`ensureRollups`). The ids of one dealer or caliber come from an index alone.
 */
export async function up(knex: Knex): Promise<void> {
  for (const statement of [
    ...FORGET_ROLLUPS,
    `COMMENT ON COLUMN flow_rollup.guns IS
      'Twenty bytes a gun, as server/rollups/packed-guns.ts describes, ascending: places of recovery, dealer and purchaser, time-to-crime, day, type and outcome, and the id of its recovery. Flows and figures under any such filter, and exact medians, come from it.'`,
    'CREATE INDEX recovery_caliber ON recovery (caliber) INCLUDE (agency_id, id)',
    'DROP INDEX recovery_dealer',
    `CREATE INDEX recovery_dealer ON recovery (dealer_id)
      INCLUDE (agency_id, recovered_on, time_to_crime_days, firearm_type, id)`,
  ]) {
    await knex.raw(statement);
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const statement of [
    ...FORGET_ROLLUPS,
    'DROP INDEX recovery_caliber',
    'DROP INDEX recovery_dealer',
    `CREATE INDEX recovery_dealer ON recovery (dealer_id)
      INCLUDE (agency_id, recovered_on, time_to_crime_days, firearm_type)`,
  ]) {
    await knex.raw(statement);
  }
}

const FORGET_ROLLUPS = ['DELETE FROM flow_rollup', 'DELETE FROM cell_rollup'];
