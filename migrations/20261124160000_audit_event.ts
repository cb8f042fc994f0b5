import type { Knex } from 'knex';

/** What was done to data and settings, by whom and when. Rows are only ever added: the database refuses anything else. */
const STATEMENTS = [
  `CREATE TABLE audit_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    happened_at timestamptz NOT NULL DEFAULT now(),
    actor text NOT NULL,
    agency_id int,
    action text NOT NULL,
    subject text NOT NULL,
    detail jsonb NOT NULL DEFAULT '{}'
  )`,
  `COMMENT ON COLUMN audit_event.actor IS 'Who did it, as they are known here.'`,
  `COMMENT ON COLUMN audit_event.agency_id IS 'Whose records it touches; null where it touches nobody''s alone.'`,
  `COMMENT ON COLUMN audit_event.subject IS 'What it was done to, as kind and id: geocode 42. Never an address or a name of a person.'`,
  `CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'audit_event is only ever added to'; END
  $$`,
  `CREATE TRIGGER audit_event_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE audit_event');
  await knex.raw('DROP FUNCTION refuse_audit_change()');
}
