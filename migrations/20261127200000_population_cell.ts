import type { Knex } from 'knex';

const KINDS = ['street-ranges', 'tiger-addrfeat', 'address-points', 'intersections'];

const kindCheck = (kinds: readonly string[]) =>
  `ALTER TABLE reference_source ADD CONSTRAINT reference_source_kind_check
     CHECK (kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')}))`;

/** Where people live, as an operator loads it: hotspots are told by inhabitants then. */
const STATEMENTS = [
  'ALTER TABLE reference_source DROP CONSTRAINT reference_source_kind_check',
  kindCheck([...KINDS, 'population']),
  `CREATE TABLE population_cell (
    source_id int NOT NULL,
    h3_cell bigint NOT NULL,
    inhabitants int NOT NULL,
    PRIMARY KEY (source_id, h3_cell)
  )`,
  `COMMENT ON TABLE population_cell IS
    'Inhabitants of the places whose point lies in an H3 cell of resolution 9, of what was loaded with tracemap reference load --kind population. Places without inhabitants have no row.'`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE population_cell');
  await knex.raw(`DELETE FROM reference_source WHERE kind = 'population'`);
  await knex.raw('ALTER TABLE reference_source DROP CONSTRAINT reference_source_kind_check');
  await knex.raw(kindCheck(KINDS));
}
