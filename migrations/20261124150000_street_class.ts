import type { Knex } from 'knex';

/**
 * What a street is on a map. Streets loaded before are told by their name alone until their file is loaded again (the
 * reading rules have a new number, so the same file is).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`ALTER TABLE street_segment ADD COLUMN class text NOT NULL DEFAULT 'local'
    CHECK (class IN ('service', 'local', 'major', 'highway'))`);
  await knex.raw('ALTER TABLE street_segment ALTER COLUMN class DROP DEFAULT');
  await knex.raw(`COMMENT ON COLUMN street_segment.class IS
    'What it is on a map (domain/vocabulary.ts), by its file, its name or the length of the whole street.'`);
  await knex.raw(`UPDATE street_segment s SET class = 'highway' FROM street_name n
    WHERE n.id = s.name_id AND n.name ~ '^INTERSTATE [0-9]'`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE street_segment DROP COLUMN class');
}
