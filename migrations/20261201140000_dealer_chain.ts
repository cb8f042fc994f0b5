import type { Knex } from 'knex';

/**
 * By what licences are found that may be one business: the names of licensee and shop in one spelling, and house number with ZIP.
 * Columns, not expressions in an index: under row-level security only plain comparisons reach an index.
 */
const STATEMENTS = [
  `CREATE FUNCTION dealer_name_key(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT nullif(trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(upper(name), '[''.\`]', '', 'g'),
      '[^A-Z0-9]+', ' ', 'g'),
      '\\m(LLC|INC|INCORPORATED|CORP|CORPORATION|CO|COMPANY|LTD|LIMITED|LP|LLP|PLLC|DBA|THE|AND)\\M', '', 'g'),
      ' +', ' ', 'g')), '')
  $$`,
  `COMMENT ON FUNCTION dealer_name_key(text) IS
    'A name in capitals and digits, without what companies of any name have.'`,
  `CREATE FUNCTION premises_block(street text, zip text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT substring(street from '\\d+') || ' ' || substring(zip from '^\\d{5}')
  $$`,
  `ALTER TABLE dealer
    ADD COLUMN licensee_key text GENERATED ALWAYS AS (dealer_name_key(license_name)) STORED,
    ADD COLUMN shop_key text GENERATED ALWAYS AS (dealer_name_key(business_name)) STORED,
    ADD COLUMN premises_block text GENERATED ALWAYS AS (premises_block(street, zip)) STORED`,
  `COMMENT ON COLUMN dealer.premises_block IS
    'House number and ZIP: addresses that are the same have it in common; whether they are is decided in the program.'`,
  'CREATE INDEX dealer_licensee ON dealer (licensee_key)',
  'CREATE INDEX dealer_shop ON dealer (shop_key) WHERE shop_key IS NOT NULL',
  'CREATE INDEX dealer_premises ON dealer (premises_block) WHERE premises_block IS NOT NULL',
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  for (const statement of [
    'ALTER TABLE dealer DROP COLUMN licensee_key, DROP COLUMN shop_key, DROP COLUMN premises_block',
    'DROP FUNCTION dealer_name_key(text), premises_block(text, text)',
  ]) {
    await knex.raw(statement);
  }
}
