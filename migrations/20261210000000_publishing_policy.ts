import type { Knex } from 'knex';

/** What a region settles about counts that are shown to everybody. */
const STATEMENTS = [
  `ALTER TABLE region_policy
    ADD COLUMN least_published int NOT NULL DEFAULT 11 CHECK (least_published BETWEEN 5 AND 100),
    ADD COLUMN second_person_releases boolean NOT NULL DEFAULT true`,
  `COMMENT ON COLUMN region_policy.least_published IS
    'Counts of fewer guns are not published; of an agency that has released a year, what that year was told by stays.'`,
  `COMMENT ON COLUMN region_policy.second_person_releases IS
    'Whether counts are released by somebody else than who made them ready.'`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE region_policy DROP COLUMN second_person_releases, DROP COLUMN least_published');
}
