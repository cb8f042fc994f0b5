import { generateSync } from 'otplib';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  newTokenSchema,
  ownAccountSchema,
  recoveryCodesSchema,
  totpOfferSchema,
} from '../../../domain/access-responses.ts';
import { createOwnAccountRoutes } from '../../../server/access/own-account-routes.ts';
import { createSessionRoutes } from '../../../server/access/session-routes.ts';
import type { TestAccess } from '../../helpers/access.ts';
import { addAccount, auditOf, browser, momentOf, PASSWORD, testAccess } from '../../helpers/access.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const EMAIL = 'marlowe@region.example';
const OTHER = 'other@region.example';
const NEXT = 'eight lamps over water';
let access: TestAccess;

beforeEach(async () => {
  access = testAccess(database.current);
  for (const table of ['account', 'sign_in_failure'])
    await database.current.knex.raw('DELETE FROM ??', [table]);
  await addAccount(database.current, { email: EMAIL, role: 'analyst' });
  await addAccount(database.current, { email: OTHER, role: 'briefing' });
});

const open = () => browser(createSessionRoutes(access), createOwnAccountRoutes(access));
type Browser = ReturnType<typeof open>;
const enter = (agent: Browser, more: Record<string, string> = {}) =>
  agent.post('/api/session').send({ email: EMAIL, password: PASSWORD, ...more });
async function entered(more: Record<string, string> = {}): Promise<Browser> {
  const agent = open();
  await enter(agent, more).expect(200);
  return agent;
}
const account = async (agent: Browser) => (await agent.get('/api/session')).body.account;
const codeNow = (secret: string) => generateSync({ secret, epoch: access.now() / 1000 });
const nextStep = () => access.advance(30_000);

/** Adds an authenticator app and gives its secret and the recovery codes. */
async function addAuthenticator(agent: Browser) {
  const { secret, uri } = totpOfferSchema.parse((await agent.post('/api/account/totp').expect(200)).body);
  const { body } = await agent
    .post('/api/account/totp/confirm')
    .send({ code: codeNow(secret) })
    .expect(200);
  return { secret, uri, recoveryCodes: recoveryCodesSchema.parse(body).recoveryCodes };
}

describe("one's own account", () => {
  it('tells what there is', async () => {
    await enter(open()).set(
      'User-Agent',
      'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0',
    );
    const { body } = await (await entered()).get('/api/account').expect(200);
    expect(ownAccountSchema.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({
      account: { email: EMAIL, mustAddSecondFactor: true, capabilities: [] },
      hasPassword: true,
      totp: false,
      recoveryCodesLeft: 0,
      passkeys: [],
      tokens: [],
    });
    const sessions = body.sessions.map(({ device, current }: Record<string, unknown>) => ({
      device,
      current,
    }));
    expect(sessions).toEqual([
      { device: 'Unknown program', current: true },
      { device: 'Firefox on Windows', current: false },
    ]);
  });

  it.each([
    ['get', '/api/account'],
    ['post', '/api/account/password'],
    ['post', '/api/account/totp'],
    ['post', '/api/account/totp/confirm'],
    ['delete', '/api/account/totp'],
    ['post', '/api/account/recovery-codes'],
    ['delete', '/api/account/sessions/1'],
    ['post', '/api/account/tokens'],
    ['delete', '/api/account/tokens/1'],
  ] as const)('%s %s is for whoever is signed in', async (method, path) => {
    await open()[method](path).send({}).expect(401);
  });
});

describe('the password', () => {
  it('is changed with the old one, and ends all other sessions', async () => {
    const agent = await entered();
    const elsewhere = await entered();
    await agent.post('/api/account/password').send({ current: PASSWORD, next: NEXT }).expect(204);
    expect(await account(agent)).not.toBeNull();
    expect(await account(elsewhere)).toBeNull();
    await enter(open()).expect(401);
    await enter(open(), { password: NEXT }).expect(200);
  });

  it.each([
    ['the old one is wrong', { current: 'not the password', next: NEXT }, 403],
    ['it is too short', { current: PASSWORD, next: 'short' }, 400],
    ['it is the old one', { current: PASSWORD, next: PASSWORD }, 400],
    ['it is common', { current: PASSWORD, next: 'password123456' }, 400],
  ])('stays where %s', async (_what, body, status) => {
    await (await entered()).post('/api/account/password').send(body).expect(status);
    await enter(open()).expect(200);
  });

  it('cannot be guessed by whoever has the session', async () => {
    const agent = await entered();
    const guess = () => agent.post('/api/account/password').send({ current: 'not the password', next: NEXT });
    for (let failure = 0; failure < 5; failure += 1) await guess().expect(403);
    const refused = await guess().expect(429);
    expect(refused.headers['retry-after']).toBe('600');
  });
});

describe('an authenticator app', () => {
  it('opens what the role needs it for, in this session alone', async () => {
    const agent = await entered();
    const elsewhere = await entered();
    const { uri, recoveryCodes } = await addAuthenticator(agent);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Tracemap:marlowe(?:%40|@)region\.example\?/);
    expect(recoveryCodes).toHaveLength(10);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await account(agent)).toMatchObject({
      mustAddSecondFactor: false,
      capabilities: ['view', 'records', 'persons', 'define', 'brief', 'dealers'],
    });
    expect(await account(elsewhere)).toBeNull();
    expect((await agent.get('/api/account')).body).toMatchObject({ totp: true, recoveryCodesLeft: 10 });
  });

  it('is asked for from then on, and a wrong code counts as a failure', async () => {
    const { secret } = await addAuthenticator(await entered());
    nextStep();
    const asked = await enter(open()).expect(401);
    expect(asked.body).toMatchObject({ secondFactor: true });
    const wrong = await enter(open(), { code: '000000' }).expect(401);
    expect(wrong.body).toMatchObject({ secondFactor: true });
    expect(wrong.headers['set-cookie']).toBeUndefined();
    const agent = await entered({ code: codeNow(secret) });
    expect(await account(agent)).toMatchObject({ mustAddSecondFactor: false });
    for (let failure = 0; failure < 5; failure += 1) await enter(open(), { code: '000000' }).expect(401);
    await enter(open(), { code: codeNow(secret) }).expect(429);
  });

  it('does not say that a code is asked for to whoever has no password', async () => {
    await addAuthenticator(await entered());
    const { body } = await enter(open(), { password: 'not the password' }).expect(401);
    expect(body.secondFactor).toBeUndefined();
  });

  it('takes the code before and after, none twice, and none older than one that was taken', async () => {
    const { secret } = await addAuthenticator(await entered());
    await enter(open(), { code: codeNow(secret) }).expect(401);
    nextStep();
    const early = generateSync({ secret, epoch: access.now() / 1000 + 30 });
    const present = codeNow(secret);
    await enter(open(), { code: early }).expect(200);
    await enter(open(), { code: early }).expect(401);
    await enter(open(), { code: present }).expect(401);
    access.advance(60_000);
    const late = generateSync({ secret, epoch: access.now() / 1000 - 30 });
    // The clock is two steps on: the code before the present one is that of the step already taken.
    await enter(open(), { code: late }).expect(401);
    await enter(open(), { code: codeNow(secret) }).expect(200);
    access.advance(90_000);
    await enter(open(), { code: generateSync({ secret, epoch: access.now() / 1000 - 60 }) }).expect(401);
  });

  it('takes a code once, however many come with it at once', async () => {
    const { secret } = await addAuthenticator(await entered());
    nextStep();
    const code = codeNow(secret);
    const answers = await Promise.all(Array.from({ length: 4 }, () => enter(open(), { code })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
  });

  it('is not in force before a code confirms it, and not by a wrong one', async () => {
    const agent = await entered();
    await agent.post('/api/account/totp').expect(200);
    await agent.post('/api/account/totp/confirm').send({ code: '000000' }).expect(400);
    await enter(open()).expect(200);
    await (await entered()).post('/api/account/totp/confirm').send({ code: '12' }).expect(400);
  });

  it('stands in the database encrypted', async () => {
    const { secret } = await addAuthenticator(await entered());
    const { rows } = await database.current.knex.raw('SELECT totp_secret FROM account WHERE email = ?', [
      EMAIL,
    ]);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(rows[0].totp_secret.length).toBeGreaterThan(secret.length);
  });

  it('cannot be put in the place of another, nor taken away without the password', async () => {
    const agent = await entered();
    await addAuthenticator(agent);
    await agent.post('/api/account/totp').expect(409);
    await agent.delete('/api/account/totp').send({ password: 'not the password' }).expect(403);
    await agent.delete('/api/account/totp').send({ password: PASSWORD }).expect(204);
    expect(await account(agent)).toMatchObject({ mustAddSecondFactor: true, capabilities: [] });
    await enter(open()).expect(200);
  });

  it('cannot be changed in a session that was begun without it', async () => {
    const agent = await entered();
    await addAuthenticator(agent);
    await database.current.knex.raw('UPDATE account_session SET second_factor = false');
    for (const ask of [
      agent.post('/api/account/totp'),
      agent.delete('/api/account/totp').send({ password: PASSWORD }),
      agent.post('/api/account/recovery-codes').send({ password: PASSWORD }),
    ]) {
      expect((await ask).status).toBe(403);
    }
  });
});

describe('recovery codes', () => {
  it('stand in for the app, once each', async () => {
    const { recoveryCodes } = await addAuthenticator(await entered());
    const [first = '', second = ''] = recoveryCodes;
    const agent = await entered({ code: first.toUpperCase() });
    expect(await account(agent)).toMatchObject({ mustAddSecondFactor: false });
    await enter(open(), { code: first }).expect(401);
    await enter(open(), { code: second.replaceAll('-', '') }).expect(200);
    expect((await agent.get('/api/account')).body.recoveryCodesLeft).toBe(8);
  });

  it("are void once there are new ones, and are nobody else's", async () => {
    const agent = await entered();
    const { recoveryCodes } = await addAuthenticator(agent);
    await agent.post('/api/account/recovery-codes').send({ password: 'not the password' }).expect(403);
    const { body } = await agent.post('/api/account/recovery-codes').send({ password: PASSWORD }).expect(200);
    await enter(open(), { code: recoveryCodes[0] ?? '' }).expect(401);
    await enter(open(), { code: body.recoveryCodes[0] }).expect(200);
    const { rows } = await database.current.knex.raw('SELECT * FROM recovery_code');
    expect(JSON.stringify(rows)).not.toContain(body.recoveryCodes[1]);
  });

  it('are only for who has an app', async () => {
    await (await entered()).post('/api/account/recovery-codes').send({ password: PASSWORD }).expect(409);
  });
});

describe('sessions', () => {
  it("are ended one by one, one's own alone", async () => {
    const agent = await entered();
    const elsewhere = await entered();
    const { body } = await elsewhere.get('/api/account');
    const id = body.sessions.find(({ current }: { current: boolean }) => current).id;
    const other = open();
    await other.post('/api/session').send({ email: OTHER, password: PASSWORD }).expect(200);
    await other.delete(`/api/account/sessions/${id}`).expect(404);
    await agent.delete(`/api/account/sessions/${id}`).expect(204);
    expect(await account(elsewhere)).toBeNull();
    await agent.delete(`/api/account/sessions/${id}`).expect(404);
    await agent.delete('/api/account/sessions/x').expect(404);
  });
});

describe('API tokens', () => {
  const wanted = { name: 'nightly', capabilities: ['view'], expiresInDays: 30 };
  async function staff() {
    const agent = open();
    await agent.post('/api/session').send({ email: OTHER, password: PASSWORD }).expect(200);
    return agent;
  }
  const withToken = (token: string) => open().get('/api/session').set('Authorization', `Bearer ${token}`);

  it('are shown once, work, and end when removed', async () => {
    const agent = await staff();
    const { body } = await agent.post('/api/account/tokens').send(wanted).expect(201);
    const { id, token } = newTokenSchema.parse(body);
    expect((await withToken(token)).body.account).toMatchObject({ email: OTHER, capabilities: ['view'] });
    expect((await agent.get('/api/account')).body.tokens).toMatchObject([
      {
        id,
        name: 'nightly',
        capabilities: ['view'],
        expiresAt: momentOf(access.now() + 30 * 24 * 3_600_000),
        lastUsedOn: momentOf(access.now()).slice(0, 10),
      },
    ]);
    const { rows } = await database.current.knex.raw('SELECT * FROM api_token');
    expect(JSON.stringify(rows)).not.toContain(token);
    await (await entered()).delete(`/api/account/tokens/${id}`).expect(404);
    await agent.delete(`/api/account/tokens/${id}`).expect(204);
    expect((await withToken(token)).body.account).toBeNull();
  });

  it('end with their time, and with the account', async () => {
    const agent = await staff();
    const { body } = await agent
      .post('/api/account/tokens')
      .send({ ...wanted, expiresInDays: 1 })
      .expect(201);
    access.advance(24 * 3_600_000 - 1);
    expect((await withToken(body.token)).body.account).not.toBeNull();
    access.advance(1);
    expect((await withToken(body.token)).body.account).toBeNull();
  });

  it.each([
    [{ capabilities: ['administer'] }, 403],
    [{ capabilities: ['fly'] }, 400],
    [{ capabilities: [] }, 400],
    [{ expiresInDays: 0 }, 400],
    [{ expiresInDays: 366 }, 400],
    [{ name: ' ' }, 400],
  ])('are not made with %o', async (change, status) => {
    await (await staff())
      .post('/api/account/tokens')
      .send({ ...wanted, ...change })
      .expect(status);
  });

  it('are not made before the second factor, nor change an account', async () => {
    await (await entered()).post('/api/account/tokens').send(wanted).expect(403);
    const { body } = await (await staff()).post('/api/account/tokens').send(wanted).expect(201);
    await open()
      .post('/api/account/tokens')
      .set('Authorization', `Bearer ${body.token}`)
      .send(wanted)
      .expect(403);
  });
});

it('all of it is in the audit log, and nothing secret', async () => {
  const agent = await entered();
  const { secret, recoveryCodes } = await addAuthenticator(agent);
  await agent.post('/api/account/tokens').send({ name: 'nightly', capabilities: ['view'], expiresInDays: 1 });
  await agent.delete('/api/account/totp').send({ password: PASSWORD });
  await agent.post('/api/account/password').send({ current: PASSWORD, next: NEXT });
  const events = (await auditOf(database.current, 'account.%')).slice(-4);
  expect(events).toMatchObject([
    { actor: EMAIL, action: 'account.authenticator_added', detail: {} },
    { actor: EMAIL, action: 'account.token_added', detail: { capabilities: 'view', days: 1 } },
    { actor: EMAIL, action: 'account.authenticator_removed', detail: {} },
    { actor: EMAIL, action: 'account.password_changed', detail: { sessionsEnded: 0 } },
  ]);
  for (const secretText of [secret, recoveryCodes[0] ?? '', PASSWORD, NEXT]) {
    expect(JSON.stringify(events)).not.toContain(secretText);
  }
});
