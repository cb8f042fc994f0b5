import type { Knex } from 'knex';

/**
 * The same gun, and the same case, in records of any file and agency: told by a hash of the serial or case number under a
 * secret that never leaves the database. Whoever may not read the number itself can still see that two records have the same
 * one, and can neither find out which nor try numbers out: no reader may read the secret or work the hash out.
 */

/** Tables whose records have a gun; a recovery repeats what its firearm says. */
const GUN_TABLES = ['recovery', 'debrief', 'multiple_sale', 'theft_report'];
/** Tables whose records are of a case. */
const CASE_TABLES = ['recovery', 'link_event'];
/** Recoveries are read through views. */
const READ_AS_THEY_ARE = ['debrief', 'multiple_sale', 'theft_report', 'link_event'];

const SECRET = [
  `CREATE TABLE linkage_secret (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    secret bytea NOT NULL
  )`,
  `COMMENT ON TABLE linkage_secret IS
    'What serial and case numbers are hashed under. Were it lost, the hashes would have to be worked out anew for all records.'`,
  'INSERT INTO linkage_secret (secret) SELECT uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())',
  'ALTER TABLE linkage_secret ENABLE ROW LEVEL SECURITY',
  'ALTER TABLE linkage_secret FORCE ROW LEVEL SECURITY',
  'CREATE POLICY linkage_secret_owner ON linkage_secret TO CURRENT_USER USING (true) WITH CHECK (true)',
];

/** Written so that PostgreSQL puts their bodies in place of their calls, which makes them three times as fast. */
const FUNCTIONS = [
  `CREATE FUNCTION keyed_hash(value text, secret bytea) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ('x' || encode(substr(sha256(secret || decode(replace(value, '\\', '\\\\'), 'escape')), 1, 8), 'hex'))::bit(64)::bigint
  $$`,
  `COMMENT ON FUNCTION keyed_hash(text, bytea) IS
    '64 bits: among ten million numbers two that differ share one with a chance of about 3 in a million.'`,
  `CREATE FUNCTION serial_spelling(serial text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN length(ltrim(translate(serial, 'OI', '01'), '0')) >= 3
      THEN ltrim(translate(serial, 'OI', '01'), '0') END
  $$`,
  `COMMENT ON FUNCTION serial_spelling(text) IS
    'A stored serial number (capitals and digits) with what is easily mistaken alike: O and 0, I and 1, zeros in front. Null where it is too short to tell a gun.'`,
  `CREATE FUNCTION case_spelling(case_number text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN length(regexp_replace(upper(case_number), '[^A-Z0-9]', '', 'g')) >= 4
      THEN regexp_replace(upper(case_number), '[^A-Z0-9]', '', 'g') END
  $$`,
  `COMMENT ON FUNCTION case_spelling(text) IS 'Capitals and digits of a case number. Null where it is too short to tell a case.'`,
];

const SECRET_READ = '(SELECT secret FROM linkage_secret)';
const serialKey = (gun: string) =>
  `CASE WHEN NOT ${gun}.serial_obliterated THEN keyed_hash(serial_spelling(${gun}.serial_number), ${SECRET_READ}) END`;
const caseKey = (caseNumber: string) => `keyed_hash(case_spelling(${caseNumber}), ${SECRET_READ})`;

const COLUMNS = [
  ...GUN_TABLES.flatMap((table) => [
    `ALTER TABLE ${table} ADD COLUMN serial_key bigint`,
    `COMMENT ON COLUMN ${table}.serial_key IS
      'Keyed hash of the serial number in one spelling; null where there is none, or it was obliterated.'`,
  ]),
  ...CASE_TABLES.flatMap((table) => [
    `ALTER TABLE ${table} ADD COLUMN case_key bigint`,
    `COMMENT ON COLUMN ${table}.case_key IS
      'Keyed hash of the case number in one spelling; tells a case together with its agency.'`,
  ]),
  ...['debrief', 'multiple_sale', 'theft_report'].map(
    (table) => `UPDATE ${table} g SET serial_key = ${serialKey('g')}`,
  ),
  `UPDATE link_event SET case_key = ${caseKey('incident_number')}`,
  `UPDATE recovery r SET serial_key = ${serialKey('g')}, case_key = ${caseKey('c.case_number')}
    FROM firearm g, recovery o LEFT JOIN (
      SELECT recovery_id, case_number FROM trace UNION ALL SELECT recovery_id, case_number FROM untraced_case
    ) c ON c.recovery_id = o.id
    WHERE o.id = r.id AND g.id = r.firearm_id`,
  ...GUN_TABLES.map(
    (table) => `CREATE INDEX ${table}_serial ON ${table} (serial_key) WHERE serial_key IS NOT NULL`,
  ),
  ...CASE_TABLES.map(
    (table) => `CREATE INDEX ${table}_case ON ${table} (case_key) WHERE case_key IS NOT NULL`,
  ),
  ...READ_AS_THEY_ARE.map(
    (table) =>
      `GRANT SELECT (${table === 'link_event' ? 'case_key' : 'serial_key'}) ON ${table} TO tracemap_reader`,
  ),
  'GRANT SELECT (serial_key, case_key) ON recovery TO tracemap_traced, tracemap_untraced',
];

/** The views of recoveries with what a migration may add at their end; see 20261129020000_scope_policies. */
const viewsOfRecoveries = (replaced: boolean, added: string): string[] => {
  const columns = `id, agency_id, import_batch_id, source_row, firearm_id, recovered_on, crime_code, precision,
    geocode_match_type, uncertainty_metres, geom_3857, h3_cell, world_x, world_y, tile_code,
    recovery_state, recovery_county, recovery_zip, firearm_type, caliber, manufacturer`;
  const itsTrace = `trace_outcome, dealer_id, purchaser_id, source_state, source_county, source_zip,
    time_to_crime_days, multiple_sale`;
  const noTrace = `'not_submitted'::text AS trace_outcome, NULL::int AS dealer_id, NULL::int AS purchaser_id,
    NULL::char(2) AS source_state, NULL::char(5) AS source_county, NULL::char(5) AS source_zip,
    NULL::smallint AS time_to_crime_days, false AS multiple_sale`;
  const create = replaced ? 'CREATE OR REPLACE VIEW' : 'CREATE VIEW';
  return [
    `${create} scoped.recovery AS SELECT ${columns}, ${itsTrace} ${added} FROM public.recovery`,
    `${create} scoped_mixed.recovery_untraced AS SELECT ${columns}, ${noTrace} ${added} FROM public.recovery`,
    `${create} scoped_mixed.recovery WITH (security_invoker) AS
      SELECT * FROM scoped.recovery UNION ALL SELECT * FROM scoped_mixed.recovery_untraced`,
  ];
};

export async function up(knex: Knex): Promise<void> {
  for (const statement of [
    ...SECRET,
    ...FUNCTIONS,
    ...COLUMNS,
    ...viewsOfRecoveries(true, ', serial_key, case_key'),
  ]) {
    await knex.raw(statement);
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const statement of [
    'DROP VIEW scoped_mixed.recovery, scoped_mixed.recovery_untraced, scoped.recovery',
    'GRANT CREATE ON SCHEMA scoped, scoped_mixed TO tracemap_traced, tracemap_untraced',
    ...viewsOfRecoveries(false, ''),
    'ALTER VIEW scoped.recovery OWNER TO tracemap_traced',
    'ALTER VIEW scoped_mixed.recovery_untraced OWNER TO tracemap_untraced',
    'REVOKE CREATE ON SCHEMA scoped, scoped_mixed FROM tracemap_traced, tracemap_untraced',
    'GRANT SELECT ON scoped.recovery, scoped_mixed.recovery_untraced, scoped_mixed.recovery TO tracemap_reader',
    ...GUN_TABLES.map((table) => `ALTER TABLE ${table} DROP COLUMN serial_key`),
    ...CASE_TABLES.map((table) => `ALTER TABLE ${table} DROP COLUMN case_key`),
    'DROP FUNCTION keyed_hash(text, bytea), serial_spelling(text), case_spelling(text)',
    'DROP TABLE linkage_secret',
  ]) {
    await knex.raw(statement);
  }
}
