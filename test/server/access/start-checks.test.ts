import { beforeEach, describe, expect, it } from 'vitest';
import { checkAccounts, checkProductionSettings } from '../../../server/access/start-checks.ts';
import { readConfig } from '../../../server/config.ts';
import { SetupError } from '../../../server/errors.ts';
import { addAccount, TEST_SECRET } from '../../helpers/access.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const PRODUCTION = { DATABASE_URL: 'postgres://tracemap@db/tracemap', TRACEMAP_DEMO: 'off' };
const production = readConfig({ ...PRODUCTION, SESSION_SECRET: TEST_SECRET });

describe('settings of a production start', () => {
  it('need a secret', () => {
    const check = () => checkProductionSettings(readConfig(PRODUCTION));
    expect(check).toThrow(SetupError);
    expect(check).toThrow(/^SESSION_SECRET must [^\n]+$/);
  });

  it.each([
    { SESSION_SECRET: TEST_SECRET },
    { TRACEMAP_DEMO: 'on' },
    // The embedded database, whose folder keeps a secret.
    { DATABASE_URL: '' },
  ])('are enough with %o', (environment) => {
    expect(() => checkProductionSettings(readConfig({ ...PRODUCTION, ...environment }))).not.toThrow();
  });
});

describe('accounts of a production start', () => {
  const database = useTestDatabase();
  const check = (config = production) => checkAccounts(config, database.current);
  const knex = () => database.current.knex;
  beforeEach(() => knex().raw('DELETE FROM account'));

  it('are fine where each has a password of its own', async () => {
    await addAccount(database.current, { email: 'admin@region.example', role: 'administrator' });
    await addAccount(database.current, { email: 'new@region.example', role: 'analyst', password: null });
    await expect(check()).resolves.toBeUndefined();
  });

  it('may not be of the demo, unless they are disabled', async () => {
    await addAccount(database.current, { email: 'admin@demo.example', role: 'administrator', demo: true });
    await expect(check()).rejects.toThrow(/^Demo accounts can sign in here: admin@demo\.example\. [^\n]+$/);
    await knex().raw('UPDATE account SET disabled_at = now()');
    await expect(check()).resolves.toBeUndefined();
  });

  it('may not have a default password', async () => {
    const email = 'admin@region.example';
    await addAccount(database.current, { email, role: 'administrator', password: 'changeme' });
    await expect(check()).rejects.toThrow(
      `The password of ${email} is a default that anybody may know. Give it a new one with: tracemap user reset ${email}`,
    );
  });

  it('may not have the password of the demo', async () => {
    await addAccount(database.current, {
      email: 'a@region.example',
      role: 'analyst',
      password: 'of the demo',
    });
    const config = readConfig({
      ...PRODUCTION,
      SESSION_SECRET: TEST_SECRET,
      TRACEMAP_DEMO_PASSWORD: 'of the demo',
    });
    await expect(check(config)).rejects.toThrow(/The password of a@region\.example/);
  });

  it('on the embedded engine lose the sessions of the demo', async () => {
    const ids = [
      await addAccount(database.current, { email: 'a@demo.example', role: 'analyst', demo: true }),
      await addAccount(database.current, { email: 'a@region.example', role: 'analyst' }),
    ];
    await knex().raw(
      `INSERT INTO account_session (token_sha256, account_id) SELECT id::text, id FROM unnest(?::int[]) id`,
      [ids],
    );
    await check(readConfig({ TRACEMAP_DEMO: 'off' }));
    const { rows } = await knex().raw('SELECT account_id FROM account_session');
    expect(rows).toEqual([{ account_id: ids[1] }]);
  });

  it('are not looked at in the demo', async () => {
    await addAccount(database.current, { email: 'a@demo.example', role: 'analyst', demo: true });
    await expect(check(readConfig({ ...PRODUCTION, TRACEMAP_DEMO: 'on' }))).resolves.toBeUndefined();
  });
});
