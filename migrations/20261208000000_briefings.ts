import type { Knex } from 'knex';

/**
 * Views that were saved by name, and briefings made of them. Each is its agency's: like watches they are read by the account that
 * asks, and no role that reads records may read them. They hold what is asked for, never records: whoever opens one sees it within
 * their own scope.
 */
const STATEMENTS = [
  `CREATE TABLE view (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency_id int NOT NULL REFERENCES agency,
    name text NOT NULL CHECK (name <> ''),
    query text NOT NULL,
    note text NOT NULL DEFAULT '',
    made_by int NOT NULL REFERENCES account,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `COMMENT ON COLUMN view.query IS 'What was on screen, as the query of the page''s address (domain/page-query.ts).'`,
  `COMMENT ON COLUMN view.note IS 'Markdown.'`,
  'CREATE UNIQUE INDEX view_name ON view (agency_id, lower(name))',

  `CREATE TABLE briefing (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency_id int NOT NULL REFERENCES agency,
    title text NOT NULL CHECK (title <> ''),
    created_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz
  )`,
  `COMMENT ON COLUMN briefing.title IS 'That of its newest version.'`,
  `COMMENT ON COLUMN briefing.ended_at IS 'From when on it is listed no more; null while it is.'`,
  'CREATE INDEX briefing_agency ON briefing (agency_id) WHERE ended_at IS NULL',

  `CREATE TABLE briefing_version (
    briefing_id int NOT NULL REFERENCES briefing,
    version int NOT NULL CHECK (version > 0),
    title text NOT NULL CHECK (title <> ''),
    sections jsonb NOT NULL,
    saved_by int NOT NULL REFERENCES account,
    saved_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (briefing_id, version)
  )`,
  `COMMENT ON TABLE briefing_version IS 'What a briefing said each time it was saved: only ever added to.'`,
  `COMMENT ON COLUMN briefing_version.sections IS 'A list of {heading, text (Markdown), query (as in view) or null}.'`,
  `CREATE FUNCTION refuse_briefing_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'Versions of briefings are only ever added.'; END $$`,
  `CREATE TRIGGER briefing_version_is_kept BEFORE UPDATE OR DELETE ON briefing_version
    FOR EACH ROW EXECUTE FUNCTION refuse_briefing_version_change()`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  for (const statement of [
    'DROP TABLE briefing_version',
    'DROP FUNCTION refuse_briefing_version_change()',
    'DROP TABLE briefing',
    'DROP TABLE view',
  ]) {
    await knex.raw(statement);
  }
}
