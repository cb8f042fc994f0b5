import type { Knex } from 'knex';

/** How long is kept what nobody needs any more, and when that was last seen to. */
const STATEMENTS = [
  `CREATE TABLE retention_rule (
    kind text PRIMARY KEY
      CHECK (kind IN ('address_decision', 'rejected_row', 'sign_in_failure', 'ended_session', 'expired_invitation')),
    keep_days int NOT NULL CHECK (keep_days BETWEEN 1 AND 36500),
    set_by text NOT NULL,
    set_at timestamptz NOT NULL DEFAULT now()
  )`,
  // Five years is the longest that 28 CFR 23.20(h) lets pass before information is validated or purged.
  `INSERT INTO retention_rule (kind, keep_days, set_by) VALUES
    ('address_decision', 1825, 'Tracemap'), ('rejected_row', 365, 'Tracemap'), ('sign_in_failure', 1, 'Tracemap'),
    ('ended_session', 1, 'Tracemap'), ('expired_invitation', 1, 'Tracemap')`,
  `COMMENT ON COLUMN retention_rule.set_by IS 'Who settled it; Tracemap where it is as it came.'`,
  `CREATE TABLE retention_run (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    last_run_at timestamptz
  )`,
  'INSERT INTO retention_run DEFAULT VALUES',
  `COMMENT ON TABLE retention_run IS 'Its row is locked by the process that purges: one of several does.'`,
  'ALTER TABLE geocode_review ADD COLUMN unused_since timestamptz',
  `COMMENT ON COLUMN geocode_review.unused_since IS
    'When it was first seen, by the daily run, that no record of the agency has the address any more, or when the decision was taken back; null while it is in use.'`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE geocode_review DROP COLUMN unused_since');
  await knex.raw('DROP TABLE retention_run, retention_rule');
}
