import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { signedOutSchema } from '../../../domain/access-responses.ts';
import { sessionSchema } from '../../../domain/responses.ts';
import { createSessionRoutes } from '../../../server/access/session-routes.ts';
import { createAgenciesRoutes } from '../../../server/agencies/agencies-routes.ts';
import { keepGunDetails } from '../../../server/rollups/keep-gun-details.ts';
import { addAccount, browser, cookieOf, PASSWORD, testAccess } from '../../helpers/access.ts';
import { insertRecords } from '../../helpers/records.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { cookieOfPartner } from '../../helpers/sign-in.ts';
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
  it('tells how one may sign in and what one accepts by it, and nothing of the records', async () => {
    const { body } = await request(app()).get('/api/session').expect(200);
    expect(signedOutSchema.strict().parse(body)).toEqual({
      account: null,
      systemUseNotice: expect.stringContaining('restricted information system'),
      demoAccounts: [],
      singleSignOn: null,
      notice: null,
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

describe('somebody of no agency', () => {
  it('sees no days and no agencies', async () => {
    const { body } = await (await signedIn()).get('/api/session').expect(200);
    expect(sessionSchema.parse(body)).toMatchObject({
      account: {
        email: 'staff@region.example',
        role: 'briefing',
        agency: null,
        capabilities: ['view', 'brief'],
      },
      scope: { label: 'No records', agencies: [] },
      synthetic: false,
      recoveredFrom: null,
      recoveredTo: null,
    });
    await request(app()).get('/api/agencies').expect(401);
  });
});

describe('somebody of an agency', () => {
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

  const asPartner = async (path: string) =>
    request(app())
      .get(path)
      .set('Cookie', await cookieOfPartner(database.current, 'BPD'));

  it('is told their own and their partners, and the first and last day of all of them', async () => {
    const { body } = await asPartner('/api/session');
    expect(sessionSchema.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      account: { email: 'partner@region.example', role: 'steward', agency: { code: 'BPD', name: 'BPD' } },
      scope: {
        label: 'BPD + 1 partner',
        agencies: [
          { code: 'BPD', name: 'BPD', state: 'MD', sharing: { recoveries: 'records' } },
          { code: 'NPD', name: 'NPD', state: 'MD', sharing: { recoveries: 'records' } },
        ],
      },
      synthetic: false,
      recoveredFrom: '2023-06-30',
      recoveredTo: '2025-06-30',
    });
  });

  it('is told whole months where recoveries are only counted', async () => {
    await addAccount(database.current, { email: 'mayor@npd.example', role: 'briefing', agency: 'NPD' });
    await database.current.knex.transaction(keepGunDetails);
    const agent = browser(createSessionRoutes(testAccess(database.current)));
    const { body } = await agent
      .post('/api/session')
      .send({ email: 'mayor@npd.example', password: PASSWORD })
      .expect(200);
    expect(body).toMatchObject({
      scope: { label: 'NPD', agencies: [{ code: 'NPD', sharing: { recoveries: 'aggregates' } }] },
      recoveredFrom: '2023-06-01',
      recoveredTo: '2025-06-30',
    });
  });

  it('lists the agencies in scope', async () => {
    const { body } = await asPartner('/api/agencies');
    expect(body.total).toBe(2);
    expect(body.items[0]).toEqual({ code: 'BPD', name: 'BPD', state: 'MD', synthetic: false });
  });

  it('lists all agencies of the region to its administrator, who sees no records', async () => {
    await addAccount(database.current, {
      email: 'admin@region.example',
      role: 'administrator',
    });
    const agent = browser(
      createSessionRoutes(testAccess(database.current)),
      createAgenciesRoutes(database.current),
    );
    await agent.post('/api/session').send({ email: 'admin@region.example', password: PASSWORD }).expect(200);
    const { body } = await agent.get('/api/agencies').expect(200);
    const { rows } = await database.current.knex.raw('SELECT code FROM agency ORDER BY name, code');
    expect(body.items.map(({ code }: { code: string }) => code)).toEqual(
      rows.map(({ code }: { code: string }) => code),
    );
  });

  it('is told that records are made up as soon as some are', async () => {
    await database.current.knex('agency').update({ synthetic: true }).where('code', 'NPD');
    expect((await asPartner('/api/session')).body.synthetic).toBe(true);
  });

  it.each(['/api/session', '/api/agencies'])('%s takes no parameters', async (path) => {
    const { status, body } = await asPartner(`${path}?ttc_max=3`);
    expect(status).toBe(400);
    expect(body.parameter).toBe('ttc_max');
  });
});
