import type { Knex } from 'knex';

/**
 * Chains audit events: each carries a SHA-256 over the hash of the one before it and everything it says itself, so that
 * none can be changed, taken away, put in or moved without every later hash being wrong. The database makes the chain, in
 * the transaction of the event: no code can forget it, and what is rolled back leaves no gap. audit_chain holds the end of
 * it; its one row is locked until the writer commits, so that events stand in the order in which they came to be.
 *
 * A hash is over texts, each with its length in bytes and a colon before it: no two events have the same. What they are is
 * said once more in server/audit/chain-hash.ts, which checks them without the database's help.
 */
const STATEMENTS = [
  'ALTER TABLE audit_event ADD COLUMN position bigint, ADD COLUMN chain_hash text',
  `CREATE TABLE audit_chain (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    position bigint NOT NULL,
    hash text NOT NULL
  )`,
  `INSERT INTO audit_chain (position, hash) VALUES (0, repeat('0', 64))`,
  `COMMENT ON TABLE audit_chain IS 'Where the chain of audit_event ends: position and hash of the last event.'`,

  `CREATE FUNCTION audit_hash(previous text, event audit_event) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(
      string_agg(octet_length(convert_to(part, 'UTF8')) || ':' || part, '' ORDER BY place), 'UTF8')), 'hex')
    FROM unnest(ARRAY[
      previous,
      event.position::text,
      event.id::text,
      to_char(event.happened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      event.actor,
      coalesce(event.agency_id::text, ''),
      event.action,
      event.subject,
      event.detail::text
    ]) WITH ORDINALITY AS parts (part, place)
  $$`,

  `CREATE FUNCTION chain_audit_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    DECLARE previous text;
    BEGIN
      -- Waits for whoever else writes an event, until that transaction is over.
      SELECT position + 1, hash INTO NEW.position, previous FROM audit_chain FOR UPDATE;
      IF NOT FOUND THEN RAISE EXCEPTION 'audit_chain has no row: the audit log cannot be continued'; END IF;
      NEW.chain_hash := audit_hash(previous, NEW);
      UPDATE audit_chain SET position = NEW.position, hash = NEW.chain_hash;
      RETURN NEW;
    END
  $$`,
  `CREATE FUNCTION refuse_chain_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'audit_chain follows audit_event; nobody else changes it'; END
  $$`,

  // Events of before, in the order in which they were written.
  'ALTER TABLE audit_event DISABLE TRIGGER audit_event_is_kept',
  `DO $$
    DECLARE
      event audit_event;
      last text := repeat('0', 64);
      place bigint := 0;
    BEGIN
      FOR event IN SELECT * FROM audit_event ORDER BY id LOOP
        place := place + 1;
        event.position := place;
        last := audit_hash(last, event);
        UPDATE audit_event SET position = place, chain_hash = last WHERE id = event.id;
      END LOOP;
      UPDATE audit_chain SET position = place, hash = last;
    END
  $$`,
  'ALTER TABLE audit_event ENABLE TRIGGER audit_event_is_kept',

  `ALTER TABLE audit_event ALTER COLUMN position SET NOT NULL, ALTER COLUMN chain_hash SET NOT NULL,
    ADD CONSTRAINT audit_event_position UNIQUE (position)`,
  `COMMENT ON COLUMN audit_event.position IS 'Its place in the chain, without gaps from 1; ids may have gaps and be out of order.'`,
  `COMMENT ON COLUMN audit_event.chain_hash IS 'SHA-256 over the hash of the event before it and all it says itself (audit_hash).'`,
  'CREATE INDEX audit_event_agency ON audit_event (agency_id, position)',
  `CREATE TRIGGER audit_event_is_chained BEFORE INSERT ON audit_event
    FOR EACH ROW EXECUTE FUNCTION chain_audit_event()`,
  `CREATE TRIGGER audit_chain_is_kept BEFORE INSERT OR DELETE OR TRUNCATE ON audit_chain
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_chain_change()`,
  // Depth 0 is a statement that no trigger made.
  `CREATE TRIGGER audit_chain_follows BEFORE UPDATE ON audit_chain
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_chain_change()`,

  // It runs with its owner's rights: whoever calls it must not be able to put other tables or functions in the way.
  `DO $$ BEGIN EXECUTE format(
    'ALTER FUNCTION chain_audit_event() SET search_path = pg_catalog, %I, pg_temp', current_schema()); END $$`,
  'REVOKE ALL ON FUNCTION chain_audit_event(), audit_hash(text, audit_event), refuse_chain_change() FROM PUBLIC',
  'REVOKE ALL ON audit_event, audit_chain FROM PUBLIC',
  // Without a policy a role that is granted all tables still reads none of it; the owner, who keeps the log, is let through.
  'ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY',
  'ALTER TABLE audit_chain ENABLE ROW LEVEL SECURITY',
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE audit_event DISABLE ROW LEVEL SECURITY');
  await knex.raw('DROP TRIGGER audit_event_is_chained ON audit_event');
  await knex.raw('DROP TABLE audit_chain');
  await knex.raw('DROP FUNCTION chain_audit_event(), refuse_chain_change(), audit_hash(text, audit_event)');
  await knex.raw('DROP INDEX audit_event_agency');
  await knex.raw('ALTER TABLE audit_event DROP COLUMN position, DROP COLUMN chain_hash');
}
