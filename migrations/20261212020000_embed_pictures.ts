import type { Knex } from 'knex';

/** The picture of a page for other sites, for whoever sees a link to it elsewhere. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE embed ADD COLUMN picture bytea');
  await knex.raw(
    `COMMENT ON COLUMN embed.picture IS 'PNG, made of the figures when it is first asked for; null until then, and of a page that was taken back.'`,
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE embed DROP COLUMN picture');
}
