import type { Knex } from 'knex';

/**
 * Saved questions about new guns, and what imports brought that answers them. Each is its account's alone: like sessions, they are
 * read by that, and no role that reads records may read them.
 */
const STATEMENTS = [
  `CREATE TABLE watch (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id int NOT NULL REFERENCES account ON DELETE CASCADE,
    name text NOT NULL CHECK (name <> ''),
    filter text NOT NULL,
    by_mail boolean NOT NULL,
    last_recovery_id int NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    checked_at timestamptz,
    checked_version bigint,
    problem text
  )`,
  'CREATE INDEX watch_account ON watch (account_id)',
  `COMMENT ON COLUMN watch.filter IS 'Which guns, as query parameters of the trace filter.'`,
  `COMMENT ON COLUMN watch.last_recovery_id IS
    'The newest row of recovery when it was checked last. Writers of records wait for each other, so a later one has a larger id.'`,
  `COMMENT ON COLUMN watch.checked_version IS 'Data version of the account''s scope then: as long as it is the same there is nothing new.'`,
  `COMMENT ON COLUMN watch.problem IS 'Why it could not be checked, in words; null where it could.'`,
  `CREATE TABLE watch_finding (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    watch_id int NOT NULL REFERENCES watch ON DELETE CASCADE,
    found_at timestamptz NOT NULL DEFAULT now(),
    guns int NOT NULL CHECK (guns > 0),
    recovery_ids int[] NOT NULL,
    read_at timestamptz,
    mailed_at timestamptz
  )`,
  'CREATE INDEX watch_finding_watch ON watch_finding (watch_id, found_at)',
  `COMMENT ON COLUMN watch_finding.recovery_ids IS 'The newest of the guns, at most 100: what of them may be seen is asked anew each time.'`,
];

const KINDS_BEFORE = [
  'address_decision',
  'rejected_row',
  'sign_in_failure',
  'ended_session',
  'expired_invitation',
  'answered_contact_request',
  'listed_purchaser',
];

const kinds = (names: readonly string[]) => [
  'ALTER TABLE retention_rule DROP CONSTRAINT retention_rule_kind_check',
  `ALTER TABLE retention_rule ADD CONSTRAINT retention_rule_kind_check
    CHECK (kind IN (${names.map((name) => `'${name}'`).join(', ')}))`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of [
    ...STATEMENTS,
    ...kinds([...KINDS_BEFORE, 'watch_finding']),
    `INSERT INTO retention_rule (kind, keep_days, set_by) VALUES ('watch_finding', 365, 'Tracemap')`,
  ]) {
    await knex.raw(statement);
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const statement of [
    `DELETE FROM retention_rule WHERE kind = 'watch_finding'`,
    ...kinds(KINDS_BEFORE),
    'DROP TABLE watch_finding',
    'DROP TABLE watch',
  ]) {
    await knex.raw(statement);
  }
}
