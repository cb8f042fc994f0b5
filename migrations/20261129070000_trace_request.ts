import type { Knex } from 'knex';

/** Guns without a trace on their way to the National Tracing Center, and through whom an agency sends them. */

const isIn = (list: string) => `agency_id IN (SELECT agencies_in_scope('${list}'))`;

/** Of an agency's own, or routed through one's own by an agency that still gives it recoveries as records. */
const ownOrRouted = (list: string) => `${isIn(list)} OR (
  coordinator_agency_id IN (SELECT agencies_in_scope('${list}')) AND ${isIn('identified_recoveries')})`;

/** As in 20261129020000_scope_policies.ts: the owner is under the policies too, and passes by this one alone. */
const forced = (table: string): string[] => [
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
  `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
  `CREATE POLICY ${table}_owner ON ${table} TO CURRENT_USER USING (true) WITH CHECK (true)`,
];

const policy = (table: string, role: string, condition: string, columns?: string): string[] => [
  `GRANT SELECT ${columns === undefined ? '' : `(${columns})`} ON ${table} TO tracemap_${role}`,
  `CREATE POLICY ${table}_${role} ON ${table} FOR SELECT TO tracemap_${role} USING (${condition})`,
];

const STATEMENTS = [
  `CREATE TABLE untraced_case (
    recovery_id int PRIMARY KEY,
    agency_id int NOT NULL,
    import_batch_id int NOT NULL,
    priority text, project_code text, ori text, officer text, badge text, case_number text,
    purchased_on date
  )`,
  `COMMENT ON TABLE untraced_case IS
    'What a file says of the case of a recovery without a trace; of a recovery with one it stands with its trace. No foreign keys, as in the other tables that imports fill.'`,
  'CREATE INDEX untraced_case_batch ON untraced_case (import_batch_id)',
  `CREATE INDEX recovery_untraced ON recovery (agency_id, recovered_on, id) WHERE trace_outcome = 'not_submitted'`,

  `CREATE TABLE tracing_coordinator (
    agency_id int PRIMARY KEY REFERENCES agency,
    coordinator_agency_id int NOT NULL REFERENCES agency,
    set_by text NOT NULL,
    set_at timestamptz NOT NULL DEFAULT now(),
    CHECK (agency_id <> coordinator_agency_id)
  )`,
  `COMMENT ON TABLE tracing_coordinator IS
    'The agency through which another sends its requests for tracing. It sees them only while an agreement gives it the recoveries as records.'`,

  `CREATE TABLE trace_request_batch (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency_id int NOT NULL REFERENCES agency,
    coordinator_agency_id int REFERENCES agency,
    ori text,
    made_by text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    submitted_on date,
    submitted_by text,
    CHECK ((submitted_on IS NULL) = (submitted_by IS NULL))
  )`,
  `COMMENT ON COLUMN trace_request_batch.ori IS 'ORI of whoever requests, for guns whose own record has none.'`,
  'CREATE INDEX trace_request_batch_agency ON trace_request_batch (agency_id)',
  'CREATE INDEX trace_request_batch_coordinator ON trace_request_batch (coordinator_agency_id)',

  `CREATE TABLE trace_request (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency_id int NOT NULL REFERENCES agency,
    coordinator_agency_id int REFERENCES agency,
    batch_id int REFERENCES trace_request_batch ON DELETE CASCADE,
    recovery_id int,
    record_key text,
    recovered_on date,
    status text NOT NULL CHECK (status IN ('to_submit', 'submitted', 'returned')),
    outcome text CHECK (outcome IN ('purchaser', 'dealer', 'not_traceable')),
    reason text CHECK (char_length(reason) BETWEEN 1 AND 500),
    has_trace boolean NOT NULL DEFAULT false,
    submitted_on date,
    submitted_by text,
    returned_at timestamptz,
    returned_by text,
    CHECK ((status = 'returned') = (outcome IS NOT NULL)),
    CHECK ((status = 'returned') = (returned_at IS NOT NULL)),
    CHECK (reason IS NULL OR outcome = 'not_traceable')
  )`,
  `COMMENT ON TABLE trace_request IS
    'A recovered gun that is to be traced. The gun is found by record_key in whatever file it comes, so that a request outlives the id of its recovery.'`,
  `COMMENT ON COLUMN trace_request.recovery_id IS
    'The recovery of the gun as records have it now; null once its import was undone. Imports bring it up to date.'`,
  `COMMENT ON COLUMN trace_request.has_trace IS 'True where records hold a trace of the gun. Imports bring it up to date.'`,
  `COMMENT ON COLUMN trace_request.returned_by IS 'Who entered by hand what came back; null where an import brought it.'`,
  'CREATE UNIQUE INDEX trace_request_gun ON trace_request (agency_id, record_key)',
  'CREATE UNIQUE INDEX trace_request_recovery ON trace_request (recovery_id)',
  'CREATE INDEX trace_request_batch_id ON trace_request (batch_id)',
  'CREATE INDEX trace_request_coordinator ON trace_request (coordinator_agency_id)',

  ...['untraced_case', 'tracing_coordinator', 'trace_request_batch', 'trace_request'].flatMap(forced),
  ...policy('untraced_case', 'steward', isIn('own_files')),
  ...policy('untraced_case', 'identified', isIn('identified_recoveries')),
  ...policy('tracing_coordinator', 'reader', ownOrRouted('own_agency'), 'agency_id, coordinator_agency_id'),
  ...policy('tracing_coordinator', 'steward', ownOrRouted('own_files')),
  ...['trace_request_batch', 'trace_request'].flatMap((table) => [
    ...policy(table, 'steward', ownOrRouted('own_files')),
    ...policy(table, 'identified', ownOrRouted('own_files')),
  ]),
  // Every read asks for the data version first.
  'GRANT SELECT ON change_version TO tracemap_identified',
  // Counts and dates, never which gun it is: the key of a record is its serial number.
  ...policy(
    'trace_request',
    'reader',
    ownOrRouted('own_agency'),
    'id, agency_id, coordinator_agency_id, batch_id, recovery_id, recovered_on, status, outcome, has_trace, submitted_on, returned_at',
  ),
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX recovery_untraced');
  await knex.raw('DROP TABLE trace_request, trace_request_batch, tracing_coordinator, untraced_case');
}
