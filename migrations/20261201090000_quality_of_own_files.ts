import type { Knex } from 'knex';

/**
 * Stewards see which rows of their own files were withheld as duplicates, and of what: the row and what it is known by,
 * nothing else that it says.
 */
const WITHHELD = [
  { table: 'duplicate_trace', columns: 'trace_number' },
  { table: 'duplicate_incident', columns: 'part' },
  { table: 'duplicate_link_event', columns: 'part' },
  { table: 'duplicate_debrief', columns: 'part' },
  { table: 'duplicate_dealer_sales', columns: 'part' },
  { table: 'duplicate_multiple_sale', columns: 'part' },
  { table: 'duplicate_theft_report', columns: 'part' },
  { table: 'duplicate_inspection', columns: 'part' },
] as const;

const shown = (columns: string) => `source_row, record_key, import_batch_id, ${columns}`;

export async function up(knex: Knex): Promise<void> {
  for (const { table, columns } of WITHHELD) {
    await knex.raw(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    await knex.raw(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    await knex.raw(`CREATE POLICY ${table}_owner ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true)`);
    await knex.raw(`GRANT SELECT (${shown(columns)}) ON ${table} TO tracemap_steward`);
    await knex.raw(`CREATE POLICY ${table}_steward ON ${table} FOR SELECT TO tracemap_steward
      USING (import_batch_id IN (SELECT id FROM import_batch))`);
  }
  await knex.raw('ALTER TABLE trace ADD COLUMN recovered_on date');
  await knex.raw(`COMMENT ON COLUMN trace.recovered_on IS
    'Repeats what its recovery says, so that days between them are counted without joining a million of both.'`);
  await knex.raw(
    'UPDATE trace SET recovered_on = r.recovered_on FROM recovery r WHERE r.id = trace.recovery_id',
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE trace DROP COLUMN recovered_on');
  for (const { table, columns } of WITHHELD) {
    await knex.raw(`DROP POLICY ${table}_steward ON ${table}`);
    await knex.raw(`REVOKE SELECT (${shown(columns)}) ON ${table} FROM tracemap_steward`);
    await knex.raw(`DROP POLICY ${table}_owner ON ${table}`);
    await knex.raw(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    await knex.raw(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
  }
}
