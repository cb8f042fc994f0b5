import type { Knex } from 'knex';

/**
 * Draws thefts from dealers and carriers alone. Most files of the police do not say who was robbed, and then the place may be
 * somebody's home; an officer's gun may be stolen there too.
 */
const shownWhere = (condition: string) => [
  // A generated column keeps its expression: it is made anew.
  'ALTER TABLE theft_report DROP COLUMN shown_geom_3857',
  `ALTER TABLE theft_report ADD COLUMN shown_geom_3857 geometry(Point, 3857)
    GENERATED ALWAYS AS (CASE WHEN ${condition} AND tile_code IS NOT NULL THEN geom_3857 END) STORED`,
  'GRANT SELECT (shown_geom_3857) ON theft_report TO tracemap_reader',
];

export async function up(knex: Knex): Promise<void> {
  const statements = [
    ...shownWhere(`victim_kind IN ('dealer', 'carrier')`),
    `COMMENT ON TABLE theft_report IS
      'Guns reported stolen or lost. A place is shown by ZIP to those who do not see such records as they are, but where it is a dealer''s or carrier''s.'`,
  ];
  for (const statement of statements) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  for (const statement of shownWhere(`victim_kind <> 'private'`)) await knex.raw(statement);
}
