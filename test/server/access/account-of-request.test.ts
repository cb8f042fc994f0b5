import { beforeEach, describe, expect, it } from 'vitest';
import {
  ABSOLUTE_LIMIT_MS,
  accountOfRequest,
  IDLE_LIMIT_MS,
} from '../../../server/access/account-of-request.ts';
import { apiTokenSha256, newToken } from '../../../server/access/request-token.ts';
import { insertSession } from '../../../server/access/session-store.ts';
import { addAccount } from '../../helpers/access.ts';
import { testClock } from '../../helpers/test-clock.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const clock = testClock();
const knex = () => database.current.knex;

beforeEach(() => knex().transaction((trx) => trx.raw('DELETE FROM account')));

async function sessionOf(accountId: number, secondFactor = true, cookieName = 'tracemap_session') {
  const token = await knex().transaction((trx) =>
    insertSession(trx, { accountId, cookieName, secondFactor, device: 'Firefox on Linux' }, clock.now()),
  );
  return { headers: { cookie: `theme=dark; ${cookieName}=${token}; other=1` } };
}

async function tokenOf(accountId: number, capabilities: readonly string[], expiresAt = '2027-01-01') {
  const token = newToken();
  await knex().raw(
    `INSERT INTO api_token (token_sha256, account_id, name, capabilities, expires_at) VALUES (?, ?, 'nightly', ?, ?)`,
    [apiTokenSha256(token), accountId, [...capabilities], expiresAt],
  );
  return { headers: { authorization: `Bearer ${token}` } };
}

const ask = (request: { headers: Record<string, string> }) =>
  accountOfRequest(database.current, request, clock.now);

const statementsWhile = async (work: () => Promise<unknown>): Promise<string[]> => {
  const statements: string[] = [];
  const listen = ({ sql }: { sql: string }) => statements.push(sql);
  const pools = new Set([database.current.knex, database.current.aside]);
  for (const pool of pools) pool.on('query', listen);
  await work();
  for (const pool of pools) pool.off('query', listen);
  return statements;
};

describe('a session', () => {
  it('is known by its cookie, as the same object while nothing changes', async () => {
    const id = await addAccount(database.current, { email: 'a@x.example', role: 'analyst' });
    const request = await sessionOf(id);
    const first = await ask(request);
    expect(first).toMatchObject({
      account: { id, email: 'a@x.example', role: 'analyst', agencyId: null },
      capabilities: ['view', 'records', 'persons', 'define', 'brief', 'dealers'],
      how: 'session',
      mustAddSecondFactor: false,
    });
    const others = await Promise.all(Array.from({ length: 20 }, () => ask(request)));
    expect(others.every((each) => each === first)).toBe(true);
    // What somebody else may do changes: looked up again, since what is kept by it may hold no more.
    await addAccount(database.current, { email: 'b@x.example', role: 'auditor' });
    const again = await ask(request);
    expect(again).toEqual(first);
    expect(again).not.toBe(first);
  });

  it('is one object for all who ask at once for the first time', async () => {
    const request = await sessionOf(
      await addAccount(database.current, { email: 'a@x.example', role: 'auditor' }),
    );
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(request)));
    expect(new Set(answers).size).toBe(1);
  });

  it('costs one statement for all who ask at once', async () => {
    const request = await sessionOf(
      await addAccount(database.current, { email: 'a@x.example', role: 'briefing' }),
    );
    await ask(request);
    const statements = await statementsWhile(() =>
      Promise.all(Array.from({ length: 50 }, () => ask(request))),
    );
    expect(statements).toEqual(['SELECT version FROM access_version']);
  });

  it.each([
    ['no cookie', { headers: {} }],
    ['an empty one', { headers: { cookie: 'tracemap_session=' } }],
    ['a made-up one', { headers: { cookie: `tracemap_session=${newToken()}` } }],
    ['another form', { headers: { cookie: "tracemap_session=' OR true --" } }],
    ['a made-up token', { headers: { authorization: `Bearer ${newToken()}` } }],
    ['another scheme', { headers: { authorization: 'Basic YTpi' } }],
  ])('is nobody with %s', async (_what, request) => {
    expect(await ask(request)).toBeNull();
  });

  it('is not taken from a cookie of another name than it was handed out in', async () => {
    const id = await addAccount(database.current, { email: 'a@x.example', role: 'briefing' });
    const { headers } = await sessionOf(id, false, '__Host-tracemap_session');
    expect(await ask({ headers })).not.toBeNull();
    expect(await ask({ headers: { cookie: headers.cookie.replace('__Host-', '') } })).toBeNull();
  });

  it('may do nothing where the role sees records and there is no second factor', async () => {
    const id = await addAccount(database.current, { email: 'a@x.example', role: 'steward' });
    expect(await ask(await sessionOf(id, false))).toMatchObject({
      capabilities: [],
      mustAddSecondFactor: true,
    });
    const demo = await addAccount(database.current, { email: 'd@x.example', role: 'steward', demo: true });
    expect(await ask(await sessionOf(demo, false))).toMatchObject({ mustAddSecondFactor: false });
    const mayor = await addAccount(database.current, { email: 'm@x.example', role: 'briefing' });
    expect(await ask(await sessionOf(mayor, false))).toMatchObject({ capabilities: ['view', 'brief'] });
  });

  it('ends the moment it is deleted, the account is disabled, or its role is another', async () => {
    const id = await addAccount(database.current, { email: 'a@x.example', role: 'analyst' });
    const request = await sessionOf(id);
    const first = await ask(request);
    await knex().raw(`UPDATE account SET role = 'briefing' WHERE id = ?`, [id]);
    const second = await ask(request);
    expect(second).not.toBe(first);
    expect(second?.capabilities).toEqual(['view', 'brief']);
    await knex().raw('UPDATE account SET disabled_at = now() WHERE id = ?', [id]);
    expect(await ask(request)).toBeNull();
    await knex().raw('UPDATE account SET disabled_at = NULL WHERE id = ?', [id]);
    expect(await ask(request)).not.toBeNull();
    await knex().raw('DELETE FROM account_session');
    expect(await ask(request)).toBeNull();
  });

  it('counts with a second factor as soon as it has one', async () => {
    const request = await sessionOf(
      await addAccount(database.current, { email: 'a@x.example', role: 'analyst' }),
      false,
    );
    expect(await ask(request)).toMatchObject({ mustAddSecondFactor: true });
    await knex().raw('UPDATE account_session SET second_factor = true');
    expect(await ask(request)).toMatchObject({ mustAddSecondFactor: false });
  });
});

describe('the time of a session', () => {
  it('ends 30 minutes after its last use, and 12 hours after its begin', async () => {
    const id = await addAccount(database.current, { email: 'a@x.example', role: 'briefing' });
    const request = await sessionOf(id);
    clock.advance(IDLE_LIMIT_MS - 1);
    expect(await ask(request)).not.toBeNull();
    clock.advance(IDLE_LIMIT_MS);
    expect(await ask(request)).toBeNull();

    const busy = await sessionOf(id);
    for (let spent = 0; spent < ABSOLUTE_LIMIT_MS - 60_000; spent += 20 * 60_000) {
      expect(await ask(busy)).not.toBeNull();
      clock.advance(20 * 60_000);
    }
    expect(await ask(busy)).toBeNull();
  });

  it('goes on where another server saw it', async () => {
    const request = await sessionOf(
      await addAccount(database.current, { email: 'a@x.example', role: 'briefing' }),
    );
    expect(await ask(request)).not.toBeNull();
    clock.advance(IDLE_LIMIT_MS + 1);
    await knex().raw('UPDATE account_session SET last_seen_at = to_timestamp(?::float8)', [
      clock.now() / 1000 - 60,
    ]);
    expect(await ask(request)).not.toBeNull();
  });

  it('is written down once a minute', async () => {
    const request = await sessionOf(
      await addAccount(database.current, { email: 'a@x.example', role: 'briefing' }),
    );
    await ask(request);
    const writes = async (work: () => Promise<unknown>) =>
      (await statementsWhile(work)).filter((sql) => sql.startsWith('UPDATE'));
    clock.advance(59_000);
    expect(await writes(() => ask(request))).toEqual([]);
    clock.advance(1_000);
    expect(await writes(() => Promise.all([ask(request), ask(request)]))).toHaveLength(1);
  });

  it('is not prolonged by a page that only looks whether anything is new', async () => {
    const request = await sessionOf(
      await addAccount(database.current, { email: 'a@x.example', role: 'briefing' }),
    );
    const background = { headers: { ...request.headers, 'tracemap-background': '1' } };
    for (let minute = 0; minute < 30; minute += 1) {
      expect(await ask(background)).not.toBeNull();
      clock.advance(60_000);
    }
    expect(await ask(background)).toBeNull();
  });
});

describe('an API token', () => {
  it('may do what it was given of what the role may, without a second factor', async () => {
    const id = await addAccount(database.current, { email: 'a@x.example', role: 'analyst' });
    const request = await tokenOf(id, ['records', 'administer']);
    expect(await ask(request)).toMatchObject({
      capabilities: ['records', 'dealers'],
      how: 'token',
      sessionId: null,
      mustAddSecondFactor: false,
    });
    await knex().raw(`UPDATE account SET role = 'briefing' WHERE id = ?`, [id]);
    expect(await ask(request)).toMatchObject({ capabilities: [] });
  });

  it('is nobody once it has expired, and while the account is disabled', async () => {
    const id = await addAccount(database.current, { email: 'a@x.example', role: 'briefing' });
    const expiring = await tokenOf(id, ['view'], new Date(clock.now() + 60_000).toISOString());
    expect(await ask(expiring)).not.toBeNull();
    clock.advance(60_000);
    expect(await ask(expiring)).toBeNull();
    const other = await tokenOf(id, ['view'], '2028-01-01');
    expect(await ask(other)).not.toBeNull();
    await knex().raw('UPDATE account SET disabled_at = now()');
    expect(await ask(other)).toBeNull();
  });
});
