import type { Knex } from 'knex';

/** Which release of the built-in reference data a database holds, so that a newer one replaces it at the next start. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`CREATE TABLE reference_load (
    kind text PRIMARY KEY,
    version text NOT NULL,
    loaded_at timestamptz NOT NULL DEFAULT now()
  )`);
  await knex.raw(
    `COMMENT ON TABLE reference_load IS 'kind: areas (version names the sources and their releases, see server/reference) or demo (its seed).'`,
  );
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE IF EXISTS reference_load');
}
