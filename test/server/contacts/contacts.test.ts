import request from 'supertest';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../domain/access.ts';
import { contactRequestSchema, contactRequestsSchema } from '../../../domain/reveals.ts';
import { createContactsRoutes } from '../../../server/contacts/contacts-routes.ts';
import { auditOf } from '../../helpers/access.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import type { PooledWorld } from '../../helpers/pooled-world.ts';
import { makePooledWorld } from '../../helpers/pooled-world.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
let world: PooledWorld;

beforeAll(async () => {
  world = await makePooledWorld(database.current, { flows: false });
}, 120_000);

const app = () => routeApp(createContactsRoutes(database.current));

async function ask(who: readonly [string, Role], agency: string, kind: string, id: string | number) {
  return request(app())
    .post('/api/contact-requests')
    .set('Cookie', await accountCookie(database.current, ...who))
    .send({ agency, subject: { kind, id: String(id) } });
}

async function list(...who: readonly [string, Role]) {
  const { status, body } = await request(app())
    .get('/api/contact-requests')
    .set('Cookie', await accountCookie(database.current, ...who));
  expect(status, JSON.stringify(body)).toBe(200);
  return contactRequestsSchema.parse(body).items;
}

async function answer(who: readonly [string, Role], id: number) {
  return request(app())
    .post(`/api/contact-requests/${id}/answer`)
    .set('Cookie', await accountCookie(database.current, ...who));
}

/** The id under which an agency's data has it. */
async function idOf(column: 'purchaser_id' | 'firearm_id', recovery: number | undefined): Promise<number> {
  const [row] = await database.current
    .knex('recovery')
    .select(column)
    .where('id', recovery ?? 0);
  return Number(row?.[column]);
}

describe('asking another agency for contact', () => {
  it('tells its stewards who asks and about what, by numbers of their own recoveries', async () => {
    const theirs = world.bought['ROE, RICHARD PART'] ?? [];
    const id = await idOf('purchaser_id', theirs[0]);
    const { status, body } = await ask(['OWN', 'analyst'], 'PART', 'purchaser', id);
    expect(status, JSON.stringify(body)).toBe(201);
    expect(contactRequestSchema.parse(body)).toMatchObject({
      asking: { code: 'OWN' },
      asked: { code: 'PART' },
      askedBy: { name: 'Analyst', email: 'analyst@own.example' },
      answeredAt: null,
      mayAnswer: false,
    });
    const [received] = await list('PART', 'steward');
    expect(received).toMatchObject({
      subject: { words: `the purchaser of the guns of your recoveries ${theirs.join(', ')}` },
      askedBy: { name: 'Analyst', email: 'analyst@own.example' },
      mayAnswer: true,
    });
    expect(await list('OWN', 'steward')).toHaveLength(1);
    // Received requests are the stewards' business; nobody else's at all.
    expect(await list('PART', 'analyst')).toEqual([]);
    expect(await list('DEID', 'steward')).toEqual([]);
  });

  it('is done about dealers, guns and corridors too, each told in words', async () => {
    const gun = await idOf('firearm_id', world.recovered['G2 RAW']?.[0]);
    const deidentified = await idOf('firearm_id', world.recovered['G3 DEID']?.[0]);
    const told = [
      await ask(['OWN', 'analyst'], 'DEID', 'dealer', world.dealers['Spread Arms'] ?? 0),
      await ask(['OWN', 'analyst'], 'RAW', 'gun', gun),
      await ask(['OWN', 'analyst'], 'DEID', 'gun', deidentified),
      await ask(['OWN', 'analyst'], 'COUNT', 'corridor', 'VA>MD'),
    ];
    expect(told.map(({ body }) => contactRequestSchema.parse(body).subject.words)).toEqual([
      'the dealer Spread Arms',
      `the gun of your recoveries ${world.recovered['G2 RAW']?.[0]}`,
      `the gun of your recoveries ${world.recovered['G3 DEID']?.[0]}`,
      'guns sold in Virginia and recovered in Maryland',
    ]);
  });

  it('is refused where one sees nothing of the kind there, or has nothing to do with the agency', async () => {
    const [own, deid] = [world.bought['ROE, RICHARD OWN']?.[0], world.bought['DOE, DORA DEID']?.[0]];
    const refused = [
      await ask(['OWN', 'analyst'], 'PART', 'purchaser', await idOf('purchaser_id', own)),
      await ask(['OWN', 'analyst'], 'DEID', 'purchaser', await idOf('purchaser_id', deid)),
      await ask(['OWN', 'analyst'], 'PART', 'gun', await idOf('firearm_id', world.recovered['G9 OUT']?.[0])),
      await ask(['OWN', 'analyst'], 'COUNT', 'dealer', world.dealers['Spread Arms'] ?? 0),
      await ask(['OWN', 'analyst'], 'PART', 'corridor', 'VA>XX'),
      await ask(['OWN', 'analyst'], 'PART', 'purchaser', '1 OR 1=1'),
      await ask(['OWN', 'analyst'], 'OUT', 'corridor', 'VA>MD'),
      await ask(['OWN', 'analyst'], 'OWN', 'corridor', 'VA>MD'),
      await ask(['OWN', 'analyst'], 'NOBODY', 'corridor', 'VA>MD'),
      await ask(['OWN', 'briefing'], 'PART', 'corridor', 'VA>MD'),
      await ask(['OWN', 'analyst'], 'PART', 'person', '1'),
    ];
    expect(refused.map(({ status }) => status)).toEqual([
      404, 404, 404, 404, 404, 404, 403, 403, 403, 403, 400,
    ]);
  });

  it('is not done twice before there is an answer, which the asked agency’s stewards give', async () => {
    const dealer = world.dealers['Spread Arms'] ?? 0;
    const first = contactRequestSchema.parse((await ask(['OWN', 'analyst'], 'PART', 'dealer', dealer)).body);
    expect((await ask(['OWN', 'steward'], 'PART', 'dealer', dealer)).status).toBe(409);
    expect((await answer(['OWN', 'steward'], first.id)).status).toBe(409);
    expect((await answer(['PART', 'analyst'], first.id)).status).toBe(403);
    expect((await answer(['DEID', 'steward'], first.id)).status).toBe(404);
    const answered = await answer(['PART', 'steward'], first.id);
    expect(contactRequestSchema.parse(answered.body)).toMatchObject({
      answeredBy: 'steward@part.example',
      mayAnswer: false,
    });
    expect((await answer(['PART', 'steward'], first.id)).status).toBe(409);
    expect((await ask(['OWN', 'steward'], 'PART', 'dealer', dealer)).status).toBe(201);
  });

  it('stands in the audit log of both', async () => {
    const events = await auditOf(database.current, 'contact.answered');
    const detail = { asking: 'OWN', asked: 'PART', about: `dealer ${world.dealers['Spread Arms']}` };
    const event = { actor: 'steward@part.example', action: 'contact.answered', detail };
    expect(events).toEqual([event, event]);
    expect(await auditOf(database.current, 'contact.asked')).toHaveLength(14);
    expect(JSON.stringify(await auditOf(database.current, 'contact.%'))).not.toMatch(/ROE|Spread/);
  });
});
