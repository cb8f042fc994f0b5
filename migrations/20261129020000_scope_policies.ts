import type { Knex } from 'knex';

/**
 * Who may read what, as PostgreSQL enforces it. Requests read as roles that own nothing and pass no policy by: which agencies
 * such a transaction sees stands in settings that withScope sets for it alone, so a forgotten condition shows nothing too
 * much, and a forgotten setting shows nothing at all.
 *
 *   tracemap_reader      what most requests run as: maps, lists, counts
 *   tracemap_steward     an agency's own files, notes and open addresses
 *   tracemap_identified  names, birth dates, home addresses and serial numbers: the search for a person
 *   tracemap_traced      owns the views of recoveries that are seen with their trace
 *   tracemap_untraced    owns the view of those seen without: it has no right to the columns that tell of it
 */
const ROLES = [
  'tracemap_reader',
  'tracemap_steward',
  'tracemap_identified',
  'tracemap_traced',
  'tracemap_untraced',
];

/**
 * Roles are of the whole server: another database of Tracemap may have made them, even at this moment, or an administrator. Who
 * may not make roles is told so before it is seen whether there is one of that name.
 */
const createRole = (role: string) => `DO $$ BEGIN
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} NOLOGIN; END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    WHEN insufficient_privilege THEN
      RAISE EXCEPTION 'Tracemap reads as roles of its own, which % may not create. Have an administrator run: ${ROLES.map((name) => `CREATE ROLE ${name} NOLOGIN; GRANT ${name} TO "%";`).join(' ')}',
        current_user, ${ROLES.map(() => 'current_user').join(', ')};
  END;
  IF NOT pg_has_role(current_user, '${role}', 'MEMBER') THEN
    EXECUTE format('GRANT ${role} TO %I', current_user);
  END IF;
EXCEPTION WHEN unique_violation OR SQLSTATE 'XX000' THEN NULL; -- granted at this moment by another
END $$`;

/** What belongs to no agency, or tells nothing of what is recorded. */
const REFERENCE = [
  'area',
  'gun_place',
  'change_version',
  'corridor_cell',
  'population_cell',
  'reference_load',
  'reference_source',
  'street_name',
  'street_segment',
  'street_range',
  'street_node',
  'street_square',
  'address_point',
  'street_alias',
];

/** Records of an agency as `agency_id` says, with the lists of agencies in which each role sees them. */
interface RecordTable {
  readonly table: string;
  /** What tracemap_reader sees; null: nothing. */
  readonly reader: { readonly policy: string; readonly columns?: string } | null;
  /** What tracemap_identified sees; null: nothing. */
  readonly identified: string | null;
  /** True where tracemap_steward sees its own agency's. */
  readonly steward: boolean;
}

const isIn = (list: string) => `agency_id IN (SELECT agencies_in_scope('${list}'))`;

const RECORDS: readonly RecordTable[] = [
  // Through the views below.
  { table: 'recovery', reader: null, identified: isIn('identified_recoveries'), steward: true },
  {
    table: 'trace',
    reader: {
      policy: isIn('traced'),
      columns: `id, agency_id, recovery_id, trace_number, status, requested_on, dealer_id, purchaser_id,
        purchased_on, time_to_crime_days, multiple_sale`,
    },
    identified: isIn('identified_traces'),
    steward: true,
  },
  {
    table: 'firearm',
    reader: {
      policy: isIn('recovered'),
      columns: `id, agency_id, serial_obliterated, manufacturer, importer, model, caliber, country_of_origin, firearm_type`,
    },
    identified: isIn('identified_recoveries'),
    steward: true,
  },
  {
    table: 'purchaser',
    reader: {
      policy: isIn('traced'),
      columns: 'id, agency_id, trace_count, area_state, area_county, area_zip',
    },
    identified: isIn('identified_traces'),
    steward: true,
  },
  { table: 'possessor', reader: null, identified: isIn('identified_recoveries'), steward: true },
  { table: 'incident', reader: { policy: isIn('incidents') }, identified: null, steward: true },
  {
    table: 'dealer_source',
    reader: { policy: isIn('traced'), columns: 'dealer_id, agency_id, import_batch_id, source_row, listed' },
    identified: null,
    steward: true,
  },
  { table: 'published_flow', reader: { policy: isIn('agency_ids') }, identified: null, steward: false },
  {
    table: 'import_batch',
    reader: { policy: isIn('own_agency'), columns: 'id, agency_id, file_name' },
    identified: null,
    steward: true,
  },
  {
    table: 'flow_rollup',
    reader: { policy: '(agency_id, detail) IN (SELECT * FROM gun_details_in_scope())' },
    identified: null,
    steward: false,
  },
  // Through the view below.
  { table: 'cell_rollup', reader: null, identified: null, steward: false },
  { table: 'jurisdiction', reader: { policy: isIn('agency_ids') }, identified: null, steward: false },
  { table: 'geocode', reader: null, identified: null, steward: true },
  { table: 'geocode_review', reader: null, identified: null, steward: true },
];

/** Columns of a recovery that say nothing of its trace. */
const RECOVERY = `id, agency_id, import_batch_id, source_row, firearm_id, recovered_on, crime_code, precision,
  geocode_match_type, uncertainty_metres, geom_3857, h3_cell, world_x, world_y, tile_code,
  recovery_state, recovery_county, recovery_zip, firearm_type, caliber, manufacturer`;
const ITS_TRACE = `trace_outcome, dealer_id, purchaser_id, source_state, source_county, source_zip,
  time_to_crime_days, multiple_sale`;
const NO_TRACE = `'not_submitted'::text AS trace_outcome, NULL::int AS dealer_id, NULL::int AS purchaser_id,
  NULL::char(2) AS source_state, NULL::char(5) AS source_county, NULL::char(5) AS source_zip,
  NULL::smallint AS time_to_crime_days, false AS multiple_sale`;

const CELL = 'agency_id, month, firearm_type, cell, recoveries, sum_world_x, sum_world_y';
const CELL_TIMES = ['ttc_0', 'ttc_1', 'ttc_2', 'ttc_3', 'ttc_4', 'ttc_5'];

/**
 * Tables seen with and without what their trace says. In schema `scoped` stands what is seen of agencies that share it, under
 * the name of the table, so that whoever reads need not know; in `scoped_mixed` the same and what is seen of the others: most
 * scopes have none of these, and would look through each table twice to find it.
 */
const VIEWS = [
  {
    table: 'recovery',
    columns: RECOVERY,
    trace: ITS_TRACE,
    without: NO_TRACE,
  },
  {
    table: 'cell_rollup',
    columns: CELL,
    trace: [...CELL_TIMES, 'ttc_unknown'].join(', '),
    without: `${CELL_TIMES.map((column) => `0 AS ${column}`).join(', ')}, recoveries AS ttc_unknown`,
  },
];

const viewsOf = ({ table, columns, trace, without }: (typeof VIEWS)[number]): string[] => [
  `GRANT SELECT (${columns}, ${trace}) ON ${table} TO tracemap_traced`,
  `GRANT SELECT (${columns}) ON ${table} TO tracemap_untraced`,
  `CREATE POLICY ${table}_traced ON ${table} FOR SELECT TO tracemap_traced USING (${isIn('traced')})`,
  `CREATE POLICY ${table}_untraced ON ${table} FOR SELECT TO tracemap_untraced USING (${isIn('untraced')})`,
  `CREATE VIEW scoped.${table} AS SELECT ${columns}, ${trace} FROM ${table}`,
  `CREATE VIEW scoped_mixed.${table}_untraced AS SELECT ${columns}, ${without} FROM ${table}`,
  `ALTER VIEW scoped.${table} OWNER TO tracemap_traced`,
  `ALTER VIEW scoped_mixed.${table}_untraced OWNER TO tracemap_untraced`,
  `CREATE VIEW scoped_mixed.${table} WITH (security_invoker) AS
    SELECT * FROM scoped.${table} UNION ALL SELECT * FROM scoped_mixed.${table}_untraced`,
  `GRANT SELECT ON scoped.${table}, scoped_mixed.${table}_untraced, scoped_mixed.${table} TO tracemap_reader`,
];

/** The owner works for imports and migrations. It is under the policies too, and passes by this one alone. */
const forced = (table: string): string[] => [
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY ${table}_owner ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true)`,
];

function policiesOf({ table, reader, identified, steward }: RecordTable): string[] {
  const policy = (role: string, condition: string, columns?: string) => [
    `GRANT SELECT ${columns === undefined ? '' : `(${columns})`} ON ${table} TO tracemap_${role}`,
    `CREATE POLICY ${table}_${role} ON ${table} FOR SELECT TO tracemap_${role} USING (${condition})`,
  ];
  return [
    ...forced(table),
    ...(reader === null ? [] : policy('reader', reader.policy, reader.columns)),
    ...(identified === null ? [] : policy('identified', identified)),
    ...(steward ? policy('steward', isIn('own_files')) : []),
  ];
}

/** Tables whose rows are an import's, and so its agency's. */
const OF_IMPORTS = ['import_note', 'import_rejected_row'];

const ofImport = (table: string): string[] => [
  ...forced(table),
  `GRANT SELECT ON ${table} TO tracemap_steward`,
  `CREATE POLICY ${table}_steward ON ${table} FOR SELECT TO tracemap_steward
    USING (import_batch_id IN (SELECT id FROM import_batch))`,
];

/** A dealer is named to those who may name dealers: one of a public list, or one that a trace they see was traced to. */
const DEALERS = [
  ...forced('dealer'),
  'GRANT SELECT ON dealer TO tracemap_reader, tracemap_steward, tracemap_identified',
  'GRANT SELECT ON dealer_place TO tracemap_reader',
  `CREATE POLICY dealer_reader ON dealer FOR SELECT TO tracemap_reader, tracemap_identified USING (
    (SELECT current_setting('tracemap.names_dealers', true)) = 'on' AND (listed OR EXISTS (
      SELECT FROM dealer_source s WHERE s.dealer_id = dealer.id AND s.agency_id IN (SELECT agencies_in_scope('traced')))))`,
  `CREATE POLICY dealer_steward ON dealer FOR SELECT TO tracemap_steward USING (
    listed OR EXISTS (SELECT FROM dealer_source s WHERE s.dealer_id = dealer.id))`,
  'GRANT SELECT (dealer_id, agency_id) ON dealer_source TO tracemap_identified',
  `CREATE POLICY dealer_source_identified ON dealer_source FOR SELECT TO tracemap_identified USING (${isIn('traced')})`,
];

/** Agencies whose records one sees at all; the list of all of the region is for those who write agreements. */
const AGENCIES = [
  ...forced('agency'),
  'GRANT SELECT ON agency TO tracemap_reader, tracemap_steward, tracemap_identified',
  `CREATE POLICY agency_in_scope ON agency FOR SELECT TO tracemap_reader, tracemap_steward, tracemap_identified
    USING (id IN (SELECT agencies_in_scope('agency_ids')))`,
];

/** A corridor is its agency's; one without an agency is the region's. */
const CORRIDORS = [
  'ALTER TABLE corridor ADD COLUMN agency_id int REFERENCES agency',
  `COMMENT ON COLUMN corridor.agency_id IS 'Whose it is; null: the region''s, for all to see.'`,
  'DROP INDEX corridor_name',
  'CREATE UNIQUE INDEX corridor_name ON corridor (coalesce(agency_id, 0), lower(name))',
  ...forced('corridor'),
  ...forced('corridor_end'),
  'GRANT SELECT ON corridor, corridor_end TO tracemap_reader',
  `CREATE POLICY corridor_reader ON corridor FOR SELECT TO tracemap_reader
    USING (agency_id IS NULL OR ${isIn('own_agency')})`,
  `CREATE POLICY corridor_end_reader ON corridor_end FOR SELECT TO tracemap_reader
    USING (corridor_id IN (SELECT id FROM corridor))`,
];

const STATEMENTS = [
  ...ROLES.map(createRole),
  'CREATE SCHEMA scoped',
  'CREATE SCHEMA scoped_mixed',
  `GRANT USAGE ON SCHEMA scoped, scoped_mixed TO ${ROLES.join(', ')}`,
  // To become the owner of a view one must be able to make it.
  'GRANT CREATE ON SCHEMA scoped, scoped_mixed TO tracemap_traced, tracemap_untraced',

  `CREATE FUNCTION agencies_in_scope(list text) RETURNS SETOF int LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT unnest(string_to_array(nullif(current_setting('tracemap.' || list, true), ''), ',')::int[])
  $$`,
  `COMMENT ON FUNCTION agencies_in_scope(text) IS
    'Agencies in one of the lists that withScope sets for its transaction (domain/scope.ts says what they are). Empty where nothing was set: closed by default.'`,
  `CREATE FUNCTION gun_details_in_scope() RETURNS TABLE (agency_id int, detail text) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT agencies_in_scope('guns_' || kept.detail), kept.detail
    FROM (VALUES ('records'), ('deidentified'), ('untraced'), ('counted'), ('counted_untraced')) kept (detail)
  $$`,

  // A version of its own for each agency: what others bring in changes nothing that one can see.
  `CREATE TABLE change_version (
    agency_id int PRIMARY KEY,
    version bigint NOT NULL
  )`,
  `COMMENT ON TABLE change_version IS
    'How often what an agency''s readers see has changed; 0 stands for what belongs to no agency. The sum over the agencies of a scope is its data version.'`,
  `INSERT INTO change_version (agency_id, version)
    SELECT 0, data_version.version + corridor_version.version FROM data_version, corridor_version
    UNION ALL SELECT id, 0 FROM agency`,
  'DROP TABLE corridor_version',

  `ALTER TABLE flow_rollup ADD COLUMN detail text NOT NULL DEFAULT 'records'
    CHECK (detail IN ('records', 'deidentified', 'untraced', 'counted', 'counted_untraced'))`,
  `COMMENT ON COLUMN flow_rollup.detail IS
    'How finely these guns are told: an agency''s guns are packed once for each way in which anybody sees them (domain/scope.ts).'`,
  `CREATE TABLE kept_gun_detail (
    agency_id int NOT NULL,
    detail text NOT NULL,
    PRIMARY KEY (agency_id, detail)
  )`,
  `COMMENT ON TABLE kept_gun_detail IS
    'The ways, beside records, in which the guns of an agency are packed because somebody sees them so.'`,

  `CREATE TABLE region_policy (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    names_dealers boolean NOT NULL DEFAULT false
  )`,
  'INSERT INTO region_policy DEFAULT VALUES',
  `COMMENT ON COLUMN region_policy.names_dealers IS 'Whether dealers are named to those who see no single records.'`,
  `CREATE TRIGGER region_policy_raises_access_version AFTER UPDATE ON region_policy
    FOR EACH STATEMENT EXECUTE FUNCTION raise_access_version()`,

  ...RECORDS.flatMap(policiesOf),
  ...OF_IMPORTS.flatMap(ofImport),
  ...VIEWS.flatMap(viewsOf),
  ...DEALERS,
  ...AGENCIES,
  ...CORRIDORS,
  `GRANT SELECT ON ${REFERENCE.join(', ')} TO tracemap_reader, tracemap_steward, tracemap_identified`,
  'REVOKE CREATE ON SCHEMA scoped, scoped_mixed FROM tracemap_traced, tracemap_untraced',
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

/** The roles stay: they are of the whole server, and other databases may use them. */
export async function down(knex: Knex): Promise<void> {
  const tables = [
    ...RECORDS.map(({ table }) => table),
    ...OF_IMPORTS,
    'dealer',
    'agency',
    'corridor',
    'corridor_end',
  ];
  await knex.raw('DROP SCHEMA scoped, scoped_mixed CASCADE');
  for (const table of tables) {
    await knex.raw(`DO $$ DECLARE one text; BEGIN
      FOR one IN SELECT policyname FROM pg_policies WHERE schemaname = 'public' AND tablename = '${table}' LOOP
        EXECUTE format('DROP POLICY %I ON ${table}', one);
      END LOOP;
    END $$`);
    await knex.raw(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    await knex.raw(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
  }
  await knex.raw(`REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${ROLES.join(', ')}`);
  await knex.raw(`DELETE FROM flow_rollup WHERE detail <> 'records'`);
  for (const statement of [
    'DROP TABLE region_policy',
    'DROP TABLE kept_gun_detail',
    'ALTER TABLE flow_rollup DROP COLUMN detail',
    `CREATE TABLE corridor_version (
      only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
      version bigint NOT NULL DEFAULT 0
    )`,
    'INSERT INTO corridor_version DEFAULT VALUES',
    'DROP TABLE change_version',
    'DROP INDEX corridor_name',
    'DELETE FROM corridor WHERE agency_id IS NOT NULL AND EXISTS (SELECT FROM corridor o WHERE lower(o.name) = lower(corridor.name) AND o.id < corridor.id)',
    'ALTER TABLE corridor DROP COLUMN agency_id',
    'CREATE UNIQUE INDEX corridor_name ON corridor (lower(name))',
    'DROP FUNCTION gun_details_in_scope()',
    'DROP FUNCTION agencies_in_scope(text)',
  ]) {
    await knex.raw(statement);
  }
}
