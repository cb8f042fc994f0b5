import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { sessionAccountSchema, signedOutSchema } from '../../../domain/access-responses.ts';
import { sessionSchema } from '../../../domain/responses.ts';
import { createSessionRoutes } from '../../../server/access/session-routes.ts';
import { createAgenciesRoutes } from '../../../server/agencies/agencies-routes.ts';
import { addAccount, browser, cookieOf, PASSWORD, testAccess } from '../../helpers/access.ts';
import { insertRecords } from '../../helpers/records.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const app = () =>
  routeApp(createSessionRoutes(testAccess(database.current)), createAgenciesRoutes(database.current));

/** Signs somebody in and gives the browser. */
async function signedIn() {
  const agent = browser(createSessionRoutes(testAccess(database.current)));
  await agent.post('/api/session').send({ email: 'staff@region.example', password: PASSWORD }).expect(200);
  return agent;
}

beforeAll(() => addAccount(database.current, { email: 'staff@region.example', role: 'briefing' }));

describe('signed out', () => {
  it('tells how one may sign in, and nothing of the records', async () => {
    const { body } = await request(app()).get('/api/session').expect(200);
    expect(signedOutSchema.strict().parse(body)).toEqual({
      account: null,
      demoAccounts: [],
      singleSignOn: null,
    });
  });
});

describe('a session of another test', () => {
  it('is signed in', async () => {
    const cookie = await cookieOf(database.current, { email: 'b@region.example', role: 'analyst' });
    const { body } = await request(app()).get('/api/session').set('Cookie', cookie);
    expect(body.account).toMatchObject({ role: 'analyst', mustAddSecondFactor: false });
  });
});

describe('without records', () => {
  it('has no days and no agencies', async () => {
    const { body } = await (await signedIn()).get('/api/session');
    expect(body).toMatchObject({
      scope: { label: '0 agencies', agencies: [] },
      synthetic: false,
      recoveredFrom: null,
      recoveredTo: null,
    });
    expect((await request(app()).get('/api/agencies')).body).toEqual({ items: [], total: 0, next: null });
  });
});

describe('with records', () => {
  beforeAll(async () => {
    await insertRecords(database.current, {
      agencies: ['NPD', 'BPD'],
      recoveries: [
        { agency: 'BPD', on: '2024-01-10' },
        { agency: 'NPD', on: '2025-06-30' },
        { agency: 'NPD', on: '2023-06-30' },
        { agency: 'NPD' },
      ],
    });
  });

  it('tells scope, data version and the first and last day', async () => {
    const { body } = await (await signedIn()).get('/api/session');
    expect(sessionSchema.extend({ account: sessionAccountSchema }).parse(body)).toEqual(body);
    expect(body).toMatchObject({
      account: { email: 'staff@region.example', role: 'briefing', capabilities: ['view'] },
      scope: {
        label: '2 agencies',
        agencies: [
          { code: 'BPD', name: 'BPD', state: 'MD' },
          { code: 'NPD', name: 'NPD', state: 'MD' },
        ],
      },
      synthetic: false,
      dataVersion: 2,
      recoveredFrom: '2023-06-30',
      recoveredTo: '2025-06-30',
    });
  });

  it('lists the agencies in scope', async () => {
    const { body } = await request(app()).get('/api/agencies');
    expect(body.total).toBe(2);
    expect(body.items[0]).toEqual({ code: 'BPD', name: 'BPD', state: 'MD', synthetic: false });
  });

  it('says that records are made up as soon as some are', async () => {
    await database.current.knex.transaction(async (trx) => {
      await trx.raw('UPDATE data_version SET version = version + 1');
      await trx('agency').update({ synthetic: true }).where('code', 'NPD');
    });
    expect((await (await signedIn()).get('/api/session')).body.synthetic).toBe(true);
  });

  it.each(['/api/session', '/api/agencies'])('%s takes no parameters', async (path) => {
    const { status, body } = await request(app()).get(`${path}?ttc_max=3`);
    expect(status).toBe(400);
    expect(body.parameter).toBe('ttc_max');
  });
});
