import type { Knex } from 'knex';

/** What one agency lets another see. Without an agreement in force an agency sees its own records alone. */
const KINDS = ['recoveries', 'traces', 'ballistics', 'debriefs', 'sales'];
const LEVEL = `IN ('nothing', 'aggregates', 'deidentified', 'records')`;

const STATEMENTS = [
  `CREATE TABLE agreement (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    giving_agency_id int NOT NULL REFERENCES agency,
    receiving_agency_id int NOT NULL REFERENCES agency,
    ${KINDS.map((kind) => `${kind} text NOT NULL CHECK (${kind} ${LEVEL})`).join(', ')},
    legal_basis text NOT NULL CHECK (char_length(legal_basis) BETWEEN 1 AND 500),
    starts_on date NOT NULL,
    ends_on date,
    written_by text NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now(),
    accepted_by text,
    accepted_at timestamptz,
    declined_by text,
    declined_at timestamptz,
    revoked_by text,
    revoked_at timestamptz,
    CHECK (giving_agency_id <> receiving_agency_id),
    CHECK (ends_on > starts_on),
    CHECK (traces IN ('nothing', recoveries) OR (recoveries = 'records' AND traces = 'deidentified'))
  )`,
  `COMMENT ON TABLE agreement IS
    'What one agency gives another of each kind of data. Gives something only when accepted, not revoked, and from starts_on to before ends_on.'`,
  `COMMENT ON COLUMN agreement.traces IS 'As what is given of recoveries, or de-identified beside their records, or nothing. Counted traces beside single recoveries would be no protection: whoever counts one recovery reads its trace.'`,
  `COMMENT ON COLUMN agreement.written_by IS 'The account, as it was known then: accounts may be removed, agreements are kept.'`,
  'CREATE INDEX agreement_receiving ON agreement (receiving_agency_id)',
  `CREATE TRIGGER agreement_raises_access_version AFTER INSERT OR UPDATE OR DELETE ON agreement
    FOR EACH STATEMENT EXECUTE FUNCTION raise_access_version()`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE agreement');
}
