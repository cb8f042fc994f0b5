import type { Knex } from 'knex';

/** Monthly reports in the language of whoever set them up; those that are set up already go on in English. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(
    `ALTER TABLE briefing_schedule ADD COLUMN language text NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'es'))`,
  );
  await knex.raw(
    `COMMENT ON COLUMN briefing_schedule.language IS 'The one its reports are written in: that of the page on which it was set up.'`,
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE briefing_schedule DROP COLUMN language');
}
