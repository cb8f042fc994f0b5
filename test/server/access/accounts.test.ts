import { beforeEach, describe, expect, it } from 'vitest';
import { accountsSchema, invitationSchema } from '../../../domain/access-responses.ts';
import { createAccountsRoutes } from '../../../server/access/accounts-routes.ts';
import { createSessionRoutes } from '../../../server/access/session-routes.ts';
import type { TestAccess } from '../../helpers/access.ts';
import { addAccount, auditOf, browser, momentOf, PASSWORD, testAccess } from '../../helpers/access.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const NEW = { email: 'new@bpd.example', name: 'N. Ew', role: 'analyst', agency: 'BPD' };
let access: TestAccess;
let ids: Record<string, number>;

beforeEach(async () => {
  access = testAccess(database.current);
  for (const table of ['account', 'sign_in_failure', 'agency']) {
    await database.current.knex.raw('DELETE FROM ??', [table]);
  }
  await database.current.knex.raw(
    `INSERT INTO agency (code, name, state_code) VALUES ('BPD', 'Baltimore', 'MD'), ('NPD', 'Newark', 'NJ')`,
  );
  const add = async (email: string, role: Parameters<typeof addAccount>[1]['role'], agency?: string) =>
    [
      email,
      // Of the demo, so that a steward needs no second factor here.
      await addAccount(database.current, {
        email,
        role,
        demo: true,
        ...(agency === undefined ? {} : { agency }),
      }),
    ] as const;
  ids = Object.fromEntries([
    await add('admin@region.example', 'administrator'),
    await add('steward@bpd.example', 'steward', 'BPD'),
    await add('analyst@bpd.example', 'analyst', 'BPD'),
    await add('auditor@bpd.example', 'auditor', 'BPD'),
    await add('analyst@npd.example', 'analyst', 'NPD'),
  ]);
});

const open = () => browser(createSessionRoutes(access), createAccountsRoutes(access));
type Browser = ReturnType<typeof open>;
async function as(email: string): Promise<Browser> {
  access = testAccess(database.current, {}, { demo: true });
  const agent = open();
  await agent.post('/api/session').send({ email, password: PASSWORD }).expect(200);
  return agent;
}
const admin = () => as('admin@region.example');
const steward = () => as('steward@bpd.example');
const tokenIn = (body: { invitationUrl: string }) => body.invitationUrl.split('#/invitation/')[1] ?? '';
const accept = (token: string, password = 'eight lamps over water') =>
  open().post('/api/invitations/accept').send({ token, password });

describe('the list of accounts', () => {
  it('is all for an administrator, page by page', async () => {
    const agent = await admin();
    const first = await agent.get('/api/accounts?limit=3').expect(200);
    expect(accountsSchema.strict().parse(first.body)).toEqual(first.body);
    expect(first.body).toMatchObject({ total: 5, next: String(ids['analyst@bpd.example']) });
    expect(first.body.items[1]).toMatchObject({
      email: 'steward@bpd.example',
      agency: { code: 'BPD', name: 'Baltimore' },
      state: 'active',
      secondFactor: false,
      lastSeenAt: null,
    });
    expect(first.body.items[0].lastSeenAt).toBe(momentOf(access.now()));
    const rest = await agent.get(`/api/accounts?limit=3&after=${first.body.next}`);
    expect(rest.body).toMatchObject({ total: 5, next: null });
    expect(rest.body.items).toHaveLength(2);
  });

  it('is that of the agency for its steward', async () => {
    const { body } = await (await steward()).get('/api/accounts').expect(200);
    expect(body.items.map(({ email }: { email: string }) => email)).toEqual([
      'steward@bpd.example',
      'analyst@bpd.example',
      'auditor@bpd.example',
    ]);
  });

  it.each(['analyst@bpd.example', 'auditor@bpd.example'])('is not for %s', async (email) => {
    const agent = await as(email);
    await agent.get('/api/accounts').expect(403);
    await agent.post('/api/accounts').send(NEW).expect(403);
    await agent.patch(`/api/accounts/${ids[email]}`).send({ role: 'administrator' }).expect(403);
  });

  it('is not for somebody who is not signed in', async () => {
    await open().get('/api/accounts').expect(401);
    await open().post('/api/accounts').send(NEW).expect(401);
  });
});

describe('an invitation', () => {
  it('makes an account that its owner gives a password, once', async () => {
    const agent = await admin();
    const { body } = await agent
      .post('/api/accounts')
      .send({ ...NEW, email: 'New@BPD.example' })
      .expect(201);
    expect(invitationSchema.strict().parse(body)).toEqual(body);
    expect(body.account).toMatchObject({ email: 'new@bpd.example', state: 'invited', role: 'analyst' });
    expect(body.invitationUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#\/invitation\/[\w-]{43}$/);
    const token = tokenIn(body);
    expect((await open().post('/api/invitations/look').send({ token })).body).toEqual({
      email: 'new@bpd.example',
      name: 'N. Ew',
    });
    await accept(token, 'short').expect(400);
    await accept(token).expect(204);
    await accept(token).expect(404);
    await open().post('/api/invitations/look').send({ token }).expect(404);
    await open()
      .post('/api/session')
      .send({ email: 'new@bpd.example', password: 'eight lamps over water' })
      .expect(200);
    const { rows } = await database.current.knex.raw('SELECT * FROM account_invitation');
    expect(rows).toEqual([]);
  });

  it('is for the address people use', async () => {
    await admin();
    access = testAccess(database.current, { PUBLIC_URL: 'https://tracemap.example.org' }, { demo: true });
    const agent = open();
    await agent.post('/api/session').send({ email: 'admin@region.example', password: PASSWORD });
    // The cookie asks for HTTPS, which this connection is not.
    const cookie = (
      await agent.post('/api/session').send({ email: 'admin@region.example', password: PASSWORD })
    ).headers['set-cookie']?.[0];
    const { body } = await agent
      .post('/api/accounts')
      .set('Cookie', String(cookie).split(';')[0] ?? '')
      .send(NEW);
    expect(body.invitationUrl).toMatch(/^https:\/\/tracemap\.example\.org\/#\/invitation\//);
  });

  it('is over after seven days, when there is another, and when the account is disabled', async () => {
    const agent = await admin();
    const { body } = await agent.post('/api/accounts').send(NEW);
    const path = `/api/accounts/${body.account.id}`;
    const second = (await agent.post(`${path}/invitation`).expect(201)).body;
    await accept(tokenIn(body)).expect(404);
    await agent.patch(path).send({ disabled: true }).expect(200);
    await accept(tokenIn(second)).expect(404);
    await agent.post(`${path}/invitation`).expect(409);
    await agent.patch(path).send({ disabled: false }).expect(200);
    const third = (await agent.post(`${path}/invitation`).expect(201)).body;
    access.advance(7 * 24 * 3_600_000);
    await accept(tokenIn(third)).expect(404);
  });

  it('is used once, however many come with it at once', async () => {
    const { body } = await (await admin()).post('/api/accounts').send(NEW);
    const answers = await Promise.all(
      ['first password of it', 'second password of it', 'third password of it'].map((password) =>
        accept(tokenIn(body), password),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
  });

  it.each([
    [{ email: 'no address' }, 400],
    [{ email: 'analyst@npd.example' }, 409],
    [{ role: 'king' }, 400],
    [{ agency: 'XXX' }, 400],
    [{ agency: null }, 400],
    [{ role: 'administrator' }, 400],
    [{ name: '' }, 400],
  ])('is not made with %o', async (change, status) => {
    await (await admin())
      .post('/api/accounts')
      .send({ ...NEW, ...change })
      .expect(status);
  });

  it('to an account in use is no way to its password', async () => {
    const path = `/api/accounts/${ids['analyst@bpd.example']}/invitation`;
    await (await admin()).post(path).send({}).expect(409);
    await (await steward()).post(path).send({ reset: true }).expect(403);
  });

  it('with a reset takes away password, sessions and second factor', async () => {
    const email = 'analyst@bpd.example';
    const theirs = await as(email);
    await database.current.knex.raw(
      `UPDATE account SET totp_secret = 'x', totp_confirmed_at = now() WHERE email = ?`,
      [email],
    );
    const { body } = await (await admin())
      .post(`/api/accounts/${ids[email]}/invitation`)
      .send({ reset: true })
      .expect(201);
    expect(body.account).toMatchObject({ state: 'invited', secondFactor: false });
    expect((await theirs.get('/api/session')).body.account).toBeNull();
    await open().post('/api/session').send({ email, password: PASSWORD }).expect(401);
    await accept(tokenIn(body)).expect(204);
  });
});

describe('a steward', () => {
  it('adds people of the own agency', async () => {
    await (await steward()).post('/api/accounts').send(NEW).expect(201);
  });

  it.each([
    { agency: 'NPD' },
    { agency: null },
    { role: 'administrator', agency: null },
    { role: 'auditor' },
  ])('does not add with %o', async (change) => {
    await (await steward())
      .post('/api/accounts')
      .send({ ...NEW, ...change })
      .expect(403);
  });

  it.each(['analyst@npd.example', 'admin@region.example', 'auditor@bpd.example'])(
    'finds no account of %s to change',
    async (email) => {
      const agent = await steward();
      const path = `/api/accounts/${ids[email]}`;
      await agent.patch(path).send({ disabled: true }).expect(404);
      await agent.post(`${path}/invitation`).send({}).expect(404);
      await agent.delete(`${path}/sessions`).expect(404);
    },
  );

  it('gives no more than the roles of the agency, to nobody', async () => {
    const agent = await steward();
    for (const email of ['analyst@bpd.example', 'steward@bpd.example']) {
      const path = `/api/accounts/${ids[email]}`;
      await agent.patch(path).send({ role: 'administrator' }).expect(403);
      await agent.patch(path).send({ role: 'auditor' }).expect(403);
    }
    const path = `/api/accounts/${ids['analyst@bpd.example']}`;
    expect((await agent.patch(path).send({ role: 'briefing', name: ' B. ' }).expect(200)).body).toMatchObject(
      {
        role: 'briefing',
        name: 'B.',
      },
    );
  });
});

describe('an account', () => {
  it('that is disabled is out at once, and comes back', async () => {
    const theirs = await as('analyst@bpd.example');
    const agent = await admin();
    const path = `/api/accounts/${ids['analyst@bpd.example']}`;
    expect((await agent.patch(path).send({ disabled: true }).expect(200)).body.state).toBe('disabled');
    expect((await theirs.get('/api/session')).body.account).toBeNull();
    expect((await agent.patch(path).send({ disabled: false }).expect(200)).body.state).toBe('active');
    await as('analyst@bpd.example');
  });

  it('is signed out everywhere', async () => {
    const theirs = await as('analyst@bpd.example');
    await (await admin()).delete(`/api/accounts/${ids['analyst@bpd.example']}/sessions`).expect(204);
    expect((await theirs.get('/api/session')).body.account).toBeNull();
  });

  it('of the last administrator stays as it is', async () => {
    const agent = await admin();
    const path = `/api/accounts/${ids['admin@region.example']}`;
    for (const change of [{ disabled: true }, { role: 'auditor' }]) {
      const { body } = await agent.patch(path).send(change).expect(409);
      expect(body.detail).toBe('This is the last administrator who can sign in. Add another first.');
    }
    await agent.post(`${path}/invitation`).send({ reset: true }).expect(409);
    // One who has not come yet is none.
    const second = { email: 'b@region.example', name: 'B', role: 'administrator', agency: null };
    const { body } = await agent.post('/api/accounts').send(second).expect(201);
    await agent.patch(path).send({ disabled: true }).expect(409);
    await accept(tokenIn(body)).expect(204);
    await agent.patch(path).send({ disabled: true }).expect(200);
  });

  it('keeps one of two administrators who disable each other at once', async () => {
    await addAccount(database.current, { email: 'b@region.example', role: 'administrator', demo: true });
    const agents = [await admin(), await as('b@region.example')];
    const other = (await agents[1]?.get('/api/session'))?.body.account.id;
    const answers = await Promise.all([
      agents[0]?.patch(`/api/accounts/${other}`).send({ disabled: true }),
      agents[1]?.patch(`/api/accounts/${ids['admin@region.example']}`).send({ disabled: true }),
    ]);
    const { rows } = await database.current.knex.raw(
      `SELECT count(*) AS count FROM account WHERE role = 'administrator' AND disabled_at IS NULL`,
    );
    expect(answers.filter((answer) => answer?.status === 200)).toHaveLength(1);
    expect(rows).toEqual([{ count: 1 }]);
  });

  it("that becomes an administrator's leaves its agency; one of an agency needs one", async () => {
    const agent = await admin();
    const path = `/api/accounts/${ids['analyst@bpd.example']}`;
    expect((await agent.patch(path).send({ role: 'administrator' })).body).toMatchObject({ agency: null });
    await agent.patch(path).send({ role: 'analyst' }).expect(400);
    await agent.patch(path).send({ agency: 'NPD' }).expect(400);
  });
});

it('all of it is in the audit log, without tokens', async () => {
  const agent = await admin();
  const { body } = await agent.post('/api/accounts').send(NEW);
  await agent.patch(`/api/accounts/${body.account.id}`).send({ role: 'steward' });
  await agent.patch(`/api/accounts/${body.account.id}`).send({ disabled: true });
  const events = (await auditOf(database.current, 'account.%')).slice(-3);
  expect(events).toEqual([
    { actor: 'admin@region.example', action: 'account.added', detail: { role: 'analyst' } },
    { actor: 'admin@region.example', action: 'account.changed', detail: { from: 'analyst', to: 'steward' } },
    { actor: 'admin@region.example', action: 'account.changed', detail: { disabled: true } },
  ]);
  expect(JSON.stringify(events)).not.toContain(tokenIn(body));
});
