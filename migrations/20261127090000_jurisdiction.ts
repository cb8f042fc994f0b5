import type { Knex } from 'knex';

const STATEMENTS = [
  // No foreign key to area: areas are filled anew by a newer release of them, with other ids and the same codes.
  `CREATE TABLE jurisdiction (
    agency_id int NOT NULL REFERENCES agency ON DELETE CASCADE,
    area_level text NOT NULL CHECK (area_level IN ('state', 'county')),
    area_code text NOT NULL,
    PRIMARY KEY (agency_id, area_level, area_code)
  )`,
  `COMMENT ON TABLE jurisdiction IS
    'The areas an agency answers for: its polygon is theirs together. Who sees the agency sees them.'`,
  `COMMENT ON COLUMN jurisdiction.area_code IS 'As in area: state: USPS code (MD); county: FIPS (24510).'`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE jurisdiction');
}
