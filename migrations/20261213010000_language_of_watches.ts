import type { Knex } from 'knex';

/** Mails about watches in the language of whoever set them up; those that are set up already go on in English. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(
    `ALTER TABLE watch ADD COLUMN language text NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'es'))`,
  );
  await knex.raw(
    `COMMENT ON COLUMN watch.language IS 'The one mails about it are written in: that of the page on which it was set up.'`,
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE watch DROP COLUMN language');
}
