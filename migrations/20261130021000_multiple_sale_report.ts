import type { Knex } from 'knex';

/** The guns of one sale are added up wherever one of them is listed. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('CREATE INDEX multiple_sale_report ON multiple_sale (agency_id, report_key)');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX multiple_sale_report');
}
