import type { Knex } from 'knex';

/**
 * What the records of several agencies show together: persons and guns that occur in more than one agency's data are
 * found by index, and an agency can ask another for contact about one of them.
 */
const STATEMENTS = [
  // Every read within a scope asks for its data version; that of names had not been made yet.
  'GRANT SELECT ON change_version TO tracemap_identified',
  'CREATE INDEX purchaser_key ON purchaser (person_key, agency_id) INCLUDE (id) WHERE person_key IS NOT NULL',
  `CREATE INDEX firearm_serial ON firearm (serial_number, manufacturer, agency_id) INCLUDE (id)
    WHERE serial_number IS NOT NULL AND manufacturer IS NOT NULL`,
  'CREATE INDEX recovery_firearm ON recovery (firearm_id)',
  'CREATE INDEX recovery_possessor ON recovery (possessor_id) WHERE possessor_id IS NOT NULL',
  `CREATE TABLE contact_request (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    asking_agency_id int NOT NULL REFERENCES agency,
    asked_agency_id int NOT NULL REFERENCES agency,
    subject_kind text NOT NULL CHECK (subject_kind IN ('dealer', 'purchaser', 'gun', 'corridor')),
    subject_id text NOT NULL CHECK (char_length(subject_id) BETWEEN 1 AND 20),
    subject text NOT NULL,
    asked_by text NOT NULL,
    asked_by_name text NOT NULL,
    asked_at timestamptz NOT NULL DEFAULT now(),
    answered_by text,
    answered_at timestamptz,
    CHECK (asking_agency_id <> asked_agency_id),
    CHECK ((answered_by IS NULL) = (answered_at IS NULL))
  )`,
  `COMMENT ON TABLE contact_request IS
    'That somebody of one agency would like to talk with another about what both have records of.'`,
  `COMMENT ON COLUMN contact_request.subject_id IS
    'Of a purchaser or gun: the id in the data of the agency that is asked. Of a dealer: its id. Of a corridor: VA>MD.'`,
  `COMMENT ON COLUMN contact_request.subject IS
    'What it is about, as it was told to the agency that is asked: by numbers of its own recoveries, never by a person''s name.'`,
  `COMMENT ON COLUMN contact_request.asked_by IS 'E-mail and name, as they were then: accounts may be removed.'`,
  `CREATE UNIQUE INDEX contact_request_open
    ON contact_request (asking_agency_id, asked_agency_id, subject_kind, subject_id) WHERE answered_at IS NULL`,
  'CREATE INDEX contact_request_asked ON contact_request (asked_agency_id)',
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  for (const statement of [
    'DROP TABLE contact_request',
    'DROP INDEX recovery_possessor, recovery_firearm, firearm_serial, purchaser_key',
    'REVOKE SELECT ON change_version FROM tracemap_identified',
  ]) {
    await knex.raw(statement);
  }
}
