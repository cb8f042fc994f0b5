import type { Knex } from 'knex';

/**
 * Records, areas and rollups. Points are EPSG:3857. `world_x`, `world_y` and `tile_code` (see
 * domain/geography/world-grid.ts) are set only where the place is known to the street or better: what has no tile
 * code cannot be drawn as a point.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('CREATE EXTENSION IF NOT EXISTS postgis');
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP VIEW IF EXISTS dealer_place');
  await knex.raw(`DROP TABLE IF EXISTS
    cell_rollup, flow_rollup, published_flow, trace, recovery, possessor, purchaser, firearm, dealer_source, dealer,
    import_note, import_mapping, import_batch, area, agency, data_version CASCADE`);
  await knex.raw('DROP FUNCTION IF EXISTS visible_agency_ids()');
}

const PROVENANCE = `
  agency_id int NOT NULL REFERENCES agency,
  import_batch_id int NOT NULL REFERENCES import_batch,
  source_row int NOT NULL`;

/**
 * The tables that grow by millions have no foreign keys: each costs about 6 microseconds a row, and one statement
 * each, in one transaction of the importer, writes and removes them. A property test proves that nothing dangles.
 */
const BULK_PROVENANCE = PROVENANCE.replaceAll(/ REFERENCES \w+/g, '');

const PLACE = `
  street text, city text, county text, state text, zip text,
  precision text NOT NULL DEFAULT 'none',
  geocode_score real,
  geocode_match_type text,
  geom_3857 geometry(Point, 3857),
  h3_cell bigint,
  world_x int,
  world_y int,
  tile_code bigint`;

const STATEMENTS = [
  `CREATE TABLE data_version (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    version bigint NOT NULL DEFAULT 1
  )`,
  `INSERT INTO data_version DEFAULT VALUES`,
  `COMMENT ON TABLE data_version IS
    'Raised by every change of records, in its transaction. Updating it first makes writers wait for each other.'`,

  `CREATE TABLE agency (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code text NOT NULL UNIQUE,
    name text NOT NULL,
    state_code char(2) NOT NULL,
    synthetic boolean NOT NULL DEFAULT false
  )`,
  `COMMENT ON COLUMN agency.synthetic IS 'True for the agencies of the demo region: their people and guns are made up.'`,

  `CREATE FUNCTION visible_agency_ids() RETURNS SETOF int LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT unnest(string_to_array(nullif(current_setting('tracemap.agency_ids', true), ''), ',')::int[])
  $$`,
  `COMMENT ON FUNCTION visible_agency_ids() IS
    'Agencies the running transaction may read, as set by withScope. Empty where nothing was set: closed by default.'`,

  `CREATE TABLE area (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    level text NOT NULL CHECK (level IN ('state', 'county', 'zip', 'place')),
    code text NOT NULL,
    name text NOT NULL,
    state_code char(2) NOT NULL,
    county_code char(5),
    population int,
    prominence int NOT NULL DEFAULT 0,
    point_3857 geometry(Point, 3857) NOT NULL,
    geom_3857 geometry(MultiPolygon, 3857),
    world_x int NOT NULL,
    world_y int NOT NULL,
    tile_code bigint NOT NULL,
    UNIQUE (level, code)
  )`,
  `COMMENT ON COLUMN area.code IS 'state: USPS code (MD); county: FIPS (24510); zip: five digits; place: MD:BALTIMORE.'`,
  `COMMENT ON COLUMN area.point_3857 IS 'Where the area is labelled: inside its polygon, or its gazetteer point.'`,
  `CREATE INDEX area_geom ON area USING gist (geom_3857)`,
  `CREATE INDEX area_tile ON area (level, tile_code)`,

  `CREATE TABLE import_batch (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency_id int NOT NULL REFERENCES agency,
    format text NOT NULL,
    file_name text NOT NULL,
    content_sha256 text NOT NULL,
    status text NOT NULL CHECK (status IN ('awaiting_mapping', 'running', 'done', 'failed', 'undone')),
    mapping jsonb,
    error text,
    rows_read int NOT NULL DEFAULT 0,
    rows_accepted int NOT NULL DEFAULT 0,
    rows_duplicate int NOT NULL DEFAULT 0,
    rows_rejected int NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz
  )`,
  `CREATE UNIQUE INDEX import_batch_same_file ON import_batch (agency_id, format, content_sha256) WHERE status = 'done'`,
  `CREATE TABLE import_note (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    import_batch_id int NOT NULL REFERENCES import_batch ON DELETE CASCADE,
    source_row int,
    column_name text,
    severity text NOT NULL CHECK (severity IN ('error', 'warning')),
    value text,
    message text NOT NULL
  )`,
  `CREATE INDEX import_note_batch ON import_note (import_batch_id, id)`,
  `CREATE TABLE import_mapping (
    agency_id int NOT NULL REFERENCES agency,
    format text NOT NULL,
    header_key text NOT NULL,
    mapping jsonb NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (agency_id, format, header_key)
  )`,

  `CREATE TABLE dealer (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dealer_key text NOT NULL UNIQUE,
    license_number text,
    license_type text,
    license_name text NOT NULL,
    business_name text,
    listed boolean NOT NULL DEFAULT false,
    area_state char(2), area_county char(5), area_zip char(5),
    ${PLACE}
  )`,
  `COMMENT ON COLUMN dealer.dealer_key IS
    'Licence key region-district-sequence (8-51-01809), the same in full and short licence numbers; else name and place.'`,
  `COMMENT ON COLUMN dealer.listed IS 'True where a licence list (public) names the dealer; false where only traces do.'`,
  `CREATE INDEX dealer_world ON dealer (tile_code)`,
  `CREATE INDEX dealer_in_zip ON dealer (area_zip) WHERE tile_code IS NULL`,
  `CREATE VIEW dealer_place WITH (security_invoker) AS
    SELECT id AS dealer_id, true AS drawable, world_x, world_y, tile_code FROM dealer WHERE tile_code IS NOT NULL
    UNION ALL
    SELECT d.id, false, z.world_x, z.world_y, z.tile_code
    FROM dealer d JOIN area z ON z.level = 'zip' AND z.code = d.area_zip WHERE d.tile_code IS NULL`,
  `COMMENT ON VIEW dealer_place IS
    'Where a dealer is shown: its own point where drawable, else as part of its ZIP''s number at the ZIP''s label point.'`,
  `CREATE TABLE dealer_source (
    dealer_id int NOT NULL REFERENCES dealer,
    ${PROVENANCE},
    listed boolean NOT NULL,
    fields jsonb NOT NULL,
    PRIMARY KEY (dealer_id, import_batch_id)
  )`,
  `COMMENT ON TABLE dealer_source IS
    'What each file said of a dealer. dealer holds the best of them (a licence list before a trace, newer before older), worked out again when a file is undone.'`,
  `CREATE INDEX dealer_source_batch ON dealer_source (import_batch_id)`,

  `CREATE TABLE firearm (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ${BULK_PROVENANCE},
    serial_number text,
    serial_obliterated boolean NOT NULL DEFAULT false,
    manufacturer text, importer text, model text, caliber text, country_of_origin text,
    firearm_type text NOT NULL
  )`,
  `CREATE TABLE purchaser (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ${BULK_PROVENANCE},
    person_key text,
    full_name text, birth_date date,
    trace_count int NOT NULL DEFAULT 1,
    area_state char(2), area_county char(5), area_zip char(5),
    ${PLACE}
  )`,
  `COMMENT ON COLUMN purchaser.person_key IS
    'Name and birth date in one spelling: within an agency, rows with the same key are one purchaser. Null: cannot be told apart.'`,
  `CREATE UNIQUE INDEX purchaser_person ON purchaser (agency_id, person_key)`,
  `CREATE INDEX purchaser_repeat ON purchaser (id) WHERE trace_count > 1`,
  `CREATE INDEX purchaser_batch ON purchaser USING brin (import_batch_id)`,
  `CREATE TABLE possessor (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ${BULK_PROVENANCE},
    full_name text, birth_date date,
    area_state char(2), area_county char(5), area_zip char(5),
    ${PLACE}
  )`,

  `CREATE TABLE recovery (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ${BULK_PROVENANCE},
    firearm_id int NOT NULL,
    possessor_id int,
    recovered_on date,
    record_key text,
    crime_code text,
    ${PLACE},
    recovery_state char(2), recovery_county char(5), recovery_zip char(5),
    trace_outcome text NOT NULL,
    dealer_id int,
    purchaser_id int,
    source_state char(2), source_county char(5), source_zip char(5),
    time_to_crime_days smallint,
    multiple_sale boolean NOT NULL DEFAULT false,
    firearm_type text NOT NULL,
    caliber text,
    manufacturer text
  )`,
  `COMMENT ON TABLE recovery IS
    'One row a recovered gun. From trace_outcome on, columns repeat what its trace and firearm say, so that maps read one table.'`,
  `COMMENT ON COLUMN recovery.record_key IS
    'Normalised serial number and recovery date: the same gun recovered on the same day is the same record in any file.'`,
  `CREATE UNIQUE INDEX recovery_record ON recovery (agency_id, record_key)`,
  `CREATE INDEX recovery_batch ON recovery USING brin (import_batch_id)`,
  `CREATE INDEX recovery_month ON recovery (agency_id, recovered_on)`,
  `CREATE INDEX recovery_tile ON recovery (tile_code)
    INCLUDE (world_x, world_y, agency_id, recovered_on, time_to_crime_days, firearm_type, id, source_state, recovery_state)
    WHERE tile_code IS NOT NULL`,
  `CREATE INDEX recovery_zip ON recovery (recovery_zip)
    INCLUDE (agency_id, recovered_on, time_to_crime_days, firearm_type, source_state, recovery_state)
    WHERE tile_code IS NULL`,
  `CREATE INDEX recovery_dealer ON recovery (dealer_id) INCLUDE (agency_id, recovered_on, time_to_crime_days, firearm_type)`,

  `CREATE TABLE trace (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ${BULK_PROVENANCE},
    recovery_id int NOT NULL,
    trace_number text,
    status text,
    requested_on date,
    priority text, project_code text, ori text, officer text, badge text, case_number text,
    dealer_id int,
    purchaser_id int,
    purchased_on date,
    time_to_crime_days smallint,
    multiple_sale boolean NOT NULL DEFAULT false
  )`,
  `CREATE UNIQUE INDEX trace_number ON trace (agency_id, trace_number)`,
  `CREATE INDEX trace_batch ON trace USING brin (import_batch_id)`,
  `CREATE INDEX trace_recovery ON trace (recovery_id)`,
  `CREATE INDEX trace_purchaser ON trace (purchaser_id)`,

  `CREATE TABLE published_flow (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ${PROVENANCE},
    year int NOT NULL,
    source text NOT NULL,
    source_state char(2),
    recovery text NOT NULL,
    recovery_state char(2),
    count int NOT NULL,
    UNIQUE (import_batch_id, year, source, recovery)
  )`,
  `COMMENT ON TABLE published_flow IS
    'ATF''s yearly counts by source and recovery state. source and recovery are the printed labels; their state is null outside the US (CANADA).'`,

  `CREATE TABLE flow_rollup (
    agency_id int NOT NULL,
    month date,
    traced boolean NOT NULL,
    recoveries int NOT NULL,
    guns bytea NOT NULL
  )`,
  `ALTER TABLE flow_rollup ALTER COLUMN guns SET STORAGE EXTERNAL`,
  `COMMENT ON TABLE flow_rollup IS
    'Every recovery of an agency and month in eight bytes, those traced to a dealer apart from the others.'`,
  `COMMENT ON COLUMN flow_rollup.guns IS
    'Eight bytes a gun, as server/rollups/packed-guns.ts describes, ascending: place, source, time-to-crime, day, type and outcome, so that flows and figures under any such filter, and exact medians, come from it.'`,
  `CREATE INDEX flow_rollup_part ON flow_rollup (agency_id, month)`,

  `CREATE TABLE cell_rollup (
    agency_id int NOT NULL,
    month date,
    firearm_type text NOT NULL,
    cell int NOT NULL,
    recoveries int NOT NULL,
    sum_world_x bigint NOT NULL,
    sum_world_y bigint NOT NULL,
    ttc_0 int NOT NULL, ttc_1 int NOT NULL, ttc_2 int NOT NULL,
    ttc_3 int NOT NULL, ttc_4 int NOT NULL, ttc_5 int NOT NULL,
    ttc_unknown int NOT NULL
  )`,
  `COMMENT ON TABLE cell_rollup IS
    'Recoveries drawn as points by zoom-11 cell (Morton code), for overview tiles. ttc_0..5 follow domain/time-to-crime.ts.'`,
  `CREATE INDEX cell_rollup_part ON cell_rollup (agency_id, month)`,
  `CREATE INDEX cell_rollup_cell ON cell_rollup (cell)`,
];
