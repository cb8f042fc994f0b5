import type { Knex } from 'knex';

/** Targets can be changed: whoever does names the version they read, as for interventions. */
const STATEMENTS = [
  `ALTER TABLE target
    ADD COLUMN version int NOT NULL DEFAULT 1,
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now()`,
  `COMMENT ON COLUMN target.version IS 'Raised by every change; a change of an older version is refused.'`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE target DROP COLUMN version, DROP COLUMN updated_at');
}
