import { beforeEach, describe, expect, it } from 'vitest';
import { createOwnAccountRoutes } from '../../../server/access/own-account-routes.ts';
import { createPasskeyRoutes } from '../../../server/access/passkey-routes.ts';
import { createSessionRoutes } from '../../../server/access/session-routes.ts';
import type { TestAccess } from '../../helpers/access.ts';
import { addAccount, auditOf, browser, PASSWORD, testAccess } from '../../helpers/access.ts';
import type { Ceremony, Departure } from '../../helpers/software-authenticator.ts';
import { softwareAuthenticator } from '../../helpers/software-authenticator.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const EMAIL = 'marlowe@region.example';
const ORIGIN = 'http://tracemap.region.example';
let access: TestAccess;
let accountId: number;

beforeEach(async () => {
  // Without encryption, so that the cookie comes through here.
  access = testAccess(database.current, { PUBLIC_URL: ORIGIN });
  for (const table of ['account', 'sign_in_failure', 'passkey_challenge']) {
    await database.current.knex.raw('DELETE FROM ??', [table]);
  }
  accountId = await addAccount(database.current, { email: EMAIL, role: 'analyst' });
  await addAccount(database.current, { email: 'other@region.example', role: 'briefing' });
});

const open = () =>
  browser(createSessionRoutes(access), createPasskeyRoutes(access), createOwnAccountRoutes(access));
type Browser = ReturnType<typeof open>;
type Authenticator = ReturnType<typeof softwareAuthenticator>;

async function entered(email = EMAIL): Promise<Browser> {
  const agent = open();
  await agent.post('/api/session').send({ email, password: PASSWORD }).expect(200);
  return agent;
}

async function ceremonyFor(agent: Browser, path: string, change: Partial<Ceremony> = {}): Promise<Ceremony> {
  const { body } = await agent.post(`${path}/options`).expect(200);
  return { challenge: body.challenge, origin: ORIGIN, rpId: 'tracemap.region.example', ...change };
}

async function add(
  agent: Browser,
  authenticator: Authenticator,
  change: Partial<Ceremony> = {},
  departure: Departure = {},
) {
  const ceremony = await ceremonyFor(agent, '/api/account/passkeys', change);
  return agent
    .post('/api/account/passkeys')
    .send({ name: 'Phone', response: authenticator.create(ceremony, departure) });
}

async function enter(
  authenticator: Authenticator,
  change: Partial<Ceremony> = {},
  departure: Departure = {},
  agent = open(),
) {
  const ceremony = await ceremonyFor(agent, '/api/session/passkey', change);
  return agent.post('/api/session/passkey').send({ response: authenticator.get(ceremony, departure) });
}

describe('adding a passkey', () => {
  it('opens what the role needs it for, in this session alone', async () => {
    const agent = await entered();
    const elsewhere = await entered();
    const authenticator = softwareAuthenticator();
    expect((await add(agent, authenticator)).status).toBe(201);
    expect((await agent.get('/api/session')).body.account).toMatchObject({ mustAddSecondFactor: false });
    expect((await elsewhere.get('/api/session')).body.account).toBeNull();
    const { body } = await agent.get('/api/account');
    expect(body.passkeys).toMatchObject([{ name: 'Phone' }]);
    expect((await auditOf(database.current, 'account.%')).at(-1)).toEqual({
      actor: EMAIL,
      action: 'account.passkey_added',
      detail: { passkey: body.passkeys[0].id },
    });
  });

  it('asks the browser for a checked user, for this host, without what is known already', async () => {
    const agent = await entered();
    const authenticator = softwareAuthenticator();
    await add(agent, authenticator);
    const { body } = await agent.post('/api/account/passkeys/options').expect(200);
    expect(body).toMatchObject({
      rp: { id: 'tracemap.region.example', name: 'Tracemap' },
      user: { name: EMAIL },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [{ id: authenticator.credentialId }],
    });
  });

  it.each([
    ["another site's page", { origin: 'https://tracemap.region.example.evil.example' }, {}],
    ['another host', { rpId: 'region.example' }, {}],
    ['a challenge of its own', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }, {}],
    ['a user who was not checked', {}, { unverified: true }],
    ['the answer to another question', {}, { type: 'webauthn.get' }],
    ["a maker's certificate, which would have to be asked about", {}, { format: 'fido-u2f' }],
  ])('is refused with %s', async (_what, change, departure) => {
    const agent = await entered();
    expect((await add(agent, softwareAuthenticator(), change, departure)).status).toBe(400);
    expect((await agent.get('/api/session')).body.account.mustAddSecondFactor).toBe(true);
  });

  it('takes a challenge once, of its own account, in its time', async () => {
    const agent = await entered();
    const ceremony = await ceremonyFor(agent, '/api/account/passkeys');
    const send = (from: Browser, used: Ceremony) =>
      from
        .post('/api/account/passkeys')
        .send({ name: 'Phone', response: softwareAuthenticator().create(used) });
    const other = await entered('other@region.example');
    await send(other, ceremony).expect(400);
    await send(agent, ceremony).expect(201);
    await send(agent, ceremony).expect(400);
    const late = await ceremonyFor(agent, '/api/account/passkeys');
    access.advance(5 * 60_000);
    await send(agent, late).expect(400);
    await send(agent, await ceremonyFor(open(), '/api/session/passkey')).expect(400);
  });

  it('is not for a session that was begun without the second factor the account has', async () => {
    const agent = await entered();
    await add(agent, softwareAuthenticator());
    const stolen = await entered();
    await stolen.post('/api/account/passkeys/options').expect(403);
    const ceremony = await ceremonyFor(agent, '/api/account/passkeys');
    await stolen
      .post('/api/account/passkeys')
      .send({ name: 'Mine', response: softwareAuthenticator().create(ceremony) })
      .expect(403);
    await stolen.post('/api/account/totp').expect(403);
  });

  it("does not take one that is somebody else's", async () => {
    const authenticator = softwareAuthenticator();
    await add(await entered(), authenticator);
    expect((await add(await entered('other@region.example'), authenticator)).status).toBe(409);
  });
});

describe('signing in with a passkey', () => {
  async function known(): Promise<Authenticator> {
    const authenticator = softwareAuthenticator();
    await add(await entered(), authenticator);
    return authenticator;
  }

  it('counts as with a second factor', async () => {
    const agent = open();
    const { status, body } = await enter(await known(), {}, { userHandle: `account-${accountId}` }, agent);
    expect(status).toBe(200);
    expect(body.account).toMatchObject({ email: EMAIL, mustAddSecondFactor: false });
    expect((await agent.get('/api/session')).body).toEqual(body);
    expect((await auditOf(database.current, 'session.started')).at(-1)).toMatchObject({
      actor: EMAIL,
      detail: { method: 'passkey' },
    });
  });

  it.each([
    ["another site's page", { origin: 'https://evil.example' }, {}],
    ['another host', { rpId: 'evil.example' }, {}],
    ['a challenge of its own', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }, {}],
    ['a user who was not checked', {}, { unverified: true }],
    ['a forged signature', {}, { forged: true }],
    ['a copy, whose counter is behind', {}, { counter: 0 }],
    ['the answer to another question', {}, { type: 'webauthn.create' }],
    ["another account's handle", {}, { userHandle: 'account-1000000' }],
  ])('is refused with %s', async (_what, change, departure) => {
    const authenticator = await known();
    await enter(authenticator);
    const { status, body, headers } = await enter(authenticator, change, departure);
    expect(status).toBe(401);
    expect(body.detail).toBe('The passkey was not accepted. Try again, or sign in with your password.');
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('is refused with one that nobody has, or whose account is disabled', async () => {
    expect((await enter(softwareAuthenticator())).status).toBe(401);
    expect((await auditOf(database.current, 'session.failed')).at(-1)).toEqual({
      actor: 'unknown',
      action: 'session.failed',
      detail: { reason: 'passkey' },
    });
    const authenticator = await known();
    await database.current.knex.raw('UPDATE account SET disabled_at = now()');
    expect((await enter(authenticator)).status).toBe(401);
  });

  it('takes an answer once', async () => {
    const authenticator = await known();
    const agent = open();
    const answer = authenticator.get(await ceremonyFor(agent, '/api/session/passkey'));
    const send = () => open().post('/api/session/passkey').send({ response: answer });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
  });

  it.each([undefined, {}, { response: { id: 'x' } }, { response: 'x' }])('is a 400 with %o', async (body) => {
    await open().post('/api/session/passkey').send(body).expect(400);
  });
});

describe('removing a passkey', () => {
  it('is for its owner alone, and takes the second factor away', async () => {
    const agent = await entered();
    const authenticator = softwareAuthenticator();
    const { body } = await add(agent, authenticator);
    await (await entered('other@region.example')).delete(`/api/account/passkeys/${body.id}`).expect(404);
    await (await entered()).delete(`/api/account/passkeys/${body.id}`).expect(403);
    await agent.delete(`/api/account/passkeys/${body.id}`).expect(204);
    expect((await agent.get('/api/session')).body.account.mustAddSecondFactor).toBe(true);
    expect((await enter(authenticator)).status).toBe(401);
  });
});

describe('the site of passkeys', () => {
  it('is this machine by name where no address is set, and no other', async () => {
    access = testAccess(database.current);
    const ask = (host: string) => open().post('/api/session/passkey/options').set('Host', host);
    expect((await ask('localhost:3000').expect(200)).body.rpId).toBe('localhost');
    for (const host of ['127.0.0.1:3000', 'tracemap.region.example', 'a b']) await ask(host).expect(409);
  });
});
