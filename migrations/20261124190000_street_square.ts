import type { Knex } from 'knex';

/**
 * Where a source has streets, by city: its box alone says too much. In the corners of a city's box lie suburbs of which it
 * has no street, and whose addresses nobody could settle by it.
 */
const SIDE = 5000;

const STATEMENTS = [
  `CREATE TABLE street_square (
    source_id int NOT NULL,
    place text,
    x int NOT NULL,
    y int NOT NULL
  )`,
  `COMMENT ON TABLE street_square IS
    'Squares of 5,000 units of EPSG:3857 (about 4 km) in which a source has streets or addresses of a city. x, y: coordinates divided by 5,000, rounded down.'`,
  `COMMENT ON COLUMN street_square.place IS 'The city as the rows say; null where they say none.'`,
  `CREATE INDEX street_square_source ON street_square (source_id)`,
  `INSERT INTO street_square (source_id, place, x, y)
    SELECT DISTINCT source_id, place, floor(px / ${SIDE})::int, floor(py / ${SIDE})::int FROM (
      SELECT source_id, place, ST_XMin(geom_3857) AS px, ST_YMin(geom_3857) AS py FROM street_segment
      UNION ALL SELECT source_id, place, ST_XMax(geom_3857), ST_YMax(geom_3857) FROM street_segment
      UNION ALL SELECT source_id, place, x_3857, y_3857 FROM street_node
      UNION ALL SELECT source_id, place, x_3857, y_3857 FROM address_point
    ) spot`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE street_square');
}
