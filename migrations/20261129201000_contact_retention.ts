import type { Knex } from 'knex';

/** Requests for contact that were answered are kept for a time, as other things are that nobody needs any more. */
const BEFORE = ['address_decision', 'rejected_row', 'sign_in_failure', 'ended_session', 'expired_invitation'];

const kinds = (names: readonly string[]) => [
  'ALTER TABLE retention_rule DROP CONSTRAINT retention_rule_kind_check',
  `ALTER TABLE retention_rule ADD CONSTRAINT retention_rule_kind_check
    CHECK (kind IN (${names.map((name) => `'${name}'`).join(', ')}))`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of [
    ...kinds([...BEFORE, 'answered_contact_request']),
    `INSERT INTO retention_rule (kind, keep_days, set_by) VALUES ('answered_contact_request', 365, 'Tracemap')`,
  ]) {
    await knex.raw(statement);
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const statement of [
    `DELETE FROM retention_rule WHERE kind = 'answered_contact_request'`,
    ...kinds(BEFORE),
  ]) {
    await knex.raw(statement);
  }
}
