import type { Knex } from 'knex';

/** Outside geocoding providers: whose addresses may go to which of them, and what they answered. */
const STATEMENTS = [
  `CREATE TABLE provider_permission (
    provider text NOT NULL CHECK (provider IN ('census', 'nominatim', 'pelias')),
    kind text NOT NULL CHECK (kind IN ('recovery', 'dealer', 'purchaser', 'possessor')),
    allowed_by text NOT NULL CHECK (allowed_by <> ''),
    allowed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (provider, kind)
  )`,
  `COMMENT ON TABLE provider_permission IS
    'Addresses of this kind may go to this provider. No row, no address: nothing leaves unless an administrator put it here.'`,
  `COMMENT ON COLUMN provider_permission.allowed_by IS 'The administrator, by name; audit_event keeps who did it before and since.'`,
  `CREATE TABLE provider_answer (
    provider text NOT NULL CHECK (provider IN ('census', 'nominatim', 'pelias')),
    address_key text NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('found', 'several', 'none')),
    lon float8,
    lat float8,
    precision text CHECK (precision IN ('point', 'range')),
    label text,
    score float8 CHECK (score BETWEEN 0 AND 1),
    asked_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (provider, address_key),
    CHECK (CASE outcome WHEN 'found' THEN num_nulls(lon, lat, precision, label, score) = 0
      ELSE num_nonnulls(lon, lat, precision, label, score) = 0 END)
  )`,
  `COMMENT ON TABLE provider_answer IS
    'What a provider answered, so that no address is asked twice; that it knows none or several is an answer as well.'`,
  `COMMENT ON COLUMN provider_answer.address_key IS
    'A hash of the address as asked (server/geocoding/address-key.ts): its text is not kept here.'`,
  `COMMENT ON COLUMN provider_answer.lon IS 'Degrees (EPSG:4326), as is lat.'`,
  `COMMENT ON COLUMN provider_answer.label IS 'The address the provider found, in its own spelling.'`,
  `COMMENT ON COLUMN provider_answer.score IS '0 to 1: how far what was found agrees with what was asked.'`,
  // Answers are looked up by address, whoever gave them.
  `CREATE INDEX provider_answer_address_key ON provider_answer (address_key)`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE provider_answer');
  await knex.raw('DROP TABLE provider_permission');
}
