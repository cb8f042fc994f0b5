import request from 'supertest';
import { beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { sessionCookieName } from '../../../server/access/request-token.ts';
import { insertSession } from '../../../server/access/session-store.ts';
import { selectRows } from '../../../server/database/connection.ts';
import { addAccount, cookieOf } from '../../helpers/access.ts';
import { insertRecords } from '../../helpers/records.ts';
import { useTestServer } from '../../helpers/server.ts';

const server = useTestServer([], { signedIn: false });
let staff = '';
let steward = '';
let admin = '';
let without = '';

beforeAll(async () => {
  const { database } = server;
  await insertRecords(database, { agencies: ['BPD'] });
  steward = await cookieOf(database, { email: 'steward@bpd.example', role: 'steward', agency: 'BPD' });
  staff = await cookieOf(database, { email: 'staff@bpd.example', role: 'briefing', agency: 'BPD' });
  admin = await cookieOf(database, { email: 'admin@region.example', role: 'administrator' });
  const accountId = await addAccount(database, {
    email: 'new@bpd.example',
    role: 'analyst',
    agency: 'BPD',
  });
  const token = await database.knex.transaction((trx) =>
    insertSession(
      trx,
      { accountId, cookieName: sessionCookieName(false), secondFactor: false, device: 'Test' },
      Date.now(),
    ),
  );
  without = `${sessionCookieName(false)}=${token}`;
});

async function ask(path: string, cookie: string): Promise<number> {
  return (await request(server.url).get(path).set('Cookie', cookie)).status;
}

async function send(path: string, cookie: string, body: object, headers = {}): Promise<number> {
  const asked = request(server.url).post(path).set('Cookie', cookie).set(headers);
  return (await asked.send(body)).status;
}

const row = z.object({
  actor: z.string(),
  agency: z.string().nullable(),
  subject: z.string(),
  detail: z.record(z.string(), z.string()),
});
const refusals = () =>
  selectRows(
    server.database.knex,
    row,
    `SELECT e.actor, a.code AS agency, e.subject, e.detail FROM audit_event e LEFT JOIN agency a ON a.id = e.agency_id
     WHERE e.action = 'access.refused' ORDER BY e.position`,
  );

it('tells the audit log who was refused what, once, and nothing of what was asked for there', async () => {
  expect(await ask('/api/recoveries', '')).toBe(401);
  // Has not said yet by a second factor who it is.
  expect(await ask('/api/recoveries', without)).toBe(403);
  expect(await ask('/api/accounts', without)).toBe(403);
  for (const [path, cookie] of [
    ['/api/recoveries?manufacturer=KNOX', staff],
    ['/api/recoveries?manufacturer=ACME', staff],
    ['/api/recoveries/42', staff],
    ['/tiles/dealers.json?q=x', staff],
    ['/api/accounts', staff],
    ['/api/recoveries', admin],
    [`/api/recoveries/${'9'.repeat(300)}`, admin],
  ] as const) {
    expect([path, await ask(path, cookie)]).toEqual([path, 403]);
  }
  expect(await ask('/api/accounts', admin)).toBe(200);
  const ofStaff = { actor: 'staff@bpd.example', agency: 'BPD', detail: {} };
  const ofAdmin = { actor: 'admin@region.example', agency: null, detail: {} };
  await vi.waitFor(
    async () =>
      expect(await refusals()).toEqual([
        { ...ofStaff, subject: 'GET /api/recoveries' },
        { ...ofStaff, subject: 'GET /api/recoveries/42' },
        { ...ofStaff, subject: 'GET /tiles/dealers.json' },
        { ...ofStaff, subject: 'GET /api/accounts' },
        { ...ofAdmin, subject: 'GET /api/recoveries' },
        { ...ofAdmin, subject: `GET /api/recoveries/${'9'.repeat(184)}` },
      ]),
    { timeout: 10_000, interval: 250 },
  );
});

it('tells it in the same way of what a service refuses, and of nothing that asks to try again', async () => {
  const before = (await refusals()).length;
  const account = { email: 'new@region.example', name: 'New', role: 'administrator', agency: null };
  const token = { name: 'Script', capabilities: ['administer'], expiresInDays: 1 };
  // A page of another site, and a wrong password: the person asked for neither.
  const elsewhere = { Origin: 'https://evil.example' };
  expect(await send('/api/accounts', steward, account, elsewhere)).toBe(403);
  expect(
    await send('/api/account/password', steward, { current: 'wrong', next: 'eight lamps over water' }),
  ).toBe(403);
  expect(await send('/api/account/tokens', without, token)).toBe(403);
  // The roles may keep accounts and make tokens; not these.
  expect(await send('/api/accounts', steward, account)).toBe(403);
  expect(await send('/api/account/tokens', steward, token)).toBe(403);
  await vi.waitFor(
    async () =>
      expect((await refusals()).slice(before).map(({ actor, subject }) => [actor, subject])).toEqual([
        ['steward@bpd.example', 'POST /api/accounts'],
        ['steward@bpd.example', 'POST /api/account/tokens'],
      ]),
    { timeout: 10_000, interval: 250 },
  );
});
