import type { Knex } from 'knex';

/** Parts of flow_rollup get an id, never used twice: readers keep in memory what they have read, by id. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE flow_rollup ADD COLUMN id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY');
  await knex.raw(`COMMENT ON COLUMN flow_rollup.id IS
    'A part is replaced by one with another id, never changed: what was read of it stays true as long as the id is there.'`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE flow_rollup DROP COLUMN id');
}
