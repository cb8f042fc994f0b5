import type { Knex } from 'knex';

/**
 * Who may sign in. Passwords are argon2id hashes; tokens, recovery codes and invitations stand only as SHA-256 of what was
 * handed out, so that whoever reads these tables can use none of it. None of them is readable by the role that requests
 * read records as.
 */
const STATEMENTS = [
  `CREATE TABLE account (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL CHECK (email = lower(email)),
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('administrator', 'steward', 'analyst', 'briefing', 'auditor')),
    agency_id int REFERENCES agency,
    password_hash text,
    totp_secret text,
    totp_confirmed_at timestamptz,
    totp_last_step bigint,
    oidc_subject text UNIQUE,
    demo boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    signed_in_at timestamptz,
    disabled_at timestamptz
  )`,
  'CREATE UNIQUE INDEX account_email ON account (email)',
  `COMMENT ON COLUMN account.agency_id IS 'Null for those who belong to no agency: administrators and auditors of the region.'`,
  `COMMENT ON COLUMN account.password_hash IS 'argon2id; null until an invitation is accepted, or where sign-in is by the region''s identity provider alone.'`,
  `COMMENT ON COLUMN account.totp_secret IS 'Encrypted with a key made from SESSION_SECRET.'`,
  `COMMENT ON COLUMN account.totp_last_step IS 'The last 30-second step whose code was used: none is taken twice.'`,

  `CREATE TABLE account_session (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token_sha256 text NOT NULL UNIQUE,
    account_id int NOT NULL REFERENCES account ON DELETE CASCADE,
    second_factor boolean NOT NULL DEFAULT false,
    device text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now()
  )`,
  'CREATE INDEX account_session_account ON account_session (account_id)',

  `CREATE TABLE api_token (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token_sha256 text NOT NULL UNIQUE,
    account_id int NOT NULL REFERENCES account ON DELETE CASCADE,
    name text NOT NULL,
    capabilities text[] NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    last_used_on date
  )`,
  'CREATE INDEX api_token_account ON api_token (account_id)',
  `COMMENT ON COLUMN api_token.capabilities IS 'At most these of what the account''s role may do (domain/access.ts CAPABILITIES).'`,

  `CREATE TABLE account_invitation (
    token_sha256 text PRIMARY KEY,
    account_id int NOT NULL REFERENCES account ON DELETE CASCADE,
    expires_at timestamptz NOT NULL
  )`,
  'CREATE INDEX account_invitation_account ON account_invitation (account_id)',
  `CREATE TABLE recovery_code (
    account_id int NOT NULL REFERENCES account ON DELETE CASCADE,
    code_sha256 text NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (account_id, code_sha256)
  )`,
  `CREATE TABLE sign_in_failure (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email_sha256 text NOT NULL,
    failed_at timestamptz NOT NULL DEFAULT now()
  )`,
  'CREATE INDEX sign_in_failure_email ON sign_in_failure (email_sha256, failed_at)',
  'CREATE INDEX sign_in_failure_failed_at ON sign_in_failure (failed_at)',
  `COMMENT ON TABLE sign_in_failure IS
    'Failed sign-ins of the last hours by hash of the address given, whether or not there is such an account: both are locked out alike.'`,

  `CREATE TABLE passkey (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id int NOT NULL REFERENCES account ON DELETE CASCADE,
    credential_id text NOT NULL UNIQUE,
    public_key bytea NOT NULL,
    counter bigint NOT NULL,
    transports text[] NOT NULL DEFAULT '{}',
    name text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  'CREATE INDEX passkey_account ON passkey (account_id)',
  `COMMENT ON COLUMN passkey.counter IS 'Of the authenticator''s last signature: one that counts back is a copy.'`,
  `CREATE TABLE passkey_challenge (
    challenge text PRIMARY KEY,
    account_id int REFERENCES account ON DELETE CASCADE,
    expires_at timestamptz NOT NULL
  )`,
  `COMMENT ON TABLE passkey_challenge IS
    'What an authenticator was asked to sign, until it has: of one who adds a passkey (account_id), or of one who signs in.'`,
  `CREATE TABLE single_sign_on (
    state_sha256 text PRIMARY KEY,
    browser_sha256 text NOT NULL,
    nonce text NOT NULL,
    code_verifier text NOT NULL,
    expires_at timestamptz NOT NULL
  )`,
  `COMMENT ON TABLE single_sign_on IS
    'Sign-ins that went to the identity provider and have not come back; each may once, to the browser it was begun in.'`,

  `CREATE TABLE access_version (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    version bigint NOT NULL DEFAULT 0
  )`,
  'INSERT INTO access_version DEFAULT VALUES',
  `COMMENT ON TABLE access_version IS
    'Raised, in its transaction, by every change of what anyone may see or do: what a server keeps of scopes and sessions holds only for one version.'`,
  `CREATE FUNCTION raise_access_version() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN UPDATE access_version SET version = version + 1; RETURN NULL; END
  $$`,
  // Statements of each request (a code was used, a session was seen) change nothing that is kept.
  ...[
    ['account', 'INSERT OR DELETE OR UPDATE OF email, name, role, agency_id, demo, disabled_at'],
    ['agency', 'INSERT OR UPDATE OR DELETE'],
    ['account_session', 'DELETE OR UPDATE OF second_factor'],
    ['api_token', 'DELETE OR UPDATE OF capabilities, expires_at'],
  ].map(
    ([table, change]) => `CREATE TRIGGER ${table}_raises_access_version AFTER ${change} ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION raise_access_version()`,
  ),
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TRIGGER agency_raises_access_version ON agency');
  await knex.raw(
    'DROP TABLE access_version, single_sign_on, passkey_challenge, passkey, sign_in_failure, recovery_code, account_invitation, api_token, account_session, account',
  );
  await knex.raw('DROP FUNCTION raise_access_version()');
}
