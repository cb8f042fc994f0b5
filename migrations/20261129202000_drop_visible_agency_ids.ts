import type { Knex } from 'knex';

/** Policies ask agencies_in_scope('agency_ids') for the same since there are several lists of agencies. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('DROP FUNCTION visible_agency_ids()');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`CREATE FUNCTION visible_agency_ids() RETURNS SETOF int LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT unnest(string_to_array(nullif(current_setting('tracemap.agency_ids', true), ''), ',')::int[])
  $$`);
  await knex.raw(`COMMENT ON FUNCTION visible_agency_ids() IS
    'Agencies the running transaction may read, as set by withScope. Empty where nothing was set: closed by default.'`);
}
