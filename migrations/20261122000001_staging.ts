import type { Knex } from 'knex';

/** What imports keep beside the records: rejected rows, records withheld as duplicates, and who is running. */
export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS duplicate_trace, purchaser_source, import_rejected_row');
  await knex.raw('ALTER TABLE import_batch DROP COLUMN IF EXISTS header, DROP COLUMN IF EXISTS runner');
}

const place = (prefix: string) =>
  [
    'street text',
    'city text',
    'county text',
    'state text',
    'zip text',
    'precision text',
    'geocode_score real',
    'geocode_match_type text',
    'x double precision',
    'y double precision',
    'h3_cell bigint',
    'world_x int',
    'world_y int',
    'tile_code bigint',
    'area_state char(2)',
    'area_county char(5)',
    'area_zip char(5)',
  ]
    .map((column) => `${prefix}_${column}`)
    .join(', ');

const STATEMENTS = [
  `ALTER TABLE import_batch ADD COLUMN header jsonb, ADD COLUMN runner text`,
  `COMMENT ON COLUMN import_batch.header IS 'The headings of the file, as a list.'`,
  `COMMENT ON COLUMN import_batch.runner IS
    'host:process that runs the import: when it has died, the next start marks the batch failed.'`,

  `CREATE TABLE import_rejected_row (
    import_batch_id int NOT NULL REFERENCES import_batch ON DELETE CASCADE,
    source_row int NOT NULL,
    cells jsonb NOT NULL,
    PRIMARY KEY (import_batch_id, source_row)
  )`,
  `COMMENT ON TABLE import_rejected_row IS
    'Rows that were not imported, as they stood in the file, so that they can be downloaded, mended and imported again.'`,

  `CREATE TABLE duplicate_trace (
    source_row int NOT NULL,
    trace_number text, record_key text, outcome text NOT NULL,
    status text, requested_on date, priority text, project_code text, crime_code text, ori text, officer text,
    badge text, case_number text,
    serial_number text, serial_obliterated boolean NOT NULL, manufacturer text, importer text, model text,
    caliber text, country_of_origin text, firearm_type text NOT NULL,
    recovered_on date, purchased_on date, time_to_crime_days smallint, multiple_sale boolean NOT NULL,
    dealer_key text,
    ${place('recovery')},
    has_possessor boolean NOT NULL, possessor_full_name text, possessor_birth_date date,
    ${place('possessor')},
    has_purchaser boolean NOT NULL, person_key text, purchaser_full_name text, purchaser_birth_date date,
    ${place('purchaser')},
    import_batch_id int NOT NULL
  )`,
  `COMMENT ON TABLE duplicate_trace IS
    'Rows whose gun or trace another row had already brought: should that one''s import be undone, they take its place. Staged rows stand in tables of the same columns, one a batch (staged_trace_42).'`,
  `CREATE INDEX duplicate_trace_batch ON duplicate_trace (import_batch_id)`,

  `CREATE TABLE purchaser_source (
    purchaser_id int NOT NULL,
    import_batch_id int NOT NULL,
    source_row int NOT NULL,
    fields jsonb NOT NULL,
    PRIMARY KEY (purchaser_id, import_batch_id)
  )`,
  `COMMENT ON TABLE purchaser_source IS
    'What later files said of a purchaser an earlier one had brought: should that one be undone, the next takes its place.'`,
  `CREATE INDEX purchaser_source_batch ON purchaser_source (import_batch_id)`,
];
