import type { Knex } from 'knex';

/**
 * Whether a gun was held at its recovery by another person than bought it. To know it both names are read, which the role of most
 * requests may not: it is told the answer, by a view of the role that may, for agencies of which the scope sees both.
 */
export async function up(knex: Knex): Promise<void> {
  for (const statement of [
    'GRANT CREATE ON SCHEMA scoped TO tracemap_identified',
    // Both name and birth date must differ (a date unknown differs from none): a slip of the pen in one makes nobody another person.
    `CREATE VIEW scoped.holder AS
      SELECT r.id AS recovery_id,
        regexp_replace(lower(held.full_name), '[^a-z]', '', 'g') <> regexp_replace(lower(bought.full_name), '[^a-z]', '', 'g')
          AND coalesce(held.birth_date <> bought.birth_date, true) AS is_another
      FROM trace t
        JOIN purchaser bought ON bought.id = t.purchaser_id
        JOIN recovery r ON r.id = t.recovery_id
        JOIN possessor held ON held.id = r.possessor_id
      WHERE held.full_name IS NOT NULL AND bought.full_name IS NOT NULL`,
    `COMMENT ON VIEW scoped.holder IS
      'Of guns whose purchaser and possessor are both named and both in scope by name: whether they are two persons. No name.'`,
    'ALTER VIEW scoped.holder OWNER TO tracemap_identified',
    'GRANT SELECT ON scoped.holder TO tracemap_reader',
    'REVOKE CREATE ON SCHEMA scoped FROM tracemap_identified',
  ]) {
    await knex.raw(statement);
  }
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP VIEW scoped.holder');
}
