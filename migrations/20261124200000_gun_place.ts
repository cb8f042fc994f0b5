import type { Knex } from 'knex';

/**
 * Packed guns name the finest place known of recovery, dealer and purchaser, so that flows of any level and either end
 * come from the same bytes. What was packed before is removed: whoever migrates counts it anew (`ensureRollups`).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`CREATE TABLE gun_place (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    state char(2) NOT NULL,
    county char(5) NOT NULL,
    zip char(5) NOT NULL,
    h3_cell bigint NOT NULL,
    UNIQUE (h3_cell, zip, county, state)
  )`);
  await knex.raw(`COMMENT ON TABLE gun_place IS
    'Every place that a packed gun names, as finely as it is known; empty and 0 stand for unknown, so that joins need only compare. Says nothing of who or what was there.'`);
  await knex.raw('DELETE FROM flow_rollup');
  await knex.raw('DELETE FROM cell_rollup');
  await knex.raw(`COMMENT ON COLUMN flow_rollup.guns IS
    'Sixteen bytes a gun, as server/rollups/packed-guns.ts describes, ascending: places of recovery, dealer and purchaser, time-to-crime, day, type and outcome, so that flows and figures under any such filter, and exact medians, come from it.'`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DELETE FROM flow_rollup');
  await knex.raw('DELETE FROM cell_rollup');
  await knex.raw('DROP TABLE gun_place');
}
