import { createHash, generateKeyPairSync } from 'node:crypto';
import { generateSync } from 'otplib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOwnAccountRoutes } from '../../../server/access/own-account-routes.ts';
import { createSessionRoutes } from '../../../server/access/session-routes.ts';
import { createSingleSignOnRoutes } from '../../../server/access/single-sign-on-routes.ts';
import type { TestAccess } from '../../helpers/access.ts';
import { addAccount, auditOf, browser, PASSWORD, testAccess } from '../../helpers/access.ts';
import type { HostileProvider, RealProvider } from '../../helpers/identity-provider.ts';
import { CLIENT, startHostileProvider, startRealProvider } from '../../helpers/identity-provider.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const PUBLIC_URL = 'http://tracemap.region.example';
const CALLBACK = `${PUBLIC_URL}/api/session/oidc/callback`;
/** What browsers accept where a link leads. */
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const PERSON = {
  sub: '4711',
  email: 'Marlowe@region.example',
  email_verified: true,
  name: 'Ph. Marlowe',
  tracemap_role: 'analyst',
  tracemap_agency: 'BPD',
};

beforeEach(async () => {
  for (const table of ['account', 'single_sign_on', 'agency', 'sign_in_failure']) {
    await database.current.knex.raw('DELETE FROM ??', [table]);
  }
  await database.current.knex.raw(
    `INSERT INTO agency (code, name, state_code) VALUES ('BPD', 'Baltimore', 'MD'), ('NPD', 'Newark', 'NJ')`,
  );
});

const accessFor = (issuer: string, more: NodeJS.ProcessEnv = {}): TestAccess =>
  testAccess(database.current, {
    PUBLIC_URL,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_NAME: 'Region Login',
    ...more,
  });
const open = (access: TestAccess) =>
  browser(createSessionRoutes(access), createSingleSignOnRoutes(access), createOwnAccountRoutes(access));
type Browser = ReturnType<typeof open>;

/** Sends the browser on its way and gives where to. */
async function begin(agent: Browser): Promise<URL> {
  const { headers } = await agent.get('/api/session/oidc').redirects(0).expect(303);
  return new URL(String(headers.location));
}
const comeBack = (agent: Browser, address: string) => agent.get(address.replace(PUBLIC_URL, '')).redirects(0);
const account = async (agent: Browser) => (await agent.get('/api/session')).body.account;

describe('at a real identity provider', () => {
  let provider: RealProvider;
  beforeAll(async () => {
    provider = await startRealProvider(CALLBACK);
  });
  afterAll(() => provider.stop());
  beforeEach(() => {
    provider.person = PERSON;
  });

  const access = (more?: NodeJS.ProcessEnv) => accessFor(provider.issuer, more);
  async function enter(agent: Browser) {
    return comeBack(agent, await provider.visit((await begin(agent)).href));
  }

  it('is offered by name', async () => {
    expect((await open(access()).get('/api/session')).body).toMatchObject({ singleSignOn: 'Region Login' });
  });

  it('goes there with a challenge, a state and a nonce, known to this browser alone', async () => {
    const answer = await open(access()).get('/api/session/oidc').redirects(0).expect(303);
    const { origin, searchParams } = new URL(String(answer.headers.location));
    expect(origin).toBe(provider.issuer);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      client_id: CLIENT.id,
      redirect_uri: CALLBACK,
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid email profile',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(searchParams.get(name)?.length, name).toBeGreaterThan(40);
    }
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^tracemap_oidc=[\w-]{43}; Max-Age=600; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    );
  });

  it('makes an account with role and agency from the claims, and enters', async () => {
    const agent = open(access());
    const entered = await enter(agent);
    expect(entered.status).toBe(303);
    expect(entered.headers.location).toBe('/');
    expect(await account(agent)).toMatchObject({
      email: 'marlowe@region.example',
      name: 'Ph. Marlowe',
      role: 'analyst',
      agency: { code: 'BPD', name: 'Baltimore' },
      mustAddSecondFactor: true,
    });
    expect((await auditOf(database.current, '%')).slice(-2)).toEqual([
      { actor: 'marlowe@region.example', action: 'account.added', detail: { role: 'analyst' } },
      {
        actor: 'marlowe@region.example',
        action: 'session.started',
        detail: { method: 'single sign-on', device: 'Unknown program' },
      },
    ]);
    // There is no password to sign in with.
    await agent.post('/api/session').send({ email: PERSON.email, password: '' }).expect(401);
  });

  it('knows the person again by their subject, and follows role and agency', async () => {
    await enter(open(access()));
    provider.person = {
      ...PERSON,
      email: 'new@region.example',
      tracemap_role: ['steward'],
      tracemap_agency: 'NPD',
    };
    const agent = open(access());
    await enter(agent);
    expect(await account(agent)).toMatchObject({
      email: 'marlowe@region.example',
      role: 'steward',
      agency: { code: 'NPD' },
    });
    const { rows } = await database.current.knex.raw('SELECT count(*) AS count FROM account');
    expect(rows).toEqual([{ count: 1 }]);
    expect((await auditOf(database.current, 'account.changed')).at(-1)).toMatchObject({
      detail: { from: 'analyst', to: 'steward' },
    });
  });

  it.each([[['pwd', 'mfa']], [['otp']], [['hwk', 'user']]])('takes %j for a second factor', async (amr) => {
    provider.person = { ...PERSON, amr };
    const agent = open(access());
    await enter(agent);
    expect(await account(agent)).toMatchObject({ mustAddSecondFactor: false });
  });

  it('takes its sign-ins for ones with a second factor where that is set', async () => {
    const agent = open(access({ OIDC_TRUST_MFA: 'on' }));
    await enter(agent);
    expect(await account(agent)).toMatchObject({ mustAddSecondFactor: false });
  });

  it.each([
    ['no role', { tracemap_role: undefined }, /gives you no role here.* "tracemap_role" must name one of/],
    ['an unknown role', { tracemap_role: 'root' }, /gives you no role here/],
    ['several roles', { tracemap_role: ['analyst', 'steward'] }, /gives you several roles here/],
    ['no agency', { tracemap_agency: undefined }, /no agency that is known here/],
    ['an unknown agency', { tracemap_agency: 'XPD' }, /no agency that is known here/],
    ['no address', { email: undefined }, /no confirmed e-mail address/],
    ['an address that is not confirmed', { email_verified: false }, /no confirmed e-mail address/],
  ])('says what is wrong with %s', async (_what, change, message) => {
    provider.person = { ...PERSON, ...change };
    const agent = open(access());
    const { status, body } = await enter(agent);
    expect(status).toBe(403);
    expect(body.detail).toMatch(message);
    expect(await account(agent)).toBeNull();
    const { rows } = await database.current.knex.raw('SELECT 1 FROM account');
    expect(rows).toEqual([]);
  });

  it('reads the claims that are set', async () => {
    provider.person = { ...PERSON, groups: ['staff', 'administrator'] };
    const agent = open(access({ OIDC_ROLE_CLAIM: 'groups' }));
    await enter(agent);
    expect(await account(agent)).toMatchObject({ role: 'administrator', agency: null });
  });

  it('does not take over an account of the same address', async () => {
    await addAccount(database.current, { email: 'marlowe@region.example', role: 'administrator' });
    const { status, body } = await enter(open(access()));
    expect(status).toBe(403);
    expect(body.detail).toMatch(/signs in by password/);
  });

  it('does not let in who is disabled here', async () => {
    await enter(open(access()));
    await database.current.knex.raw('UPDATE account SET disabled_at = now()');
    const agent = open(access());
    const { status, body } = await enter(agent);
    expect(status).toBe(403);
    expect(body.detail).toMatch(/disabled/);
    expect(await account(agent)).toBeNull();
  });

  it('leads a browser to the page, which says it where one signs in, for a minute', async () => {
    provider.person = { ...PERSON, tracemap_role: 'root' };
    const agent = open(access());
    const address = await provider.visit((await begin(agent)).href);
    const answer = await comeBack(agent, address).set('Accept', BROWSER).expect(303);
    expect(answer.headers.location).toBe('/');
    expect(String(answer.headers['set-cookie'])).toMatch(
      /tracemap_sign_in_notice=[\w-]+; Max-Age=60; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    );
    expect((await agent.get('/api/session')).body.notice).toMatch(
      /^The identity provider gives you no role here\./,
    );
    expect((await open(access()).get('/api/session')).body.notice).toBeNull();
  });

  it('asks for the code of an app that was added here, where the provider asked for none', async () => {
    const context = access();
    const first = open(context);
    await enter(first);
    const { secret } = (await first.post('/api/account/totp').expect(200)).body;
    const code = () => generateSync({ secret, epoch: context.now() / 1000 });
    await first.post('/api/account/totp/confirm').send({ code: code() }).expect(200);
    context.advance(30_000);
    const agent = open(context);
    await enter(agent);
    expect(await account(agent)).toMatchObject({ mustAddSecondFactor: true });
    expect((await agent.get('/api/account')).body.totp).toBe(true);
    // Another app in its place is no way around it.
    await agent.post('/api/account/totp').expect(403);
    const wrong = await agent.post('/api/account/totp/confirm').send({ code: '000000' }).expect(401);
    expect(wrong.body).toMatchObject({ secondFactor: true });
    const right = await agent.post('/api/account/totp/confirm').send({ code: code() }).expect(200);
    expect(right.body).toEqual({ recoveryCodes: [] });
    expect(await account(agent)).toMatchObject({ mustAddSecondFactor: false });
    for (let failure = 0; failure < 4; failure += 1) {
      await agent.post('/api/account/totp/confirm').send({ code: '000000' }).expect(401);
    }
    await agent.post('/api/account/totp/confirm').send({ code: code() }).expect(429);
  });

  it('ends a session that the browser came with', async () => {
    await addAccount(database.current, { email: 'other@region.example', role: 'briefing' });
    const agent = open(access());
    const first = await agent
      .post('/api/session')
      .send({ email: 'other@region.example', password: PASSWORD });
    const planted = String(first.headers['set-cookie']).split(';')[0] ?? '';
    await enter(agent);
    expect(await account(agent)).toMatchObject({ email: 'marlowe@region.example' });
    expect((await open(access()).get('/api/session').set('Cookie', planted)).body.account).toBeNull();
  });

  it('takes an answer once', async () => {
    const agent = open(access());
    const address = await provider.visit((await begin(agent)).href);
    await comeBack(agent, address).expect(303);
    // The cookie of the way is gone, and so is what it was checked against.
    await comeBack(agent, address).expect(400);
  });

  it('takes an answer only in the browser it was begun in, and in its time', async () => {
    const context = access();
    const attacker = open(context);
    const address = await provider.visit((await begin(attacker)).href);
    const victim = open(context);
    await begin(victim);
    await comeBack(victim, address).expect(400);
    expect(await account(victim)).toBeNull();
    const late = open(context);
    const back = await provider.visit((await begin(late)).href);
    context.advance(10 * 60_000);
    await comeBack(late, back).expect(400);
  });

  it('is nothing where no provider is set', async () => {
    const agent = open(testAccess(database.current));
    await agent.get('/api/session/oidc').expect(404);
    await agent.get('/api/session/oidc/callback?code=x&state=y').expect(404);
  });

  it.each([
    ['no provider is set', {}, /^Single sign-on is not set up here\. Sign in with your email/],
    [
      'it cannot be reached',
      { OIDC_ISSUER: 'http://127.0.0.1:9' },
      /^The identity provider at 127\.0\.0\.1:9 does not/,
    ],
  ])('leads a browser to the page where %s', async (_what, environment, notice) => {
    const agent = open(
      'OIDC_ISSUER' in environment ? accessFor(environment.OIDC_ISSUER) : testAccess(database.current),
    );
    const { headers } = await agent.get('/api/session/oidc').set('Accept', BROWSER).redirects(0).expect(303);
    expect(headers.location).toBe('/');
    expect((await agent.get('/api/session')).body.notice).toMatch(notice);
  });

  it('tells nothing by a cookie that it did not make', async () => {
    for (const value of ['%3Cscript%3E', 'a'.repeat(2_001), '"', '']) {
      const cookie = `tracemap_sign_in_notice=${value}`;
      const { body } = await open(access()).get('/api/session').set('Cookie', cookie).expect(200);
      expect(body.notice, value).toBeNull();
    }
  });
});

describe('at an identity provider that lies', () => {
  let provider: HostileProvider;
  beforeEach(async () => {
    provider = await startHostileProvider();
    return () => provider.stop();
  });

  const honest = (nonce: string) => ({
    ...PERSON,
    iss: provider.issuer,
    aud: CLIENT.id,
    nonce,
    iat: Math.floor(Date.now() / 1000),
    exp: Math.floor(Date.now() / 1000) + 300,
  });

  async function enter(
    idToken: (nonce: string) => HostileProvider['idToken'],
    change: Record<string, string> = {},
  ) {
    const agent = open(accessFor(provider.issuer));
    const { searchParams } = await begin(agent);
    provider.idToken = idToken(searchParams.get('nonce') ?? '');
    const query = new URLSearchParams({ code: 'c', state: searchParams.get('state') ?? '', ...change });
    const answer = await comeBack(agent, `${CALLBACK}?${query}`);
    return { answer, agent, challenge: searchParams.get('code_challenge') };
  }

  it('lets in by an honest answer, proving that it is who began', async () => {
    const { answer, agent, challenge } = await enter((nonce) => (sign) => sign(honest(nonce)));
    expect(answer.status).toBe(303);
    expect(await account(agent)).toMatchObject({ role: 'analyst' });
    const verifier = provider.asked[0]?.get('code_verifier') ?? '';
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(challenge);
  });

  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  it.each<[string, (nonce: string) => HostileProvider['idToken']]>([
    ['no signature (alg none)', (nonce) => (sign) => sign(honest(nonce), { alg: 'none' })],
    ['the signature of a stranger', (nonce) => (sign) => sign(honest(nonce), {}, stranger)],
    ['another issuer', (nonce) => (sign) => sign({ ...honest(nonce), iss: 'https://evil.example' })],
    ['another audience', (nonce) => (sign) => sign({ ...honest(nonce), aud: 'another' })],
    ['another nonce', (nonce) => (sign) => sign({ ...honest(nonce), nonce: 'another' })],
    ['no nonce', (nonce) => (sign) => sign({ ...honest(nonce), nonce: undefined })],
    [
      'a time that is over',
      (nonce) => (sign) => sign({ ...honest(nonce), exp: Math.floor(Date.now() / 1000) - 600 }),
    ],
    ['no ID token at all', () => () => ''],
  ])('is refused with %s', async (_what, idToken) => {
    const { answer, agent } = await enter(idToken);
    expect(answer.status).toBe(401);
    expect(answer.body.detail).toMatch(
      /^The identity provider did not let you in, or its answer is not to be trusted/,
    );
    expect(answer.headers['set-cookie']?.[0]).not.toMatch(/tracemap_session/);
    expect(await account(agent)).toBeNull();
    expect((await auditOf(database.current, 'session.failed')).at(-1)).toEqual({
      actor: 'unknown',
      action: 'session.failed',
      detail: { reason: 'single sign-on: answer' },
    });
  });

  it('is refused without a signature even where it says that it makes none', async () => {
    provider.metadata = { id_token_signing_alg_values_supported: ['none', 'RS256'] };
    const { answer } = await enter((nonce) => (sign) => sign(honest(nonce), { alg: 'none' }));
    expect(answer.status).toBe(401);
  });

  it.each([
    ["another issuer's answer", { iss: 'https://evil.example' }, 401],
    ['an error', { error: 'access_denied' }, 401],
    ['another state', { state: 'another' }, 400],
    ['no state', { state: '' }, 400],
  ])('is refused with %s', async (_what, change, status) => {
    const { answer } = await enter((nonce) => (sign) => sign(honest(nonce)), change);
    expect(answer.status).toBe(status);
  });

  it('is not gone to where it says it is another', async () => {
    provider.metadata = { issuer: 'https://evil.example' };
    const { status, body } = await open(accessFor(provider.issuer)).get('/api/session/oidc').redirects(0);
    expect(status).toBe(502);
    expect(body.detail).toMatch(/^The identity provider at 127\.0\.0\.1:\d+ does not answer as it should\./);
  });
});
