import request from 'supertest';
import { beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createAccountsRoutes } from '../../../server/access/accounts-routes.ts';
import { sessionCookieName } from '../../../server/access/request-token.ts';
import { insertSession } from '../../../server/access/session-store.ts';
import { selectRows } from '../../../server/database/connection.ts';
import { createTiles } from '../../../server/tiles/tile-routes.ts';
import { createRecoveriesRoutes } from '../../../server/traces/recoveries-routes.ts';
import { addAccount, cookieOf, testAccess } from '../../helpers/access.ts';
import { insertRecords } from '../../helpers/records.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let staff = '';
let admin = '';
let without = '';

beforeAll(async () => {
  await insertRecords(database.current, { agencies: ['BPD'] });
  staff = await cookieOf(database.current, { email: 'staff@bpd.example', role: 'briefing', agency: 'BPD' });
  admin = await cookieOf(database.current, { email: 'admin@region.example', role: 'administrator' });
  const accountId = await addAccount(database.current, {
    email: 'new@bpd.example',
    role: 'analyst',
    agency: 'BPD',
  });
  const token = await database.current.knex.transaction((trx) =>
    insertSession(
      trx,
      { accountId, cookieName: sessionCookieName(false), secondFactor: false, device: 'Test' },
      Date.now(),
    ),
  );
  without = `${sessionCookieName(false)}=${token}`;
});

async function ask(path: string, cookie: string): Promise<number> {
  const app = routeApp(
    createTiles(database.current).routes,
    createAccountsRoutes(testAccess(database.current)),
    createRecoveriesRoutes(database.current),
  );
  return (await request(app).get(path).set('Cookie', cookie)).status;
}

const row = z.object({
  actor: z.string(),
  agency: z.string().nullable(),
  subject: z.string(),
  detail: z.record(z.string(), z.string()),
});
const refusals = () =>
  selectRows(
    database.current.knex,
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
