import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSessionRoutes } from '../../../server/access/session-routes.ts';
import type { TestAccess } from '../../helpers/access.ts';
import { addAccount, auditOf, browser, PASSWORD, testAccess } from '../../helpers/access.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const EMAIL = 'mayor@region.example';
let access: TestAccess;

beforeAll(() => addAccount(database.current, { email: EMAIL, role: 'briefing' }));
beforeEach(() => {
  access = testAccess(database.current);
  return database.current.knex.raw('DELETE FROM sign_in_failure');
});

const open = (context: TestAccess = access) => browser(createSessionRoutes(context));
type Browser = ReturnType<typeof open>;
const enter = (agent: Browser, password = PASSWORD, email = EMAIL) =>
  agent.post('/api/session').send({ email, password });

/** The cookie of an answer, `NAME=VALUE`. */
const cookieOf = (response: { headers: Record<string, unknown> }): string =>
  String(response.headers['set-cookie']).split(';')[0] ?? '';

describe('signing in', () => {
  it('answers what GET answers, and hands out a cookie that scripts and other sites cannot use', async () => {
    const agent = open();
    const entered = await enter(agent).expect(200);
    expect(entered.headers['cache-control']).toBe('no-store');
    expect(String(entered.headers['set-cookie'])).toMatch(
      /^tracemap_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect((await agent.get('/api/session')).body).toEqual(entered.body);
    expect(entered.body.account).toMatchObject({ email: EMAIL, mustAddSecondFactor: false });
  });

  it('over HTTPS takes a cookie that only this host over HTTPS can set', async () => {
    const entered = await enter(
      open(testAccess(database.current, { PUBLIC_URL: 'https://tracemap.example.org' })),
    );
    expect(String(entered.headers['set-cookie'])).toMatch(
      /^__Host-tracemap_session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it('does not mind how the address is written', async () => {
    await enter(open(), PASSWORD, ' Mayor@Region.EXAMPLE ').expect(200);
  });

  it('keeps only a hash of the token', async () => {
    const [, token = ''] = cookieOf(await enter(open())).split('=');
    const { rows } = await database.current.knex.raw(
      'SELECT * FROM account_session WHERE token_sha256 = :token OR account_session::text LIKE :like',
      { token, like: `%${token}%` },
    );
    expect(rows).toEqual([]);
  });

  it('never goes on with a session that came along, and ends that one', async () => {
    const planted = cookieOf(await enter(open()));
    const victim = open();
    const entered = await enter(victim).set('Cookie', planted).expect(200);
    expect(cookieOf(entered)).not.toBe(planted);
    expect((await open().get('/api/session').set('Cookie', planted)).body.account).toBeNull();
    expect((await victim.get('/api/session')).body.account.email).toBe(EMAIL);
  });

  it("does not take a session of the browser's own making", async () => {
    const own = `tracemap_session=${'A'.repeat(43)}`;
    expect(cookieOf(await enter(open()).set('Cookie', own))).not.toBe(own);
  });

  it('is over with DELETE, at the server too', async () => {
    const agent = open();
    const cookie = cookieOf(await enter(agent));
    const left = await agent.delete('/api/session').expect(204);
    expect(String(left.headers['set-cookie'])).toMatch(
      /^tracemap_session=; Path=\/; Expires=Thu, 01 Jan 1970/,
    );
    expect((await open().get('/api/session').set('Cookie', cookie)).body.account).toBeNull();
    await open().delete('/api/session').expect(204);
  });

  it.each([
    ['no body', undefined],
    ['no password', { email: EMAIL }],
    ['a password that is no text', { email: EMAIL, password: { $ne: '' } }],
  ])('is a 400 with %s', async (_what, body) => {
    const response = await open().post('/api/session').send(body);
    expect(response.status).toBe(400);
    expect(response.body.detail).toMatch(/^Send \{"email", "password"\}/);
  });
});

describe('a wrong sign-in', () => {
  it('is answered alike with and without such an account, and for a disabled one', async () => {
    const id = await addAccount(database.current, { email: 'gone@region.example', role: 'briefing' });
    await database.current.knex.raw('UPDATE account SET disabled_at = now() WHERE id = ?', [id]);
    await addAccount(database.current, { email: 'new@region.example', role: 'briefing', password: null });
    const answers = await Promise.all([
      enter(open(), 'not the password'),
      enter(open(), PASSWORD, 'nobody@region.example'),
      enter(open(), PASSWORD, 'gone@region.example'),
      enter(open(), PASSWORD, 'new@region.example'),
    ]);
    for (const { status, body, headers } of answers) {
      expect(status).toBe(401);
      expect(body).toEqual({
        type: 'about:blank',
        title: 'Not signed in',
        status: 401,
        detail: 'Email or password is wrong.',
      });
      expect(headers['set-cookie']).toBeUndefined();
    }
  });

  it.each([EMAIL, 'nobody@region.example'])('closes %s after five, for ten minutes', async (email) => {
    for (let failure = 0; failure < 5; failure += 1) {
      await enter(open(), 'not the password', email).expect(401);
      access.advance(60_000);
    }
    const refused = await enter(open(), PASSWORD, email).expect(429);
    // The fifth was a minute ago.
    expect(refused.headers['retry-after']).toBe('540');
    expect(refused.body.detail).toBe('Too many failed sign-ins with this address. Try again in 9 minutes.');
    access.advance(540_000 - 1);
    await enter(open(), PASSWORD, email).expect(429);
    access.advance(1);
    await enter(open(), PASSWORD, email).expect(email === EMAIL ? 200 : 401);
  });

  it("closes nothing where the five are further apart, and nobody else's", async () => {
    for (let failure = 0; failure < 8; failure += 1) {
      await enter(open(), 'not the password').expect(401);
      access.advance(4 * 60_000);
    }
    for (let failure = 0; failure < 5; failure += 1) {
      await enter(open(), 'not the password', 'other@region.example').expect(401);
    }
    await enter(open()).expect(200);
  });

  it('lets no more than five guesses through, however many come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => enter(open(), 'not the password')));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  });

  it('is forgotten once the right password came', async () => {
    for (let failure = 0; failure < 4; failure += 1) await enter(open(), 'not the password').expect(401);
    await enter(open()).expect(200);
    for (let failure = 0; failure < 4; failure += 1) await enter(open(), 'not the password').expect(401);
    await enter(open()).expect(200);
  });
});

describe('the audit log', () => {
  it("has every sign-in, failure, lock-out and sign-out, and no address that is nobody's", async () => {
    const agent = open();
    await enter(agent);
    await agent.delete('/api/session');
    for (let failure = 0; failure < 5; failure += 1) await enter(open(), 'not the password');
    await enter(open(), PASSWORD, 'my password in the wrong field');
    const events = await auditOf(database.current, 'session.%');
    expect(events.slice(-9)).toEqual([
      { actor: EMAIL, action: 'session.started', detail: { method: 'password', device: 'Unknown program' } },
      { actor: EMAIL, action: 'session.ended', detail: {} },
      ...Array.from({ length: 5 }, () => ({
        actor: EMAIL,
        action: 'session.failed',
        detail: { reason: 'password' },
      })),
      { actor: EMAIL, action: 'session.locked', detail: { minutes: 10 } },
      { actor: 'unknown', action: 'session.failed', detail: { reason: 'password' } },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/wrong field|not the password|seven lamps/);
  });
});

describe('the demo', () => {
  beforeAll(() =>
    addAccount(database.current, { email: 'analyst@demo.example', role: 'analyst', demo: true }),
  );
  const demo = () => testAccess(database.current, {}, { demo: true });

  it('tells its accounts and lets in with one click', async () => {
    const agent = open(demo());
    expect((await agent.get('/api/session')).body.demoAccounts).toEqual([
      { email: 'analyst@demo.example', name: 'Analyst', role: 'analyst', agency: null },
    ]);
    const { body } = await agent
      .post('/api/session/demo')
      .send({ email: 'analyst@demo.example' })
      .expect(200);
    expect(body.account).toMatchObject({ role: 'analyst', mustAddSecondFactor: false });
  });

  it.each([EMAIL, 'nobody@region.example'])('does not let %s in', async (email) => {
    await open(demo()).post('/api/session/demo').send({ email }).expect(404);
  });

  it('is not there outside the demo, neither by click nor by password', async () => {
    const agent = open();
    expect((await agent.get('/api/session')).body.demoAccounts).toEqual([]);
    await agent.post('/api/session/demo').send({ email: 'analyst@demo.example' }).expect(404);
    await enter(agent, PASSWORD, 'analyst@demo.example').expect(401);
  });
});
