/** What must hold of accounts before the server answers anybody. */
import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Database } from '../database/connection.ts';
import { selectRows } from '../database/connection.ts';
import { SetupError } from '../errors.ts';
import { isPassword } from './password.ts';

/** What installations are left with. The server takes none of them; somebody may have written one into the database. */
const DEFAULT_PASSWORDS = ['changeme', 'password', 'admin', 'tracemap', 'demo'];

/** Real records on a database of their own: no demo, and nothing may be as it was delivered. */
const isProduction = ({ databaseUrl, demo }: Config): boolean => databaseUrl !== null && !demo;

/** Before anything is opened. Throws a {@link SetupError} of one line. */
export function checkProductionSettings(config: Config): void {
  if (isProduction(config) && config.access.sessionSecret === null) {
    throw new SetupError(
      'SESSION_SECRET must be set where DATABASE_URL is and the demo is off. Make one with: openssl rand -base64 48',
    );
  }
}

/** Once the schema is up to date. Throws a {@link SetupError} of one line where a production start must not be. */
export async function checkAccounts(config: Config, database: Database): Promise<void> {
  if (config.demo) return;
  if (isProduction(config)) {
    await refuseDemoAccounts(database);
    await refuseDefaultPasswords(database, config.access.demoPassword);
  } else {
    await endDemoSessions(database);
  }
}

const emailRow = z.object({ email: z.string() });

async function refuseDemoAccounts({ knex }: Database): Promise<void> {
  const accounts = await selectRows(
    knex,
    emailRow,
    'SELECT email FROM account WHERE demo AND disabled_at IS NULL ORDER BY email',
  );
  if (accounts.length > 0) {
    const emails = accounts.map(({ email }) => email).join(', ');
    throw new SetupError(
      `Demo accounts can sign in here: ${emails}. Disable each with "tracemap user disable EMAIL", use another DATABASE_URL, or set TRACEMAP_DEMO=on.`,
    );
  }
}

const passwordRow = z.object({ email: z.string(), isAdministrator: z.boolean(), passwordHash: z.string() });

async function refuseDefaultPasswords({ knex }: Database, demoPassword: string | null): Promise<void> {
  const accounts = await selectRows(
    knex,
    passwordRow,
    `SELECT email, role = 'administrator' AS "isAdministrator", password_hash AS "passwordHash"
     FROM account WHERE password_hash IS NOT NULL AND disabled_at IS NULL ORDER BY id`,
  );
  for (const { email, isAdministrator, passwordHash } of accounts) {
    const defaults = [
      ...(demoPassword === null ? [] : [demoPassword]),
      // Each check takes some 20 ms: of those who can change everything, all are looked at.
      ...(isAdministrator ? DEFAULT_PASSWORDS : []),
    ];
    for (const password of defaults) {
      if (await isPassword(passwordHash, password)) {
        throw new SetupError(
          `The password of ${email} is a default that anybody may know. Give it a new one with: tracemap user reset ${email}`,
        );
      }
    }
  }
}

/** Who was in while the demo was on is out; with a password they do not come in either. */
async function endDemoSessions({ knex }: Database): Promise<void> {
  await knex.transaction(async (trx) => {
    for (const table of ['account_session', 'api_token']) {
      await trx.raw('DELETE FROM ?? WHERE account_id IN (SELECT id FROM account WHERE demo)', [table]);
    }
  });
}
