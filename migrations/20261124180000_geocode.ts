import type { Knex } from 'knex';

/**
 * Records remember how their address was placed; addresses that streets cannot settle are kept once for each agency,
 * with what a person may choose from and what that person chose; and what must be placed again is written down with the
 * change that asks for it.
 */
const RECORD_TABLES = ['recovery', 'possessor', 'purchaser', 'dealer'] as const;
const PARTIES = ['recovery', 'possessor', 'purchaser'] as const;

const COLUMNS = [
  ['street_lookup', 'text'],
  ['geocode_source_id', 'int'],
  ['uncertainty_metres', 'real'],
  ['review_key', 'text'],
] as const;

const recordStatements = RECORD_TABLES.flatMap((table) => [
  `ALTER TABLE ${table} ${COLUMNS.map(([name, type]) => `ADD COLUMN ${name} ${type}`).join(', ')}`,
  `COMMENT ON COLUMN ${table}.street_lookup IS 'What became of the street of its address (server/geocoding/address.ts); null without an address.'`,
  `COMMENT ON COLUMN ${table}.geocode_source_id IS 'The reference_source whose street or address it was placed by; null where none was.'`,
  `COMMENT ON COLUMN ${table}.uncertainty_metres IS 'Metres within which the place lies in nearly all cases; null where only an area is known.'`,
  `COMMENT ON COLUMN ${table}.review_key IS 'Its row in geocode, while streets alone do not settle its address: open, or decided by a person.'`,
  // Before, records did not say what became of their street.
  `UPDATE ${table} SET street_lookup = CASE
     WHEN precision IN ('range', 'intersection', 'block', 'street') THEN 'matched'
     WHEN street IS NULL OR precision = 'point' THEN 'none'
     ELSE 'unloaded' END
   WHERE num_nonnulls(street, city, county, state, zip) > 0`,
]);

const STATEMENTS = [
  ...recordStatements,
  ...['recovery', 'possessor', 'purchaser'].map(
    (table) =>
      `CREATE INDEX ${table}_review ON ${table} (agency_id, review_key) WHERE review_key IS NOT NULL`,
  ),
  `CREATE INDEX dealer_source_review ON dealer_source (agency_id, (fields ->> 'review_key'))
    WHERE fields ->> 'review_key' IS NOT NULL`,
  `UPDATE dealer_source SET fields = fields || '{"street_lookup": "unloaded"}'
    WHERE fields ->> 'street_lookup' IS NULL AND fields ->> 'street' IS NOT NULL`,
  ...PARTIES.map(
    (party) =>
      `ALTER TABLE duplicate_trace ${COLUMNS.slice(1)
        .map(([name, type]) => `ADD COLUMN ${party}_${name} ${type}`)
        .join(', ')}`,
  ),
  // How well an import's addresses are placed is read from its records, which change as streets and decisions come.
  'DROP TABLE import_placement',

  `CREATE TABLE geocode_review (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency_id int NOT NULL REFERENCES agency,
    kind text NOT NULL CHECK (kind IN ('candidate', 'pin', 'unknown')),
    address text NOT NULL,
    label text,
    alias_id int,
    decided_by text NOT NULL,
    decided_at timestamptz NOT NULL DEFAULT now(),
    undone_by text,
    undone_at timestamptz
  )`,
  `COMMENT ON TABLE geocode_review IS 'Decisions of persons on open addresses; one that was taken back stays, with who did so.'`,
  `COMMENT ON COLUMN geocode_review.address IS 'The address it was made on, as written; other addresses on that street may follow it.'`,
  `CREATE INDEX geocode_review_agency ON geocode_review (agency_id, id)`,

  `CREATE TABLE geocode (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency_id int NOT NULL REFERENCES agency,
    address_key text NOT NULL,
    street text, city text, county text, state text, zip text,
    reason text,
    candidates jsonb NOT NULL,
    alike_key text,
    asked_name text,
    found jsonb NOT NULL,
    review_id int REFERENCES geocode_review,
    decided jsonb,
    UNIQUE (agency_id, address_key),
    CHECK ((review_id IS NULL) = (decided IS NULL))
  )`,
  `COMMENT ON TABLE geocode IS
    'Addresses of an agency that streets alone do not settle, each once. Without review_id they are open.'`,
  `COMMENT ON COLUMN geocode.address_key IS 'As server/geocoding/address-key.ts makes it: equal for spellings that differ in case and punctuation only.'`,
  `COMMENT ON COLUMN geocode.reason IS 'Why it is open; null where newer streets settle it, which a decision outweighs.'`,
  `COMMENT ON COLUMN geocode.candidates IS 'What it may mean, the likeliest first (server/geocoding/match/street-match.ts).'`,
  `COMMENT ON COLUMN geocode.alike_key IS 'Equal for open addresses that differ in nothing but the house number.'`,
  `COMMENT ON COLUMN geocode.asked_name IS 'Name of its street without direction and suffix; null at crossings.'`,
  `COMMENT ON COLUMN geocode.found IS 'Where the geocoder places it: the place columns of records.'`,
  `COMMENT ON COLUMN geocode.decided IS 'Where a person placed it; records show this rather than what was found.'`,
  `CREATE INDEX geocode_alike ON geocode (agency_id, alike_key) WHERE review_id IS NULL`,
  `CREATE INDEX geocode_decision ON geocode (review_id) WHERE review_id IS NOT NULL`,

  `CREATE TABLE street_alias (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    written_key text NOT NULL,
    written text NOT NULL,
    meant_key text NOT NULL,
    meant text NOT NULL,
    place text,
    state char(2),
    accepted boolean,
    answered_by text,
    answered_at timestamptz,
    UNIQUE NULLS NOT DISTINCT (written_key, meant_key, place, state)
  )`,
  `COMMENT ON TABLE street_alias IS
    'Street names that decisions showed to mean another. Only accepted ones are read so. Keys: the name without spaces, as street_name.key.'`,
  `COMMENT ON COLUMN street_alias.accepted IS 'Null while nobody has answered the offer.'`,
  `ALTER TABLE geocode_review ADD FOREIGN KEY (alias_id) REFERENCES street_alias`,

  `CREATE TABLE placing_task (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cause text NOT NULL CHECK (cause IN ('streets', 'import', 'alias', 'provider', 'upgrade')),
    source_id int,
    state char(2),
    west double precision, south double precision, east double precision, north double precision,
    import_batch_id int,
    asked_name text,
    requested_at timestamptz NOT NULL DEFAULT now()
  )`,
  `COMMENT ON TABLE placing_task IS
    'Records to be placed again, written in the transaction of the change that asks for it and removed in the one that has done it.'`,
  `COMMENT ON COLUMN placing_task.source_id IS 'streets: the source that came or is gone; records placed by it are placed again, and those where it has streets.'`,
  `COMMENT ON COLUMN placing_task.west IS 'streets: box of the source, in EPSG:3857.'`,
  `CREATE TABLE placing_run (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    runner text NOT NULL,
    begun_at timestamptz NOT NULL DEFAULT now()
  )`,
  `COMMENT ON TABLE placing_run IS
    'Runs that place records again, each with tables placing_..._ID of its own. runner: host:process; when it has died, the next run drops what it left.'`,
  `INSERT INTO placing_task (cause)
    SELECT 'upgrade' WHERE EXISTS (SELECT FROM recovery) OR EXISTS (SELECT FROM dealer)`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE placing_run, placing_task, geocode, geocode_review, street_alias');
  for (const table of RECORD_TABLES) {
    await knex.raw(`ALTER TABLE ${table} ${COLUMNS.map(([name]) => `DROP COLUMN ${name}`).join(', ')}`);
  }
  for (const party of PARTIES) {
    await knex.raw(
      `ALTER TABLE duplicate_trace ${COLUMNS.slice(1)
        .map(([name]) => `DROP COLUMN ${party}_${name}`)
        .join(', ')}`,
    );
  }
  await knex.raw('DROP INDEX dealer_source_review');
  await knex.raw(`CREATE TABLE import_placement (
    import_batch_id int NOT NULL REFERENCES import_batch ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('recovery', 'dealer', 'purchaser', 'possessor')),
    precision text NOT NULL,
    street_lookup text NOT NULL CHECK (street_lookup IN ('none', 'unloaded', 'matched', 'review')),
    state char(2),
    addresses int NOT NULL,
    UNIQUE NULLS NOT DISTINCT (import_batch_id, kind, precision, street_lookup, state)
  )`);
}
