import type { Knex } from 'knex';

/**
 * What is released is for everybody, so files of it are made in the scope of whoever takes them, like files of all else. What is not
 * released yet stays with the pages that prepare it: no role that reads records may read it.
 */
const STATEMENTS = [
  'GRANT SELECT (agency_id, year, plan, cells, made_at, released_at) ON snapshot TO tracemap_reader',
  'ALTER TABLE snapshot ENABLE ROW LEVEL SECURITY',
  'ALTER TABLE snapshot FORCE ROW LEVEL SECURITY',
  'CREATE POLICY snapshot_owner ON snapshot TO CURRENT_USER USING (true) WITH CHECK (true)',
  `CREATE POLICY snapshot_reader ON snapshot FOR SELECT TO tracemap_reader
    USING (released_at IS NOT NULL AND agency_id IN (SELECT agencies_in_scope('own_agency')))`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP POLICY snapshot_reader ON snapshot');
  await knex.raw('DROP POLICY snapshot_owner ON snapshot');
  await knex.raw('ALTER TABLE snapshot NO FORCE ROW LEVEL SECURITY');
  await knex.raw('ALTER TABLE snapshot DISABLE ROW LEVEL SECURITY');
  await knex.raw(
    'REVOKE SELECT (agency_id, year, plan, cells, made_at, released_at) ON snapshot FROM tracemap_reader',
  );
}
