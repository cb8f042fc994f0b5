import type { Knex } from 'knex';

/** The roles that Tracemap reads as. They are of the whole server, so no backup of a database holds them. */
const READING_ROLES = [
  'tracemap_reader',
  'tracemap_steward',
  'tracemap_identified',
  'tracemap_traced',
  'tracemap_untraced',
];

/** Of them, those that own views, and the schemas of these. */
const OWNERS = ['tracemap_traced', 'tracemap_untraced'];
export const SCHEMAS_OF_VIEWS = ['scoped', 'scoped_mixed'];

/** Makes the roles that this server does not have yet, and lets the user of the connection act as them, as migrations do. */
export async function ensureReadingRoles(trx: Knex.Transaction): Promise<void> {
  for (const role of READING_ROLES) await trx.raw(ensureRole(role));
}

const ensureRole = (role: string): string => `DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} NOLOGIN; END IF;
  IF NOT pg_has_role(current_user, '${role}', 'MEMBER') THEN
    EXECUTE format('GRANT ${role} TO %I', current_user);
  END IF;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE EXCEPTION 'Tracemap reads as roles of its own, which % may not create. Have an administrator run: ${READING_ROLES.map((name) => `CREATE ROLE ${name} NOLOGIN; GRANT ${name} TO "%";`).join(' ')}',
    current_user, ${READING_ROLES.map(() => 'current_user').join(', ')};
END $$`;

/** Makes these schemas of views, in which their owners may be given them: one must be able to make what one is given. */
export async function openSchemasOfViews(trx: Knex.Transaction, schemas: readonly string[]): Promise<void> {
  for (const schema of schemas) {
    await trx.raw('CREATE SCHEMA ??', [schema]);
    await trx.raw(`GRANT CREATE ON SCHEMA ?? TO ${OWNERS.join(', ')}`, [schema]);
  }
}

/** Ends that: from now on nobody makes anything there but the owner of the database. */
export async function closeSchemasOfViews(trx: Knex.Transaction, schemas: readonly string[]): Promise<void> {
  for (const schema of schemas) {
    await trx.raw(`REVOKE CREATE ON SCHEMA ?? FROM ${OWNERS.join(', ')}`, [schema]);
  }
}

/** Takes the schemas away again. */
export async function dropSchemasOfViews(trx: Knex.Transaction, schemas: readonly string[]): Promise<void> {
  for (const schema of schemas) await trx.raw('DROP SCHEMA ??', [schema]);
}
