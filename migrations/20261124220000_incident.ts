import type { Knex } from 'knex';

/** Shootings and other crimes that police brought as points with a date, beside the guns they recovered. */
const PLACE = [
  'street text',
  'city text',
  'county text',
  'state text',
  'zip text',
  "precision text NOT NULL DEFAULT 'none'",
  'geocode_score real',
  'geocode_match_type text',
  'geom_3857 geometry(Point, 3857)',
  'h3_cell bigint',
  'world_x int',
  'world_y int',
  'tile_code bigint',
  'area_state char(2)',
  'area_county char(5)',
  'area_zip char(5)',
  'street_lookup text',
  'geocode_source_id int',
  'uncertainty_metres real',
  'review_key text',
];

/** The place of a staged row: the same, the point as its two coordinates. */
const STAGED_PLACE = PLACE.flatMap((column) =>
  column.startsWith('geom_3857') ? ['x double precision', 'y double precision'] : [column],
).map((column) => `place_${column.replace(" NOT NULL DEFAULT 'none'", '')}`);

/** What happened, when: the same in records and in staged rows. */
const EVENT = `record_key text, incident_number text, occurred_on date NOT NULL, occurred_time time(0),
  incident_type text NOT NULL, reported_type text, fatal boolean, victims smallint`;

const STATEMENTS = [
  // No foreign keys, as in the other tables that grow by millions.
  `CREATE TABLE incident (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency_id int NOT NULL, import_batch_id int NOT NULL, source_row int NOT NULL,
    ${EVENT}, ${PLACE.join(', ')}
  )`,
  `COMMENT ON TABLE incident IS 'One row a shooting or other crime. world_x, world_y, tile_code and h3_cell only where it is known to the street or better.'`,
  `COMMENT ON COLUMN incident.record_key IS
    'The same incident in any file of the agency: its number and day, or else day, time, type and place. Null: cannot be told apart.'`,
  `COMMENT ON COLUMN incident.occurred_time IS 'Local time of day; null where the file does not say.'`,
  `COMMENT ON COLUMN incident.incident_type IS 'domain/vocabulary.ts INCIDENT_TYPES; reported_type is what the file said.'`,
  `COMMENT ON COLUMN incident.fatal IS 'Whether somebody died; null where the file does not say.'`,
  `CREATE UNIQUE INDEX incident_record ON incident (agency_id, record_key)`,
  `CREATE INDEX incident_batch ON incident USING brin (import_batch_id)`,
  // All that hotspots read, so that they read no more than this index.
  `CREATE INDEX incident_day ON incident (agency_id, occurred_on) INCLUDE (incident_type, h3_cell)`,
  `CREATE INDEX incident_review ON incident (agency_id, review_key) WHERE review_key IS NOT NULL`,

  `CREATE TABLE duplicate_incident (
    source_row int NOT NULL, ${EVENT}, ${STAGED_PLACE.join(', ')}, import_batch_id int NOT NULL
  )`,
  `COMMENT ON TABLE duplicate_incident IS
    'Rows whose incident another row had already brought: should that one''s import be undone, they take its place. Staged rows stand in tables of the same columns, one a batch (staged_incident_42).'`,
  `CREATE INDEX duplicate_incident_batch ON duplicate_incident (import_batch_id)`,

  'ALTER TABLE provider_permission DROP CONSTRAINT provider_permission_kind_check',
  `ALTER TABLE provider_permission ADD CONSTRAINT provider_permission_kind_check
    CHECK (kind IN ('recovery', 'dealer', 'purchaser', 'possessor', 'incident'))`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DELETE FROM provider_permission WHERE kind = 'incident'`);
  await knex.raw('ALTER TABLE provider_permission DROP CONSTRAINT provider_permission_kind_check');
  await knex.raw(`ALTER TABLE provider_permission ADD CONSTRAINT provider_permission_kind_check
    CHECK (kind IN ('recovery', 'dealer', 'purchaser', 'possessor'))`);
  await knex.raw('DROP TABLE duplicate_incident, incident');
  await knex.raw(`DELETE FROM import_mapping WHERE format = 'incidents'`);
  await knex.raw(`DELETE FROM import_batch WHERE format = 'incidents'`);
}
