import request from 'supertest';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Role } from '../../../domain/access.ts';
import type { JoinState } from '../../../domain/join-states.ts';
import type { Join } from '../../../domain/joins.ts';
import { joinDetailSchema, joinsSchema, joinThresholdsSchema } from '../../../domain/joins.ts';
import { apiTokenSha256 } from '../../../server/access/request-token.ts';
import { selectRows } from '../../../server/database/connection.ts';
import { createJoinsRoutes } from '../../../server/linkage/joins-routes.ts';
import { noteLinkageChange } from '../../../server/linkage/linkage-change.ts';
import { runLinkage } from '../../../server/linkage/run-linkage.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import { makeLinkageWorld } from '../../helpers/linkage-world.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { clearAudit } from '../audit/audit-fixtures.ts';

const database = useTestDatabase();
let agencies: Readonly<Record<string, number>> = {};
let changes = 0;

beforeEach(async () => {
  if (agencies.OWN === undefined) agencies = await makeLinkageWorld(database.current);
  await execute(
    `UPDATE agreement SET revoked_at = NULL, revoked_by = NULL; TRUNCATE purchaser_pair, linkage_run, linkage_change`,
  );
  await runLinkage(database.current);
  changes = 0;
}, 120_000);

const execute = (sql: string) => database.current.knex.transaction((trx) => trx.raw(sql));

async function ask(
  agency: string,
  role: Role,
  path: string,
  method: 'get' | 'post' | 'put' = 'get',
  body?: object,
) {
  const app = routeApp(
    createJoinsRoutes(database.current, () => {
      changes += 1;
    }),
  );
  const asked = request(app)
    [method](path)
    .set('Cookie', await accountCookie(database.current, agency, role));
  return body === undefined ? asked : asked.send(body);
}

async function joins(agency: string, state: JoinState, role: Role = 'analyst') {
  const { status, body } = await ask(agency, role, `/api/joins?state=${state}`);
  expect(status, JSON.stringify(body)).toBe(200);
  const list = joinsSchema.parse(body);
  expect(list.total).toBe(list.items.length);
  return list.items;
}

/** Both purchasers, the asking agency's own first: `OWN ROE, RICHARD = DEID ?`, and by what they were compared. */
const told = (items: readonly Join[], own: string) =>
  items
    .map(({ comparedBy, purchasers }) => {
      const sides = purchasers
        .toSorted((a, b) => Number(b.agency.code === own) - Number(a.agency.code === own))
        .map(({ agency, identity }) => `${agency.code} ${identity?.name ?? '?'}`);
      return `${sides.join(' = ')} by ${comparedBy}`;
    })
    .sort();

const idOf = async (agency: string, state: JoinState): Promise<number> =>
  (await joins(agency, state))[0]?.id ?? 0;

const eventRow = z.object({ agency: z.string(), actor: z.string(), action: z.string(), subject: z.string() });
const events = (action: string) =>
  selectRows(
    database.current.knex,
    eventRow,
    `SELECT a.code AS agency, e.actor, e.action, e.subject FROM audit_event e JOIN agency a ON a.id = e.agency_id
     WHERE e.action LIKE ? ORDER BY e.action, a.code`,
    [action],
  );

describe('the list of joins', () => {
  it('tells who shares records with both sides who they are, and how they were compared', async () => {
    const [stones, ...others] = await joins('OWN', 'unsure');
    expect(others).toEqual([]);
    expect(stones === undefined ? [] : told([stones], 'OWN')).toEqual([
      'OWN STONE, PETER = FULL STONE, PAUL by names',
    ]);
    expect(stones?.purchasers[0]).toMatchObject({
      guns: 2,
      home: { state: 'MD', county: '24510', zip: '21202' },
      identity: { birthDate: '1985-05-15', street: '12 OAK ST' },
    });
    expect(stones?.parts.map(({ part, says }) => `${part} ${says}`)).toEqual([
      'familyName same',
      'givenName other',
      'birthDate same',
      'address same',
    ]);
    expect(stones).toMatchObject({ mayDecide: false, decided: null });
    expect(stones?.probability).toBeGreaterThan(0.5);
  });

  it('tells each as much as is shared with them: names, that hashes are equal, or nothing', async () => {
    expect(told(await joins('OWN', 'joined'), 'OWN')).toEqual([
      'OWN FICTIONAL, JUNIPER = FULL FICTIONAL, JUNIPER by names',
      'OWN ROE, RICHARD = DEID ? by hash',
      'OWN ROE, RICHARD = HALF ROE, RICHARD by names',
    ]);
    expect(told(await joins('FULL', 'joined'), 'FULL')).toEqual([
      'FULL FICTIONAL, JUNIPER = OWN FICTIONAL, JUNIPER by names',
    ]);
    expect(told(await joins('DEID', 'joined'), 'DEID')).toEqual(['DEID ROE, RICHARD = OWN ? by hash']);
    const [half] = await joins('HALF', 'joined');
    expect(half === undefined ? [] : told([half], 'HALF')).toEqual(['HALF ROE, RICHARD = OWN ? by hash']);
    expect(half).toMatchObject({ weight: null, probability: null, parts: [] });
    for (const state of ['joined', 'unsure', 'confirmed', 'apart'] as const) {
      expect(await joins('OUT', state)).toEqual([]);
    }
    expect(await joins('DEID', 'unsure')).toEqual([]);
    expect(await joins('HALF', 'unsure')).toEqual([]);
  });

  it('is for those who see single records', async () => {
    for (const role of ['briefing', 'auditor', 'administrator'] as const) {
      for (const path of ['/api/joins', '/api/joins/1', '/api/joins/thresholds']) {
        expect([role, path, (await ask('OWN', role, path)).status]).toEqual([role, path, 403]);
      }
    }
  });

  it('names nobody to a token that may not search for persons', async () => {
    await accountCookie(database.current, 'OWN', 'analyst');
    const token = 'records-alone'.padEnd(43, '-');
    await database.current.knex.transaction((trx) =>
      trx.raw(
        `INSERT INTO api_token (token_sha256, account_id, name, capabilities, expires_at)
         SELECT ?, id, 'Records', ARRAY['view', 'records'], now() + interval '1 day' FROM account
         WHERE email = 'analyst@own.example'`,
        [apiTokenSha256(token)],
      ),
    );
    const { body } = await request(routeApp(createJoinsRoutes(database.current)))
      .get('/api/joins?state=joined')
      .set('Authorization', `Bearer ${token}`)
      .expect(200);
    expect(told(joinsSchema.parse(body).items, 'OWN')).toEqual([
      'OWN ? = DEID ? by hash',
      'OWN ? = FULL ? by hash',
      'OWN ? = HALF ? by hash',
    ]);
  });

  it('tells nothing more once an agreement has ended, before any run', async () => {
    const id = await idOf('OWN', 'unsure');
    await execute(`UPDATE agreement SET revoked_at = now(), revoked_by = 't'
      WHERE giving_agency_id = ${agencies.FULL} AND receiving_agency_id = ${agencies.OWN}`);
    expect(await joins('OWN', 'unsure')).toEqual([]);
    expect((await ask('OWN', 'analyst', `/api/joins/${id}`)).status).toBe(404);
    // The other still gets OWN's.
    expect(await joins('FULL', 'unsure')).toHaveLength(1);
  });

  it('has pairs of one’s own agency before surer ones of others', async () => {
    await execute(`INSERT INTO purchaser_pair (a_purchaser_id, b_purchaser_id, a_agency_id, b_agency_id, weight, probability,
        parts, same_hash, found)
      SELECT a.id, b.id, a.agency_id, b.agency_id, 30, 0.9999, '[]', false, 'unsure'
      FROM purchaser a JOIN purchaser b ON b.agency_id = a.agency_id AND b.id > a.id
      WHERE a.agency_id = ${agencies.FULL} ORDER BY a.id, b.id LIMIT 1`);
    const sides = async (agency: string) =>
      (await joins(agency, 'unsure')).map(({ purchasers }) =>
        purchasers.map((one) => one.agency.code).sort(),
      );
    expect(await sides('OWN')).toEqual([
      ['FULL', 'OWN'],
      ['FULL', 'FULL'],
    ]);
    expect(await sides('FULL')).toEqual([
      ['FULL', 'FULL'],
      ['FULL', 'OWN'],
    ]);
  });

  it('is told page by page', async () => {
    const pages: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const after: string = next === '' ? '' : `&after=${next}`;
      const { body } = await ask('OWN', 'analyst', `/api/joins?state=joined&limit=1${after}`);
      const page = joinsSchema.parse(body);
      expect(page.total).toBe(3);
      pages.push(...told(page.items, 'OWN'));
      next = page.next;
    }
    expect(pages.toSorted()).toEqual(told(await joins('OWN', 'joined'), 'OWN'));
  });

  it('notes that each purchaser was named, for its agency', async () => {
    const [pair] = await joins('OWN', 'unsure');
    await joins('DEID', 'joined');
    const expected = [
      ...(pair?.purchasers ?? []).map(({ agency, id }) => ({
        agency: agency.code,
        actor: 'analyst@own.example',
        action: 'record.viewed',
        subject: `purchaser ${id}`,
      })),
    ];
    await expect.poll(async () => await events('record.viewed')).toEqual(expect.arrayContaining(expected));
    // Who sees hashes alone has seen nobody of the other agency.
    const byDeid = (await events('record.viewed')).filter(({ actor }) => actor === 'analyst@deid.example');
    expect(byDeid.every(({ agency }) => agency === 'DEID')).toBe(true);
  });
});

describe('a decision', () => {
  it('confirms, takes apart and is taken back, told to both agencies', async () => {
    await clearAudit(database.current);
    const id = await idOf('OWN', 'unsure');
    const decide = async (decision: string) =>
      (await ask('OWN', 'steward', `/api/joins/${id}`, 'post', { decision })).status;
    const detail = async () =>
      joinDetailSchema.parse((await ask('FULL', 'analyst', `/api/joins/${id}`)).body);
    expect(await detail()).toMatchObject({ state: 'unsure', person: null });
    expect(await decide('confirm')).toBe(204);
    expect(await detail()).toMatchObject({
      state: 'confirmed',
      person: { purchasers: 2, guns: 4 },
      decided: { by: 'steward@own.example' },
    });
    expect(await decide('confirm')).toBe(204);
    expect(await decide('apart')).toBe(204);
    expect(await detail()).toMatchObject({ state: 'apart', person: null });
    expect(await decide('undo')).toBe(204);
    expect(await detail()).toMatchObject({ state: 'unsure', decided: null });
    expect(await decide('undo')).toBe(409);
    const about = { actor: 'steward@own.example', subject: `purchaser_pair ${id}` };
    expect(await events('join.%')).toEqual(
      ['join.confirmed', 'join.taken_apart', 'join.undone'].flatMap((action) =>
        ['FULL', 'OWN'].map((agency) => ({ agency, action, ...about })),
      ),
    );
  });

  it('holds when purchasers are compared anew, and goes with what nobody finds any more', async () => {
    const id = await idOf('OWN', 'unsure');
    await ask('FULL', 'steward', `/api/joins/${id}`, 'post', { decision: 'apart' });
    const again = () =>
      database.current.knex.transaction((trx) => noteLinkageChange(trx, agencies.FULL ?? 0));
    await again();
    await runLinkage(database.current);
    expect((await joins('OWN', 'apart')).map((join) => join.id)).toEqual([id]);
    await execute(`UPDATE purchaser SET full_name = 'OTHER, NAME' WHERE full_name = 'STONE, PAUL'`);
    await again();
    await runLinkage(database.current);
    expect((await joins('OWN', 'apart')).map((join) => join.id)).toEqual([id]);
    await ask('FULL', 'steward', `/api/joins/${id}`, 'post', { decision: 'undo' });
    expect((await ask('FULL', 'steward', `/api/joins/${id}`)).status).toBe(404);
    await execute(`UPDATE purchaser SET full_name = 'STONE, PAUL' WHERE full_name = 'OTHER, NAME'`);
  });

  it('is for the stewards of the two agencies, where they see the pair', async () => {
    const id = await idOf('OWN', 'unsure');
    const by = async (agency: string, role: Role) =>
      (await ask(agency, role, `/api/joins/${id}`, 'post', { decision: 'confirm' })).status;
    expect(await by('OWN', 'analyst')).toBe(403);
    expect(await by('OWN', 'briefing')).toBe(403);
    expect(await by('DEID', 'steward')).toBe(404);
    expect(await by('OUT', 'steward')).toBe(404);
    await execute(`INSERT INTO agreement (giving_agency_id, receiving_agency_id, recoveries, traces, ballistics, debriefs,
        sales, legal_basis, starts_on, written_by, accepted_by, accepted_at)
      SELECT id, ${agencies.OUT}, 'records', 'records', 'nothing', 'nothing', 'nothing', 't', '2020-01-01', 't', 't', now()
      FROM agency WHERE code IN ('OWN', 'FULL')`);
    expect(await joins('OUT', 'unsure', 'steward')).toMatchObject([{ id, mayDecide: false }]);
    expect(await by('OUT', 'steward')).toBe(403);
    await execute(`DELETE FROM agreement WHERE receiving_agency_id = ${agencies.OUT}`);
    expect((await joins('FULL', 'unsure', 'steward'))[0]?.mayDecide).toBe(true);
    expect(await by('FULL', 'steward')).toBe(204);
  });

  it.each([
    ['no decision', '/api/joins/1', { decision: 'maybe' }, 400],
    ['no number', '/api/joins/one', { decision: 'confirm' }, 404],
    ['nothing there', '/api/joins/999999', { decision: 'confirm' }, 404],
  ])('is refused where it is of %s', async (_what, path, body, status) => {
    expect((await ask('OWN', 'steward', path, 'post', body)).status).toBe(status);
  });
});

describe('thresholds', () => {
  const thresholds = async (agency: string) =>
    joinThresholdsSchema.parse((await ask(agency, 'analyst', '/api/joins/thresholds')).body);

  it('are as linkage comes, until the steward of an agency sets them', async () => {
    await clearAudit(database.current);
    const defaults = { joinFrom: 0.95, reviewFrom: 0.5 };
    expect(await thresholds('OWN')).toEqual({ ...defaults, set: null, defaults });
    const draft = { joinFrom: 0.99, reviewFrom: 0.7 };
    expect((await ask('OWN', 'steward', '/api/joins/thresholds', 'put', draft)).status).toBe(200);
    expect(await thresholds('OWN')).toMatchObject({ ...draft, set: { by: 'steward@own.example' }, defaults });
    expect(await thresholds('FULL')).toEqual({ ...defaults, set: null, defaults });
    expect(changes).toBe(1);
    expect(await events('join.%')).toEqual([
      {
        agency: 'OWN',
        actor: 'steward@own.example',
        action: 'join.thresholds_set',
        subject: `agency ${agencies.OWN}`,
      },
    ]);
    // All that OWN is compared with is due.
    expect((await runLinkage(database.current)).compared).toBe(4);
  });

  it.each([
    [403, 'analyst', { joinFrom: 0.9, reviewFrom: 0.5 }],
    [400, 'steward', { joinFrom: 0.5, reviewFrom: 0.9 }],
    [400, 'steward', { joinFrom: 1, reviewFrom: 0.5 }],
    [400, 'steward', { joinFrom: 0.9 }],
  ] as const)('are refused with %i from the %s: %o', async (status, role, draft) => {
    expect((await ask('OWN', role, '/api/joins/thresholds', 'put', draft)).status).toBe(status);
    expect((await thresholds('OWN')).set).toBeNull();
  });
});
