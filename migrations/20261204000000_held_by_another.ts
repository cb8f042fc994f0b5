import type { Knex } from 'knex';

/**
 * Whether a gun was held at its recovery by another person than bought it: worked out when a file is imported, where both names are
 * at hand, so that nobody need read a name to know it. Told for agencies of which the scope sees both persons by name.
 */
export async function up(knex: Knex): Promise<void> {
  for (const statement of [
    // Both name and birth date must differ (a date unknown differs from none): a slip of the pen in one makes nobody another person.
    `CREATE FUNCTION is_another_person(name text, born date, other_name text, other_born date) RETURNS boolean
      LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT regexp_replace(lower(name), '[^a-z]', '', 'g') <> regexp_replace(lower(other_name), '[^a-z]', '', 'g')
        AND coalesce(born <> other_born, true)
    $$`,
    `COMMENT ON FUNCTION is_another_person(text, date, text, date) IS 'Null where either has no name.'`,
    'ALTER TABLE recovery ADD COLUMN held_by_another boolean',
    `COMMENT ON COLUMN recovery.held_by_another IS
      'Whether its possessor is another person than its purchaser; null where either is not named.'`,
    `UPDATE recovery r SET held_by_another =
        is_another_person(held.full_name, held.birth_date, bought.full_name, bought.birth_date)
      FROM possessor held, purchaser bought WHERE held.id = r.possessor_id AND bought.id = r.purchaser_id
        AND held.full_name IS NOT NULL AND bought.full_name IS NOT NULL`,
    'GRANT SELECT (held_by_another) ON recovery TO tracemap_traced',
    'GRANT CREATE ON SCHEMA scoped TO tracemap_traced',
    `CREATE VIEW scoped.holder AS
      SELECT id AS recovery_id, held_by_another AS is_another FROM recovery
      WHERE held_by_another IS NOT NULL AND agency_id IN (SELECT agencies_in_scope('identified_recoveries'))
        AND agency_id IN (SELECT agencies_in_scope('identified_traces'))`,
    `COMMENT ON VIEW scoped.holder IS
      'Of guns whose purchaser and possessor are both named and both in scope by name: whether they are two persons. No name.'`,
    'ALTER VIEW scoped.holder OWNER TO tracemap_traced',
    'GRANT SELECT ON scoped.holder TO tracemap_reader',
    'REVOKE CREATE ON SCHEMA scoped FROM tracemap_traced',
  ]) {
    await knex.raw(statement);
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const statement of [
    'DROP VIEW scoped.holder',
    'ALTER TABLE recovery DROP COLUMN held_by_another',
    'DROP FUNCTION is_another_person(text, date, text, date)',
  ]) {
    await knex.raw(statement);
  }
}
