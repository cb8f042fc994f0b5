import type { Knex } from 'knex';

/** How well an import's addresses were placed: counted as its rows become records, and gone with the import. */
const STATEMENTS = [
  `CREATE TABLE import_placement (
    import_batch_id int NOT NULL REFERENCES import_batch ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('recovery', 'dealer', 'purchaser', 'possessor')),
    precision text NOT NULL,
    street_lookup text NOT NULL CHECK (street_lookup IN ('none', 'unloaded', 'matched', 'review')),
    state char(2),
    addresses int NOT NULL,
    UNIQUE NULLS NOT DISTINCT (import_batch_id, kind, precision, street_lookup, state)
  )`,
  `COMMENT ON TABLE import_placement IS
    'Addresses of the rows of a batch that became records, and of the dealers it names, by how well they were placed. Rows without any address are not in it.'`,
  `COMMENT ON COLUMN import_placement.street_lookup IS
    'What became of the street (server/geocoding/address.ts): none: it names none, or had coordinates; unloaded: no streets are loaded there.'`,
  `COMMENT ON COLUMN import_placement.state IS 'USPS code; only where no streets are loaded.'`,
  // Rows withheld as duplicates may become records later. What was withheld before this does not say.
  `ALTER TABLE duplicate_trace ADD COLUMN recovery_street_lookup text,
    ADD COLUMN possessor_street_lookup text, ADD COLUMN purchaser_street_lookup text`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE import_placement');
  await knex.raw(`ALTER TABLE duplicate_trace DROP COLUMN recovery_street_lookup,
    DROP COLUMN possessor_street_lookup, DROP COLUMN purchaser_street_lookup`);
}
