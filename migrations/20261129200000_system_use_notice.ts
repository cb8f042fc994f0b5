import type { Knex } from 'knex';

/** What is shown to everybody before they sign in, as AC-8 of the CJIS Security Policy asks; a region may say it in its own words. */
const NOTICE = `This is a restricted information system. It holds law enforcement records, among them records about persons, and is for authorized users in the course of their duties alone.

Whatever is done here may be monitored, recorded and audited. Use without authorization is prohibited and may be punished under criminal and civil law.

By using this system you consent to being monitored and recorded.`;

const STATEMENTS = [
  `ALTER TABLE region_policy
    ADD COLUMN system_use_notice text NOT NULL DEFAULT '${NOTICE}' CHECK (char_length(system_use_notice) BETWEEN 1 AND 2000),
    ADD COLUMN version int NOT NULL DEFAULT 1`,
  `COMMENT ON COLUMN region_policy.system_use_notice IS 'Shown to everybody before they sign in. Plain text; lines are kept.'`,
  `COMMENT ON COLUMN region_policy.version IS
    'Raised by every change: whoever changes the policy says which one they have read, so that nobody overwrites what they have not seen.'`,
];

export async function up(knex: Knex): Promise<void> {
  for (const statement of STATEMENTS) await knex.raw(statement);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE region_policy DROP COLUMN version, DROP COLUMN system_use_notice');
}
