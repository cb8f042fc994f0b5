import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Role } from '../../../domain/access.ts';
import type { PersonHits } from '../../../domain/person-search.ts';
import { personHitsSchema } from '../../../domain/person-search.ts';
import { selectRows } from '../../../server/database/connection.ts';
import { createPersonSearchRoutes } from '../../../server/persons/person-search-routes.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import type { PooledWorld } from '../../helpers/pooled-world.ts';
import { makePooledWorld } from '../../helpers/pooled-world.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let world: PooledWorld;
/** Who held the first gun of each agency: `HOLDER OF PART, ROE`. */
const AGENCIES = ['OWN', 'PART', 'DEID', 'RAW', 'COUNT', 'OUT'] as const;

beforeAll(async () => {
  world = await makePooledWorld(database.current, { flows: false });
  await database.current.knex.transaction(async (trx) => {
    for (const code of AGENCIES) {
      await trx.raw(
        `WITH first AS (SELECT r.id, r.agency_id, r.import_batch_id FROM recovery r JOIN agency a ON a.id = r.agency_id
           WHERE a.code = :code ORDER BY r.id LIMIT 1),
         p AS (INSERT INTO possessor (agency_id, import_batch_id, source_row, full_name, birth_date)
           SELECT agency_id, import_batch_id, 2, 'ROE, HOLDER ' || :code, '1980-01-01' FROM first RETURNING id)
         UPDATE recovery SET possessor_id = p.id FROM p, first WHERE recovery.id = first.id`,
        { code },
      );
    }
    // RAW shares recoveries with names, and no trace: a purchaser of its guns is nobody's business.
    await trx.raw(
      `WITH first AS (SELECT r.id, r.agency_id, r.import_batch_id FROM recovery r JOIN agency a ON a.id = r.agency_id
         WHERE a.code = 'RAW' ORDER BY r.id LIMIT 1),
       p AS (INSERT INTO purchaser (agency_id, import_batch_id, source_row, full_name)
         SELECT agency_id, import_batch_id, 2, 'ROE, BUYER AT RAW' FROM first RETURNING id),
       t AS (UPDATE trace SET purchaser_id = p.id FROM p, first WHERE trace.recovery_id = first.id)
       UPDATE recovery SET purchaser_id = p.id FROM p, first WHERE recovery.id = first.id`,
    );
  });
}, 120_000);

const FOR_A_CASE = { caseNumber: '24-0117', reason: 'Follows up a straw purchase' };

async function ask(agency: string, role: Role, body: object) {
  return request(routeApp(createPersonSearchRoutes(database.current)))
    .post('/api/person-search')
    .set('Cookie', await accountCookie(database.current, agency, role))
    .send(body);
}

async function search(agency: string, name: string, birthDate: string | null = null): Promise<PersonHits> {
  const { status, body } = await ask(agency, 'analyst', { name, birthDate, ...FOR_A_CASE });
  expect(status, JSON.stringify(body)).toBe(200);
  return personHitsSchema.parse(body);
}

const searchRow = z.object({
  agency: z.string().nullable(),
  actor: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
const searches = () =>
  selectRows(
    database.current.knex,
    searchRow,
    `SELECT a.code AS agency, e.actor, e.subject, e.detail FROM audit_event e LEFT JOIN agency a ON a.id = e.agency_id
     WHERE e.action = 'person.searched' ORDER BY e.position`,
  );

const told = ({ items }: PersonHits) =>
  items.map(({ role, name, agency }) => `${agency.code} ${role} ${name}`).sort();

describe('the search for a person', () => {
  it('finds purchasers and possessors of one’s own and of those that share identified records', async () => {
    const hits = await search('OWN', 'roe');
    expect(told(hits)).toEqual([
      'OWN possessor ROE, HOLDER OWN',
      'OWN purchaser ROE, RICHARD',
      'OWN purchaser ROE, RICHARD',
      'OWN purchaser ROE, RICHARD',
      'PART possessor ROE, HOLDER PART',
      'PART purchaser ROE, RICHARD',
      'PART purchaser ROE, RICHARD',
      'RAW possessor ROE, HOLDER RAW',
    ]);
    expect(hits.more).toBe(false);
    expect(hits.searched.purchasers.map(({ code }) => code)).toEqual(['OWN', 'PART']);
    expect(hits.searched.possessors.map(({ code }) => code)).toEqual(['OWN', 'PART', 'RAW']);
    expect(
      hits.items.find(({ role, agency }) => role === 'purchaser' && agency.code === 'PART'),
    ).toMatchObject({
      birthDate: '1990-02-03',
      recovery: { id: Math.max(...(world.bought['ROE, RICHARD PART'] ?? [])), recoveredOn: '2024-04-05' },
    });
  });

  it('asks all words of a name, in any order and case, and the birth date', async () => {
    expect(told(await search('OWN', 'rich roe')).length).toBe(5);
    expect(told(await search('OWN', 'Roe, Holder PART'))).toEqual(['PART possessor ROE, HOLDER PART']);
    expect(told(await search('OWN', 'roe', '1980-01-01')).length).toBe(3);
    expect(told(await search('OWN', 'roe smith'))).toEqual([]);
    // Nothing in it is a pattern.
    expect(told(await search('OWN', '%%'))).toEqual([]);
    expect(told(await search('OWN', 'R__'))).toEqual([]);
  });

  it('finds to those who are given nothing their own alone', async () => {
    expect(told(await search('OUT', 'roe'))).toEqual(['OUT possessor ROE, HOLDER OUT']);
    expect(told(await search('PART', 'poe'))).toEqual([]);
    expect(told(await search('OUT', 'poe'))).toEqual(['OUT purchaser POE, PETER']);
  });

  it('is not for those who see counts alone', async () => {
    for (const role of ['briefing', 'auditor'] as const) {
      expect((await ask('OWN', role, { name: 'roe', ...FOR_A_CASE })).status).toBe(403);
    }
  });

  it.each([
    ['name', { name: 'x', ...FOR_A_CASE }],
    ['name', { name: 'R. Roe', ...FOR_A_CASE }],
    ['name', { name: ' , .', ...FOR_A_CASE }],
    ['birthDate', { name: 'roe', birthDate: '1990', ...FOR_A_CASE }],
    ['caseNumber', { name: 'roe', reason: FOR_A_CASE.reason }],
    ['reason', { name: 'roe', caseNumber: '1', reason: ' ' }],
  ])('is refused without what it needs: %s', async (parameter, body) => {
    const answer = await ask('OWN', 'analyst', body);
    expect([answer.status, answer.body.parameter]).toEqual([400, parameter]);
  });

  it('tells a hundred at most, and that there are more', async () => {
    const { rows } = await database.current.knex.transaction((trx) =>
      trx.raw(
        `WITH r AS (SELECT r.id, r.agency_id, r.import_batch_id FROM recovery r WHERE id = :id)
         SELECT agency_id, import_batch_id FROM r`,
        { id: world.bought['POE, PETER OUT']?.[0] ?? 0 },
      ),
    );
    const [{ agency_id: agency, import_batch_id: batch }] = rows;
    await database.current.knex.transaction((trx) =>
      trx.raw(
        `WITH p AS (INSERT INTO possessor (agency_id, import_batch_id, source_row, full_name)
           SELECT :agency, :batch, n, 'MANY, MARY ' || n FROM generate_series(1, 101) n RETURNING id)
         INSERT INTO recovery (agency_id, import_batch_id, source_row, firearm_id, possessor_id, trace_outcome, firearm_type)
         SELECT :agency, :batch, 1, 0, id, 'not_submitted', 'pistol' FROM p`,
        { agency, batch },
      ),
    );
    const hits = await search('OUT', 'mary');
    expect([hits.items.length, hits.more]).toEqual([100, true]);
  });

  it('is kept by nobody, and stands in the audit log by case and reason, never by name', async () => {
    const { headers } = await ask('OWN', 'steward', {
      name: 'Roe Richard',
      birthDate: '1990-02-03',
      ...FOR_A_CASE,
    });
    expect(headers['cache-control']).toBe('no-store');
    const events = await searches();
    const about = { actor: 'steward@own.example', subject: 'persons' };
    expect(events.slice(-3)).toEqual([
      {
        ...about,
        agency: 'OWN',
        detail: { ...FOR_A_CASE, words: 2, birthDate: true, hits: 5, agencies: 'OWN PART RAW' },
      },
      { ...about, agency: 'PART', detail: { ...FOR_A_CASE, searching: 'OWN', hits: 2 } },
      { ...about, agency: 'RAW', detail: { ...FOR_A_CASE, searching: 'OWN', hits: 0 } },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/roe|richard|1990/i);
  });

  it('is told to nobody else where nobody shares names', async () => {
    const before = (await searches()).length;
    await search('OUT', 'poe');
    expect((await searches()).slice(before).map(({ agency }) => agency)).toEqual(['OUT']);
  });

  it('tells nothing where it cannot be recorded', async () => {
    const change = (sql: string) => database.current.knex.transaction((trx) => trx.raw(sql));
    // Of this alone: what the requests before are noted by is still being written.
    await change(
      `ALTER TABLE audit_event ADD CONSTRAINT no_search CHECK (action <> 'person.searched') NOT VALID`,
    );
    const answer = await ask('OWN', 'analyst', { name: 'roe', ...FOR_A_CASE });
    await change('ALTER TABLE audit_event DROP CONSTRAINT no_search');
    expect(answer.status).toBe(500);
    expect(answer.text).not.toMatch(/ROE/);
  });
});
