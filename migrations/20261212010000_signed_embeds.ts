import type { Knex } from 'knex';

/** Pages for other sites that open by a signed link alone, for chosen readers before a page is for everybody. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE embed ADD COLUMN signed_only boolean NOT NULL DEFAULT false');
  await knex.raw(
    `COMMENT ON COLUMN embed.signed_only IS 'Whether it opens by a signed link alone: its address without a signature shows nothing.'`,
  );
}

/** Pages for chosen readers go first: without the column they would be everybody's. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw('DELETE FROM embed WHERE signed_only');
  await knex.raw('ALTER TABLE embed DROP COLUMN signed_only');
}
