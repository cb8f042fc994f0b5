import type { Knex } from 'knex';

/**
 * Briefings that are made of a template when a month is over, and wait until somebody approves them. Each is its agency's, as briefings
 * are: no role that reads records may read these tables.
 */
const STATEMENTS = [
  `CREATE TABLE briefing_schedule (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency_id int NOT NULL REFERENCES agency,
    name text NOT NULL CHECK (name <> ''),
    template text NOT NULL CHECK (template IN ('sources', 'times', 'progress', 'briefing')),
    intervention_id int,
    sections jsonb,
    first_month date NOT NULL CHECK (extract(day FROM first_month) = 1),
    checked_version bigint NOT NULL,
    checked_on date NOT NULL,
    problem text,
    made_by int NOT NULL REFERENCES account,
    created_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    CHECK ((template = 'progress') = (intervention_id IS NOT NULL)),
    CHECK ((template = 'briefing') = (sections IS NOT NULL))
  )`,
  `COMMENT ON COLUMN briefing_schedule.sections IS 'Those of the briefing it is made of, as they were when it was set up.'`,
  `COMMENT ON COLUMN briefing_schedule.checked_version IS
    'The data version of the agency when it was last looked for what is due: until that or the month is another, nothing is.'`,
  `COMMENT ON COLUMN briefing_schedule.ended_at IS 'From when on it makes no reports; null while it does.'`,
  'CREATE UNIQUE INDEX briefing_schedule_name ON briefing_schedule (agency_id, lower(name)) WHERE ended_at IS NULL',

  `CREATE TABLE briefing_report (
    briefing_id int PRIMARY KEY REFERENCES briefing,
    schedule_id int NOT NULL REFERENCES briefing_schedule,
    month date NOT NULL CHECK (extract(day FROM month) = 1),
    data_version bigint NOT NULL,
    newest_on date NOT NULL,
    records text NOT NULL,
    decision text CHECK (decision IN ('approved', 'declined')),
    decided_version int,
    decided_by int REFERENCES account,
    decided_at timestamptz,
    CHECK (num_nulls(decision, decided_version, decided_by, decided_at) IN (0, 4)),
    UNIQUE (schedule_id, month)
  )`,
  `COMMENT ON TABLE briefing_report IS 'One a schedule and month, whichever server makes it.'`,
  `COMMENT ON COLUMN briefing_report.records IS
    'How many guns, traces, dealers and buyers there were up to the end of the month, and the newest import: another text means late data.'`,
  `COMMENT ON COLUMN briefing_report.decided_version IS 'What was decided is about this version of the briefing alone.'`,

  'ALTER TABLE briefing_version ADD COLUMN by_schedule boolean NOT NULL DEFAULT false',
  `COMMENT ON COLUMN briefing_version.by_schedule IS 'Whether it was made by the schedule that saved_by has set up.'`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

/** Reports stay as briefings like any other. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE briefing_version DROP COLUMN by_schedule');
  await knex.raw('DROP TABLE briefing_report');
  await knex.raw('DROP TABLE briefing_schedule');
}
