import type { Knex } from 'knex';

/**
 * Purchasers whom an agency keeps on a list to look into. 28 CFR Part 23 asks that each entry of such a list carry why it is there
 * and until when, and that it go when nobody has reviewed it by then.
 */
const KINDS_BEFORE = [
  'address_decision',
  'rejected_row',
  'sign_in_failure',
  'ended_session',
  'expired_invitation',
  'answered_contact_request',
];

const kinds = (names: readonly string[]) => [
  'ALTER TABLE retention_rule DROP CONSTRAINT retention_rule_kind_check',
  `ALTER TABLE retention_rule ADD CONSTRAINT retention_rule_kind_check
    CHECK (kind IN (${names.map((name) => `'${name}'`).join(', ')}))`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of [
    `CREATE TABLE listed_purchaser (
      id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      agency_id int NOT NULL REFERENCES agency,
      purchaser_id int NOT NULL,
      basis text NOT NULL CHECK (basis <> ''),
      case_number text NOT NULL CHECK (case_number <> ''),
      review_on date NOT NULL,
      listed_by text NOT NULL,
      listed_at timestamptz NOT NULL DEFAULT now(),
      reviewed_by text,
      reviewed_at timestamptz,
      UNIQUE (agency_id, purchaser_id)
    )`,
    `COMMENT ON COLUMN listed_purchaser.agency_id IS 'Whose list it is; the purchaser may be of another that shares.'`,
    `COMMENT ON COLUMN listed_purchaser.purchaser_id IS 'Row of purchaser; it may have gone since with its import.'`,
    `COMMENT ON COLUMN listed_purchaser.basis IS 'Why it is on the list, in words (28 CFR 23.20(a), (b)).'`,
    `COMMENT ON COLUMN listed_purchaser.review_on IS
      'Until when it must have been reviewed: at most five years on (28 CFR 23.20(h)); the daily run purges what was not.'`,
    'ALTER TABLE listed_purchaser ENABLE ROW LEVEL SECURITY',
    'ALTER TABLE listed_purchaser FORCE ROW LEVEL SECURITY',
    'CREATE POLICY listed_purchaser_owner ON listed_purchaser TO CURRENT_USER USING (true) WITH CHECK (true)',
    'GRANT SELECT ON listed_purchaser TO tracemap_reader',
    // One's own agency's list, and not for those of it who see counts alone.
    `CREATE POLICY listed_purchaser_reader ON listed_purchaser FOR SELECT TO tracemap_reader
      USING (agency_id IN (SELECT agencies_in_scope('own_agency')) AND agency_id IN (SELECT agencies_in_scope('traced')))`,
    ...kinds([...KINDS_BEFORE, 'listed_purchaser']),
    `INSERT INTO retention_rule (kind, keep_days, set_by) VALUES ('listed_purchaser', 1, 'Tracemap')`,
  ]) {
    await knex.raw(statement);
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const statement of [
    `DELETE FROM retention_rule WHERE kind = 'listed_purchaser'`,
    ...kinds(KINDS_BEFORE),
    'DROP TABLE listed_purchaser',
  ]) {
    await knex.raw(statement);
  }
}
