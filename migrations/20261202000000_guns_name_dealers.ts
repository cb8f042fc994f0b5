import type { Knex } from 'knex';

/**
 * Packed guns name their dealer and purchaser, so that dealers and purchasers are counted from them as fast as flows; and
 * a region may have dealers named where guns are only counted. Whoever migrates counts the rollups anew (`ensureRollups`).
 */
export async function up(knex: Knex): Promise<void> {
  for (const statement of [
    ...FORGET_ROLLUPS,
    `COMMENT ON COLUMN flow_rollup.guns IS
      'Twenty-eight bytes a gun, as server/rollups/packed-guns.ts describes, ascending: places of recovery, dealer and purchaser, time-to-crime, day, type and outcome, and the ids of its recovery, dealer and purchaser. Flows and figures under any such filter, and exact medians, come from it.'`,
    ...details(DETAILS),
    // Who sees guns counted with their dealers is told which dealers these are, and nothing of the files that name them.
    'GRANT CREATE ON SCHEMA scoped TO tracemap_traced',
    'GRANT SELECT (dealer_id, agency_id, of_sales) ON dealer_source TO tracemap_traced',
    `CREATE POLICY dealer_source_counted ON dealer_source FOR SELECT TO tracemap_traced
      USING (NOT of_sales AND agency_id IN (SELECT agencies_in_scope('guns_counted_named')))`,
    'CREATE VIEW scoped.dealer_of_counts AS SELECT dealer_id FROM dealer_source',
    'ALTER VIEW scoped.dealer_of_counts OWNER TO tracemap_traced',
    'GRANT SELECT ON scoped.dealer_of_counts TO tracemap_reader, tracemap_identified',
    'REVOKE CREATE ON SCHEMA scoped FROM tracemap_traced',
    'DROP POLICY dealer_reader ON dealer',
    dealerPolicy(`OR id IN (SELECT dealer_id FROM scoped.dealer_of_counts)`),
  ]) {
    await knex.raw(statement);
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const statement of [
    ...FORGET_ROLLUPS,
    'DROP POLICY dealer_reader ON dealer',
    dealerPolicy(''),
    'DROP VIEW scoped.dealer_of_counts',
    'DROP POLICY dealer_source_counted ON dealer_source',
    'REVOKE SELECT (dealer_id, agency_id, of_sales) ON dealer_source FROM tracemap_traced',
    `DELETE FROM kept_gun_detail WHERE detail = 'counted_named'`,
    ...details(DETAILS_BEFORE),
  ]) {
    await knex.raw(statement);
  }
}

const FORGET_ROLLUPS = ['DELETE FROM flow_rollup', 'DELETE FROM cell_rollup'];

const DETAILS_BEFORE = ['records', 'deidentified', 'untraced', 'counted', 'counted_untraced'];
const DETAILS = [...DETAILS_BEFORE, 'counted_named'];

/** The ways in which guns are packed, as domain/scope.ts has them. */
const details = (names: readonly string[]) => [
  'ALTER TABLE flow_rollup DROP CONSTRAINT flow_rollup_detail_check',
  `ALTER TABLE flow_rollup ADD CONSTRAINT flow_rollup_detail_check
    CHECK (detail IN (${names.map((name) => `'${name}'`).join(', ')}))`,
  `CREATE OR REPLACE FUNCTION gun_details_in_scope() RETURNS TABLE (agency_id int, detail text)
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT agencies_in_scope('guns_' || kept.detail), kept.detail
    FROM (VALUES ${names.map((name) => `('${name}')`).join(', ')}) kept (detail)
  $$`,
];

const dealerPolicy = (orCounted: string) =>
  `CREATE POLICY dealer_reader ON dealer FOR SELECT TO tracemap_reader, tracemap_identified USING (
    (SELECT current_setting('tracemap.names_dealers', true)) = 'on' AND (listed OR EXISTS (
      SELECT FROM dealer_source s WHERE s.dealer_id = dealer.id) ${orCounted}))`;
