import type { Knex } from 'knex';

const index = (included: string) =>
  `CREATE INDEX incident_day ON incident (agency_id, occurred_on) INCLUDE (${included})`;

/** Hotspots name a cell after the ZIP and county of what lies in it, and may be of these alone: they read both from the index. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX incident_day');
  await knex.raw(index('incident_type, h3_cell, area_county, area_zip'));
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX incident_day');
  await knex.raw(index('incident_type, h3_cell'));
}
