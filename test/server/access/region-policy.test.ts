import request from 'supertest';
import { beforeEach, describe, expect, it } from 'vitest';
import { ROLES } from '../../../domain/access.ts';
import { regionPolicySchema, signedOutSchema } from '../../../domain/access-responses.ts';
import { sessionSchema } from '../../../domain/responses.ts';
import { createRegionPolicyRoutes } from '../../../server/access/region-policy-routes.ts';
import { createSessionRoutes } from '../../../server/access/session-routes.ts';
import { auditOf, cookieOf, testAccess } from '../../helpers/access.ts';
import { insertRecords } from '../../helpers/records.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { clearAudit } from '../audit/audit-fixtures.ts';

const database = useTestDatabase();
const app = () =>
  routeApp(createRegionPolicyRoutes(database.current), createSessionRoutes(testAccess(database.current)));
const REST = { namesDealers: false, leastPublished: 11, secondPersonReleases: true };
let administrator: string;

beforeEach(async () => {
  await clearAudit(database.current);
  await database.current.knex.raw('DELETE FROM account');
  await database.current.knex.raw(
    `UPDATE region_policy SET system_use_notice = DEFAULT, names_dealers = false, least_published = DEFAULT,
       second_person_releases = DEFAULT, version = 1`,
  );
  administrator = await cookieOf(database.current, { email: 'admin@region.example', role: 'administrator' });
});

const read = async () => {
  const { body } = await request(app()).get('/api/region-policy').set('Cookie', administrator).expect(200);
  return regionPolicySchema.strict().parse(body);
};
const put = (body: unknown, cookie = administrator) =>
  request(app())
    .put('/api/region-policy')
    .set('Cookie', cookie)
    .send(JSON.stringify(body))
    .set('Content-Type', 'application/json');
const noticeBeforeSignIn = async () => {
  const { body } = await request(app()).get('/api/session').expect(200);
  return signedOutSchema.strict().parse(body).systemUseNotice;
};

describe('the notice before sign-in', () => {
  it('says from the beginning what AC-8 asks for', async () => {
    const notice = await noticeBeforeSignIn();
    for (const said of [
      /restricted information system/,
      /monitored, recorded and audited/,
      /without authorization is prohibited and may be punished under criminal and civil law/,
      /By using this system you consent/,
    ]) {
      expect(notice).toMatch(said);
    }
    expect(await read()).toEqual({ systemUseNotice: notice, ...REST, version: 1 });
  });

  it('is what an administrator writes from then on, which is recorded without the text', async () => {
    const { body } = await put({
      systemUseNotice: '\r\nOurs alone.\r\nRecorded. ',
      ...REST,
      version: 1,
    }).expect(200);
    expect(body).toEqual({ systemUseNotice: 'Ours alone.\nRecorded.', ...REST, version: 2 });
    expect(await read()).toEqual(body);
    expect(await noticeBeforeSignIn()).toBe('Ours alone.\nRecorded.');
    expect(await auditOf(database.current, 'policy.%')).toEqual([
      { actor: 'admin@region.example', action: 'policy.changed', detail: { fields: 'system use notice' } },
    ]);
  });

  it('that stays the same is no change', async () => {
    const before = await read();
    const { body } = await put({ ...before, systemUseNotice: `${before.systemUseNotice}\n` }).expect(200);
    expect(body).toEqual(before);
    expect(await auditOf(database.current, 'policy.%')).toEqual([]);
  });

  it('is not overwritten by somebody who has not seen what another wrote', async () => {
    const others = ['One', 'Two', 'Three'].map((systemUseNotice) =>
      put({ systemUseNotice, ...REST, version: 1 }),
    );
    const answers = await Promise.all(others);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const kept = answers.find(({ status }) => status === 200)?.body.systemUseNotice;
    expect(await read()).toEqual({ systemUseNotice: kept, ...REST, version: 2 });
    const late = await put({ systemUseNotice: 'Four', ...REST, version: 1 }).expect(409);
    expect(late.body.detail).toMatch(/meanwhile. Nothing of yours was saved/);
    await put({ systemUseNotice: 'Four', ...REST, version: 2 }).expect(200);
    expect(await auditOf(database.current, 'policy.%')).toHaveLength(2);
  });

  it.each([
    [{ systemUseNotice: ' \n ', ...REST, version: 1 }, 'systemUseNotice', /needs words/],
    [{ systemUseNotice: 'a'.repeat(2_001), ...REST, version: 1 }, 'systemUseNotice', /1 character too long/],
    [{ systemUseNotice: 'Bell\u0007', ...REST, version: 1 }, 'systemUseNotice', /plain text/],
    [{ systemUseNotice: 5, ...REST, version: 1 }, 'systemUseNotice', /^Send \{"systemUseNotice": TEXT/],
    [{ systemUseNotice: 'Ours', ...REST }, 'version', /version is not like that/],
    [{ systemUseNotice: 'Ours', ...REST, namesDealers: 1, version: 1 }, 'namesDealers', /^Send/],
    [{ systemUseNotice: 'Ours', ...REST, leastPublished: 4, version: 1 }, 'leastPublished', /leastPublished/],
    [
      { systemUseNotice: 'Ours', ...REST, leastPublished: 101, version: 1 },
      'leastPublished',
      /leastPublished/,
    ],
    [
      { systemUseNotice: 'Ours', ...REST, secondPersonReleases: null, version: 1 },
      'secondPersonReleases',
      /^Send/,
    ],
    [{ systemUseNotice: 'Ours', ...REST, version: 1, namesAll: true }, '', /^Send/],
  ])('is refused as %j', async (body, parameter, detail) => {
    const answer = await put(body).expect(400);
    expect(answer.body).toMatchObject({ parameter, detail: expect.stringMatching(detail) });
    expect((await read()).version).toBe(1);
  });
});

describe('the policy of the region', () => {
  it.each(ROLES.filter((role) => role !== 'administrator'))('is not for a role like %s', async (role) => {
    await insertRecords(database.current, { agencies: [`A-${role}`], recoveries: [] });
    const cookie = await cookieOf(database.current, {
      email: `${role}@region.example`,
      role,
      agency: `A-${role}`,
    });
    await request(app()).get('/api/region-policy').set('Cookie', cookie).expect(403);
    await put({ systemUseNotice: 'Mine', ...REST, version: 1 }, cookie).expect(403);
    expect((await read()).version).toBe(1);
  });

  it('is not for somebody who is not signed in, and takes no parameters', async () => {
    await request(app()).get('/api/region-policy').expect(401);
    await request(app())
      .put('/api/region-policy')
      .send({ systemUseNotice: 'Mine', ...REST, version: 1 })
      .expect(401);
    const { body } = await request(app())
      .get('/api/region-policy?version=1')
      .set('Cookie', administrator)
      .expect(400);
    expect(body.parameter).toBe('version');
  });

  it('has dealers named to those who see counts once it says so, which is recorded', async () => {
    await insertRecords(database.current, { agencies: ['NAMED'], recoveries: [] });
    const cookie = await cookieOf(database.current, {
      email: 'mayor@region.example',
      role: 'briefing',
      agency: 'NAMED',
    });
    const capabilities = async () => {
      const { body } = await request(app()).get('/api/session').set('Cookie', cookie).expect(200);
      return sessionSchema.parse(body).account.capabilities;
    };
    expect(await capabilities()).toEqual(['view', 'brief']);
    const before = await read();
    const { body } = await put({ ...before, namesDealers: true }).expect(200);
    expect(body).toEqual({ ...before, namesDealers: true, version: 2 });
    expect(await capabilities()).toEqual(['view', 'brief', 'dealers']);
    await put({ ...body, namesDealers: false }).expect(200);
    expect(await capabilities()).toEqual(['view', 'brief']);
    expect(await auditOf(database.current, 'policy.%')).toMatchObject([
      { detail: { fields: 'dealers named in counts: yes' } },
      { detail: { fields: 'dealers named in counts: no' } },
    ]);
  });

  it('settles how counts are published, which is recorded', async () => {
    const before = await read();
    const after = { ...before, leastPublished: 5, secondPersonReleases: false };
    const { body } = await put(after).expect(200);
    expect(body).toEqual({ ...after, version: 2 });
    expect(await read()).toEqual(body);
    expect(await auditOf(database.current, 'policy.%')).toMatchObject([
      { detail: { fields: 'published from: 5, released by a second person: no' } },
    ]);
  });
});
