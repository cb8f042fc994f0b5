import type { Knex } from 'knex';

/**
 * Purchasers that may be one person, as linkage finds them and stewards decide. Of two agencies something is kept only where an
 * agreement in force gives traces either way; what each reader sees of it follows from what is shared with them:
 *
 *   traces de-identified   pairs with the same keyed hash, and nothing by which they were compared
 *   traces as records      every pair, with the parts that speak for and against it
 */
const SEEN = (list: string) => `a_agency_id IN (SELECT agencies_in_scope('${list}'))
  AND b_agency_id IN (SELECT agencies_in_scope('${list}'))`;

const PERSON_HASH = [
  'ALTER TABLE purchaser ADD COLUMN person_hash bigint',
  `COMMENT ON COLUMN purchaser.person_hash IS
    'Keyed hash of person_key: tells the same name and birth date in another agency without telling either.'`,
  `UPDATE purchaser SET person_hash = keyed_hash(person_key, (SELECT secret FROM linkage_secret))
    WHERE person_key IS NOT NULL`,
  `CREATE INDEX purchaser_hash ON purchaser (person_hash, agency_id) INCLUDE (id) WHERE person_hash IS NOT NULL`,
];

const PAIRS = [
  `CREATE TABLE purchaser_pair (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    a_purchaser_id int NOT NULL,
    b_purchaser_id int NOT NULL,
    a_agency_id int NOT NULL,
    b_agency_id int NOT NULL,
    weight float8,
    probability float8,
    parts jsonb NOT NULL,
    same_hash boolean NOT NULL,
    found text CHECK (found IN ('joined', 'unsure')),
    decision text CHECK (decision IN ('confirmed', 'apart')),
    decided_by text,
    decided_at timestamptz,
    state text GENERATED ALWAYS AS (coalesce(decision, found)) STORED,
    UNIQUE (a_purchaser_id, b_purchaser_id),
    CHECK (a_purchaser_id < b_purchaser_id),
    CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL))
  )`,
  `COMMENT ON TABLE purchaser_pair IS
    'Two purchasers that may be one person. Holds no name, birth date or address: parts say how far those agree.'`,
  `COMMENT ON COLUMN purchaser_pair.weight IS 'In bits, the sum of its parts; null where only hashes were compared.'`,
  `COMMENT ON COLUMN purchaser_pair.found IS
    'What the last run made of it; null where it found the pair no more, which a decision alone keeps.'`,
  `COMMENT ON COLUMN purchaser_pair.decided_by IS 'The account, as it was known then: accounts may be removed.'`,
  'CREATE INDEX purchaser_pair_b ON purchaser_pair (b_purchaser_id)',
  'CREATE INDEX purchaser_pair_agencies ON purchaser_pair (a_agency_id, b_agency_id)',
  'CREATE INDEX purchaser_pair_state ON purchaser_pair (state, probability)',
  'ALTER TABLE purchaser_pair ENABLE ROW LEVEL SECURITY',
  'ALTER TABLE purchaser_pair FORCE ROW LEVEL SECURITY',
  'CREATE POLICY purchaser_pair_owner ON purchaser_pair TO CURRENT_USER USING (true) WITH CHECK (true)',
  `GRANT SELECT (id, a_purchaser_id, b_purchaser_id, a_agency_id, b_agency_id, probability, same_hash, state,
    decided_by, decided_at) ON purchaser_pair TO tracemap_reader`,
  `CREATE POLICY purchaser_pair_reader ON purchaser_pair FOR SELECT TO tracemap_reader
    USING (${SEEN('traced')} AND (same_hash OR (${SEEN('identified_traces')})))`,
  'GRANT SELECT ON purchaser_pair TO tracemap_identified',
  `CREATE POLICY purchaser_pair_identified ON purchaser_pair FOR SELECT TO tracemap_identified
    USING (${SEEN('identified_traces')})`,
  // An undone import takes its purchasers by one statement: their pairs go with them by another.
  `CREATE FUNCTION forget_pairs_of_purchasers() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM purchaser_pair WHERE a_purchaser_id IN (SELECT id FROM gone) OR b_purchaser_id IN (SELECT id FROM gone);
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER purchaser_takes_its_pairs AFTER DELETE ON purchaser
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION forget_pairs_of_purchasers()`,
];

const RUNS = [
  `CREATE TABLE linkage_change (
    agency_id int PRIMARY KEY,
    version bigint NOT NULL DEFAULT 0,
    join_from float8,
    review_from float8,
    set_by text,
    set_at timestamptz,
    CHECK (review_from > 0 AND review_from <= join_from AND join_from < 1),
    CHECK (num_nonnulls(join_from, review_from, set_by, set_at) IN (0, 4))
  )`,
  `COMMENT ON TABLE linkage_change IS
    'How often an agency''s purchasers, or the thresholds its steward set for them, have changed. A run does anew what has changed since.'`,
  `COMMENT ON COLUMN linkage_change.join_from IS
    'From which probability on two purchasers are joined, and from which they are put up for decision; null: as domain/linkage has them.'`,
  `CREATE TABLE linkage_run (
    a_agency_id int NOT NULL,
    b_agency_id int NOT NULL,
    basis text NOT NULL CHECK (basis IN ('names', 'hashes')),
    a_version bigint NOT NULL,
    b_version bigint NOT NULL,
    ran_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (a_agency_id, b_agency_id),
    CHECK (a_agency_id <= b_agency_id)
  )`,
  `COMMENT ON TABLE linkage_run IS
    'Agencies whose purchasers have been compared, of which versions and by what. What is not here, or not like this, is to be done.'`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of [...PERSON_HASH, ...PAIRS, ...RUNS]) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  for (const statement of [
    'DROP TABLE linkage_run, linkage_change',
    'DROP TRIGGER purchaser_takes_its_pairs ON purchaser',
    'DROP FUNCTION forget_pairs_of_purchasers()',
    'DROP TABLE purchaser_pair',
    'DROP INDEX purchaser_hash',
    'ALTER TABLE purchaser DROP COLUMN person_hash',
  ]) {
    await knex.raw(statement);
  }
}
