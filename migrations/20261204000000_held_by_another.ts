import type { Knex } from 'knex';

/**
 * Whether a gun was held at its recovery by another person than bought it. To know it both names are read, which the role of most
 * requests may not: it is told the answer alone, by a view of the role that owns views, for agencies of which the scope sees both
 * persons by name.
 */
export async function up(knex: Knex): Promise<void> {
  for (const statement of [
    'GRANT SELECT (possessor_id) ON recovery TO tracemap_traced',
    ...NAMED.flatMap(([table, list]) => [
      `GRANT SELECT (id, full_name, birth_date) ON ${table} TO tracemap_traced`,
      `CREATE POLICY ${table}_compared ON ${table} FOR SELECT TO tracemap_traced
        USING (agency_id IN (SELECT agencies_in_scope('${list}')))`,
    ]),
    'GRANT CREATE ON SCHEMA scoped TO tracemap_traced',
    // Both name and birth date must differ (a date unknown differs from none): a slip of the pen in one makes nobody another person.
    `CREATE VIEW scoped.holder AS
      SELECT r.id AS recovery_id,
        regexp_replace(lower(held.full_name), '[^a-z]', '', 'g') <> regexp_replace(lower(bought.full_name), '[^a-z]', '', 'g')
          AND coalesce(held.birth_date <> bought.birth_date, true) AS is_another
      FROM recovery r
        JOIN possessor held ON held.id = r.possessor_id
        JOIN purchaser bought ON bought.id = r.purchaser_id
      WHERE held.full_name IS NOT NULL AND bought.full_name IS NOT NULL`,
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
    ...NAMED.flatMap(([table]) => [
      `DROP POLICY ${table}_compared ON ${table}`,
      `REVOKE SELECT (id, full_name, birth_date) ON ${table} FROM tracemap_traced`,
    ]),
    'REVOKE SELECT (possessor_id) ON recovery FROM tracemap_traced',
  ]) {
    await knex.raw(statement);
  }
}

/** Tables with persons' names, and the agencies of which the scope sees them. */
const NAMED = [
  ['possessor', 'identified_recoveries'],
  ['purchaser', 'identified_traces'],
] as const;
