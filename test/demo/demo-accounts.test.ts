import { beforeAll, describe, expect, it } from 'vitest';
import { DEMO_ACCOUNTS, ensureDemoAccounts } from '../../demo/demo-accounts.ts';
import { createSessionRoutes } from '../../server/access/session-routes.ts';
import { browser, testAccess } from '../helpers/access.ts';
import { insertRecords } from '../helpers/records.ts';
import { useTestDatabase } from '../helpers/test-database.ts';

const database = useTestDatabase();
beforeAll(() => insertRecords(database.current, { agencies: ['BALTPD', 'BALTCO'] }));

const enter = (email: string, password: string) =>
  browser(createSessionRoutes(testAccess(database.current, {}, { demo: true })))
    .post('/api/session')
    .send({ email, password });

describe('demo accounts', () => {
  it('are not made among real agencies', async () => {
    expect(await ensureDemoAccounts(database.current, null)).toBeNull();
    const { rows } = await database.current.knex.raw('SELECT 1 FROM account');
    expect(rows).toEqual([]);
  });

  it('are made where the demo is loaded, of each role, with a new password at each start', async () => {
    await database.current.knex.raw(`INSERT INTO reference_load (kind, version) VALUES ('demo', '1')`);
    const first = await ensureDemoAccounts(database.current, null);
    expect(first?.password).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5}$/);
    for (const { email, role, agency } of DEMO_ACCOUNTS) {
      const { body } = await enter(email, first?.password ?? '').expect(200);
      expect(body.account).toMatchObject({ role, agency: agency === null ? null : { code: agency } });
    }
    const second = await ensureDemoAccounts(database.current, null);
    expect(second?.password).not.toBe(first?.password);
    await enter('analyst@demo.example', first?.password ?? '').expect(401);
    await enter('analyst@demo.example', second?.password ?? '').expect(200);
  });

  it('take the password that was set', async () => {
    expect(await ensureDemoAccounts(database.current, 'as set')).toMatchObject({ password: 'as set' });
    await enter('mayor@demo.example', 'as set').expect(200);
  });

  it('never take over an account of the region', async () => {
    await database.current.knex.raw(`UPDATE account SET demo = false WHERE email = 'admin@demo.example'`);
    await ensureDemoAccounts(database.current, 'another');
    await enter('admin@demo.example', 'as set').expect(200);
    await enter('admin@demo.example', 'another').expect(401);
  });
});
