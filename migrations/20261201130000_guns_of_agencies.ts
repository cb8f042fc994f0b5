import type { Knex } from 'knex';

/**
 * Guns that several agencies recovered are told by the key of their serial number, as everywhere: which keys more than one
 * agency has is read from an index alone. Nothing asks for the numbers themselves any more.
 */
export async function up(knex: Knex): Promise<void> {
  for (const statement of [
    'DROP INDEX firearm_serial',
    'DROP INDEX recovery_serial',
    'CREATE INDEX recovery_serial ON recovery (serial_key, agency_id) INCLUDE (id) WHERE serial_key IS NOT NULL',
  ]) {
    await knex.raw(statement);
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const statement of [
    'DROP INDEX recovery_serial',
    'CREATE INDEX recovery_serial ON recovery (serial_key) WHERE serial_key IS NOT NULL',
    `CREATE INDEX firearm_serial ON firearm (serial_number, manufacturer, agency_id) INCLUDE (id)
      WHERE serial_number IS NOT NULL AND manufacturer IS NOT NULL`,
  ]) {
    await knex.raw(statement);
  }
}
