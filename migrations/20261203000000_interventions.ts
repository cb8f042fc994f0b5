import type { Knex } from 'knex';

/**
 * What was done against illegal guns, and what a mayor's office wants to reach. Both say which guns they are about by the one
 * filter grammar, as text: a dealer, areas of sale or recovery, corridors. Like a corridor each is its agency's, or the region's.
 */
const STATEMENTS = [
  `CREATE TABLE intervention (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency_id int REFERENCES agency,
    name text NOT NULL CHECK (name <> ''),
    kind text NOT NULL,
    note text NOT NULL DEFAULT '',
    started_on date NOT NULL,
    ended_on date CHECK (ended_on >= started_on),
    filter text NOT NULL,
    version int NOT NULL DEFAULT 1,
    written_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
  )`,
  `COMMENT ON COLUMN intervention.agency_id IS 'Whose it is; null: the region''s, for all to see.'`,
  `COMMENT ON COLUMN intervention.ended_on IS 'Its last day; null while it goes on.'`,
  `COMMENT ON COLUMN intervention.filter IS
    'The guns it is about, as query parameters of the trace filter without dates and times-to-crime (domain/progress.ts).'`,
  `COMMENT ON COLUMN intervention.version IS 'Raised by every change; a change of an older version is refused.'`,
  'CREATE UNIQUE INDEX intervention_name ON intervention (coalesce(agency_id, 0), lower(name))',

  `CREATE TABLE target (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency_id int REFERENCES agency,
    name text NOT NULL CHECK (name <> ''),
    outcome text NOT NULL,
    filter text NOT NULL,
    baseline_from date NOT NULL,
    baseline_to date NOT NULL CHECK (baseline_to > baseline_from),
    change_percent int NOT NULL CHECK (change_percent >= -100 AND change_percent <> 0),
    due_on date NOT NULL CHECK (due_on > baseline_to),
    written_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `COMMENT ON COLUMN target.agency_id IS 'Whose it is; null: the region''s, for all to see.'`,
  `COMMENT ON COLUMN target.baseline_to IS 'The first day no longer of what is compared with, and the first of what is.'`,
  `COMMENT ON COLUMN target.change_percent IS 'By how much of the baseline, monthly, it is to be another; below 0: fewer.'`,
  `COMMENT ON COLUMN target.due_on IS 'The first day no longer counted.'`,
  'CREATE UNIQUE INDEX target_name ON target (coalesce(agency_id, 0), lower(name))',

  ...['intervention', 'target'].flatMap((table) => [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    // The owner is under the policies too, and passes by this one alone.
    `CREATE POLICY ${table}_owner ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true)`,
    `GRANT SELECT ON ${table} TO tracemap_reader`,
    `CREATE POLICY ${table}_reader ON ${table} FOR SELECT TO tracemap_reader
      USING (agency_id IS NULL OR agency_id IN (SELECT agencies_in_scope('own_agency')))`,
  ]),
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE target');
  await knex.raw('DROP TABLE intervention');
}
