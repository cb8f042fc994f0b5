import type { Knex } from 'knex';

/**
 * What agencies publish: frozen counts of a year, made safe, and pages for other sites that show them. Like briefings these are read by
 * the agency of whoever is signed in; pages by everybody who has their address. No role that reads records may read these tables.
 */
const STATEMENTS = [
  `CREATE TABLE snapshot (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency_id int NOT NULL REFERENCES agency,
    year int NOT NULL CHECK (year BETWEEN 1900 AND 2999),
    plan jsonb NOT NULL,
    cells jsonb NOT NULL,
    audit jsonb NOT NULL,
    made_by text NOT NULL,
    made_by_account int,
    made_at timestamptz NOT NULL DEFAULT now(),
    released_by text,
    released_at timestamptz,
    CHECK ((released_by IS NULL) = (released_at IS NULL))
  )`,
  // One that is released stays, whatever comes in later: two counts of the same year would tell what changed between them.
  'CREATE UNIQUE INDEX snapshot_of_year ON snapshot (agency_id, year)',
  `COMMENT ON COLUMN snapshot.plan IS 'Areas, states and threshold the counts are told by; the same for all that an agency has released.'`,
  `COMMENT ON COLUMN snapshot.cells IS 'Area by category: a count that is shown, or the word for why it is not. Counts that are not shown are kept nowhere.'`,
  `CREATE TABLE embed (
    id text PRIMARY KEY CHECK (id ~ '^[a-z0-9]{20}$'),
    agency_id int NOT NULL REFERENCES agency,
    title text NOT NULL CHECK (title <> ''),
    page text NOT NULL,
    figures jsonb NOT NULL,
    sites text[] NOT NULL,
    made_by text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    revoked_at timestamptz
  )`,
  'CREATE INDEX embed_agency ON embed (agency_id, made_at)',
  `COMMENT ON COLUMN embed.page IS 'The whole page as it is sent: made once, of released snapshots alone.'`,
  `COMMENT ON COLUMN embed.sites IS 'Origins that may show it in a frame; none: every site.'`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE embed');
  await knex.raw('DROP TABLE snapshot');
}
