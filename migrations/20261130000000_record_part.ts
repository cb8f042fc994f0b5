import type { Knex } from 'knex';

/** A row of a file may bring several records: they are told apart by which of its row each is. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE duplicate_incident ADD COLUMN part smallint NOT NULL DEFAULT 0');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE duplicate_incident DROP COLUMN part');
}
