import type { Knex } from 'knex';

/**
 * Corridors: named sets of origins and destinations. A definition is no record: it belongs to the installation, and every
 * figure under it is read from the records in scope.
 */
const STATEMENTS = [
  `CREATE TABLE corridor (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    note text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE UNIQUE INDEX corridor_name ON corridor (lower(name))`,

  `CREATE TABLE corridor_end (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    corridor_id int NOT NULL REFERENCES corridor ON DELETE CASCADE,
    side text NOT NULL CHECK (side IN ('origin', 'destination')),
    level text NOT NULL CHECK (level IN ('state', 'county', 'polygon')),
    code text,
    geom_3857 geometry(MultiPolygon, 3857),
    CHECK ((level = 'polygon') = (code IS NULL)),
    CHECK ((level = 'polygon') = (geom_3857 IS NOT NULL))
  )`,
  `COMMENT ON COLUMN corridor_end.code IS 'state: USPS code (MD); county: FIPS (24510); null for a drawn polygon.'`,
  `CREATE UNIQUE INDEX corridor_end_area ON corridor_end (corridor_id, side, level, code)`,

  `CREATE TABLE corridor_cell (
    corridor_end_id int NOT NULL REFERENCES corridor_end ON DELETE CASCADE,
    codes_from bigint NOT NULL,
    codes_to bigint NOT NULL,
    inside boolean NOT NULL
  )`,
  `COMMENT ON TABLE corridor_cell IS
    'Squares of the world grid that cover a drawn polygon, as half-open ranges of tile codes: what lies in it is found by integer comparisons, which use indexes under row-level security.'`,
  `COMMENT ON COLUMN corridor_cell.inside IS 'True where the whole square lies in the polygon; else each point in it is looked at.'`,
  `CREATE INDEX corridor_cell_end ON corridor_cell (corridor_end_id)`,

  `CREATE TABLE corridor_version (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    version bigint NOT NULL DEFAULT 0
  )`,
  `INSERT INTO corridor_version DEFAULT VALUES`,
  `COMMENT ON TABLE corridor_version IS
    'Raised by every change of a corridor. Apart from data_version, whose row a running import holds until it ends.'`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE corridor_version, corridor_cell, corridor_end, corridor');
}
