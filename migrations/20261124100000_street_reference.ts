import type { Knex } from 'knex';

/**
 * Streets to place addresses on: what an agency loads with `tracemap reference load`. Places are in metres of EPSG:3857,
 * lengths in metres on the ground. Every row names its source: a newer file of a source replaces the rows of the older.
 */
const TABLES = [
  `CREATE TABLE reference_source (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('street-ranges', 'tiger-addrfeat', 'address-points', 'intersections')),
    name text NOT NULL,
    place text,
    state char(2),
    version text NOT NULL,
    file_name text NOT NULL,
    records int NOT NULL,
    skipped int NOT NULL,
    west double precision, south double precision, east double precision, north double precision,
    loaded_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (kind, name)
  )`,
  `COMMENT ON TABLE reference_source IS
    'A file of streets, addresses or intersections as it was loaded last. kind and name say which older file a newer one replaces; the new one gets a new id.'`,
  `COMMENT ON COLUMN reference_source.version IS
    'SHA-256 of the number of the reading rules and of the file: loading the same again changes nothing.'`,
  `COMMENT ON COLUMN reference_source.place IS
    'The city of all rows that do not say theirs (--place), in the spelling of server/geocoding/normalise-address.ts.'`,
  `COMMENT ON COLUMN reference_source.state IS 'The state of all rows that do not say theirs: from --state or the file name.'`,
  `COMMENT ON COLUMN reference_source.records IS 'Records of the file that were kept; skipped: those that could not be used.'`,
  `COMMENT ON COLUMN reference_source.west IS 'Box around all its places in EPSG:3857; null where it has none.'`,

  `CREATE TABLE reference_staging (
    source_id int PRIMARY KEY,
    runner text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now()
  )`,
  `COMMENT ON TABLE reference_staging IS
    'Loads that are being read, each into a table staged_reference_ID. runner: host:process; when it has died, the next load drops what it left.'`,

  `CREATE TABLE street_name (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,
    name text NOT NULL
  )`,
  `COMMENT ON TABLE street_name IS
    'Names of streets without direction and suffix (server/geocoding/parse/street.ts). key: the name without spaces. Names are kept when a source goes.'`,

  `CREATE TABLE street_segment (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source_id int NOT NULL,
    source_row int NOT NULL,
    name_id int NOT NULL,
    pre_direction text, suffix text, post_direction text,
    state char(2),
    place text,
    from_node bigint NOT NULL,
    to_node bigint NOT NULL,
    length_metres real NOT NULL,
    geom_3857 geometry(LineString, 3857) NOT NULL
  )`,
  `COMMENT ON TABLE street_segment IS 'A street between two nodes, under one of its names: a stretch with two names is two rows.'`,
  `COMMENT ON COLUMN street_segment.from_node IS
    'Where it begins, as the code of a zoom-26 tile (0.6 m; domain/geography/world-grid.ts): the same for all that begin or end there.'`,
  `CREATE INDEX street_segment_source ON street_segment (source_id)`,
  `CREATE INDEX street_segment_name ON street_segment (name_id, state)`,
  `CREATE INDEX street_segment_geom ON street_segment USING gist (geom_3857)`,

  `CREATE TABLE street_range (
    source_id int NOT NULL,
    segment_id int NOT NULL,
    name_id int NOT NULL,
    state char(2),
    side char(1) NOT NULL CHECK (side IN ('L', 'R')),
    from_number int NOT NULL,
    to_number int NOT NULL,
    low int GENERATED ALWAYS AS (least(from_number, to_number)) STORED,
    high int GENERATED ALWAYS AS (greatest(from_number, to_number)) STORED,
    zip char(5)
  )`,
  `COMMENT ON TABLE street_range IS
    'House numbers on one side of a segment: from_number where the line begins, to_number where it ends. Both odd or both even: only those; else all.'`,
  `CREATE INDEX street_range_number ON street_range (name_id, state, low, high)`,
  `CREATE INDEX street_range_segment ON street_range (segment_id)`,
  `CREATE INDEX street_range_source ON street_range (source_id)`,

  `CREATE TABLE street_node (
    node bigint NOT NULL,
    source_id int NOT NULL,
    name_id int NOT NULL,
    pre_direction text, suffix text, post_direction text,
    state char(2),
    place text,
    x_3857 double precision NOT NULL,
    y_3857 double precision NOT NULL
  )`,
  `COMMENT ON TABLE street_node IS
    'Which streets meet where: a row for each street at each node, from segments that share the node or from named intersections.'`,
  `CREATE INDEX street_node_name ON street_node (name_id, state)`,
  `CREATE INDEX street_node_node ON street_node (node)`,
  `CREATE INDEX street_node_source ON street_node (source_id)`,

  `CREATE TABLE address_point (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source_id int NOT NULL,
    source_row int NOT NULL,
    name_id int NOT NULL,
    pre_direction text, suffix text, post_direction text,
    number int NOT NULL,
    number_suffix text,
    unit text,
    zip char(5),
    place text,
    state char(2),
    x_3857 double precision NOT NULL,
    y_3857 double precision NOT NULL
  )`,
  `COMMENT ON COLUMN address_point.place IS
    'The city in the spelling of server/geocoding/normalise-address.ts.'`,
  `CREATE INDEX address_point_number ON address_point (name_id, state, number)`,
  `CREATE INDEX address_point_source ON address_point (source_id)`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of TABLES) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(
    'DROP TABLE IF EXISTS address_point, street_node, street_range, street_segment, street_name, reference_staging, reference_source',
  );
}
