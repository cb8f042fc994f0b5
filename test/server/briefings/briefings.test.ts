import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../domain/access.ts';
import type { BriefingDraft } from '../../../domain/briefings.ts';
import {
  briefingSchema,
  briefingsSchema,
  briefingVersionsSchema,
  MOST_SECTIONS,
  savedViewSchema,
  savedViewsSchema,
} from '../../../domain/briefings.ts';
import { apiTokenSha256 } from '../../../server/access/request-token.ts';
import { createBriefingsRoutes } from '../../../server/briefings/briefings-routes.ts';
import { addAccount, auditOf, cookieOf } from '../../helpers/access.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';
import { addAgencies } from '../imports/import-bench.ts';

const database = useTestDatabase();
const app = () => routeApp(createBriefingsRoutes(database.current));

type Who = readonly [agency: string, role: Role];
const STAFF: Who = ['BPD', 'briefing'];
const ANALYST: Who = ['BPD', 'analyst'];
const AUDITOR: Who = ['BPD', 'auditor'];
const OTHER: Who = ['NPD', 'steward'];

async function send(method: 'get' | 'post' | 'put' | 'delete', path: string, who: Who, body?: object) {
  const cookie = await accountCookie(database.current, ...who);
  return request(app())[method](path).set('Cookie', cookie).send(body);
}

const DRAFT: BriefingDraft = {
  title: 'Where our guns come from',
  sections: [
    { heading: 'From Virginia', text: 'Sold **within 3 years**.', query: 'source_state=VA&ttc_max=1095' },
    { heading: 'What is not known', text: '', query: null },
  ],
};

async function make(draft: BriefingDraft = DRAFT, who: Who = STAFF) {
  const { status, body } = await send('post', '/api/briefings', who, draft);
  expect(status).toBe(201);
  return briefingSchema.parse(body);
}

beforeAll(() => addAgencies(database.current, 'BPD', 'NPD'));
beforeEach(() => database.current.knex('briefing').whereNull('ended_at').update({ ended_at: new Date() }));

describe('saved views', () => {
  it('are their agency’s: saved, listed by name, and deleted', async () => {
    const { status, body } = await send('post', '/api/views', STAFF, {
      name: '  Corridors of  2025 ',
      query: '?source_state=VA&rail=1&theme=dark',
      note: 'For *Monday*.',
    });
    const view = savedViewSchema.parse(body);
    expect(status).toBe(201);
    expect(view).toMatchObject({
      name: 'Corridors of 2025',
      query: 'source_state=VA',
      note: 'For *Monday*.',
    });
    const namesSeen = async (who: Who) =>
      savedViewsSchema.parse((await send('get', '/api/views', who)).body).items.map(({ name }) => name);
    expect(await namesSeen(ANALYST)).toEqual(['Corridors of 2025']);
    expect(await namesSeen(AUDITOR)).toEqual(['Corridors of 2025']);
    expect(await namesSeen(OTHER)).toEqual([]);
    const again = await send('post', '/api/views', ANALYST, { name: 'CORRIDORS of 2025', query: '' });
    expect([again.status, again.body.parameter]).toEqual([409, 'name']);
    // Another agency may call its own the same.
    const theirs = await send('post', '/api/views', OTHER, { name: 'Corridors of 2025', query: '' });
    expect(theirs.status).toBe(201);
    expect((await send('delete', `/api/views/${view.id}`, OTHER)).status).toBe(404);
    expect((await send('delete', `/api/views/${view.id}`, AUDITOR)).status).toBe(403);
    expect((await send('delete', `/api/views/${view.id}`, ANALYST)).status).toBe(204);
    expect(await namesSeen(STAFF)).toEqual([]);
  });

  it.each<[object, string]>([
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(151) }, 'name'],
    [{ note: 'x'.repeat(2001) }, 'note'],
    [{ query: 'colour=red' }, 'query'],
    [{ query: 'source_state=Virginia' }, 'query'],
    [{ query: 'view=briefings' }, 'query'],
    [{ query: `dealer=${'1,'.repeat(3000)}1` }, 'query'],
    [{ query: 7 }, 'query'],
  ])('are refused with %j', async (more, parameter) => {
    const answer = await send('post', '/api/views', STAFF, { name: 'V', query: '', ...more });
    expect([answer.status, answer.body.parameter]).toEqual([400, parameter]);
  });
});

describe('briefings', () => {
  it('are made, listed and read by everybody of their agency, and by nobody else', async () => {
    const briefing = await make();
    expect(briefing).toMatchObject({ version: 1, title: DRAFT.title, savedBy: 'Briefing' });
    expect(briefing.sections).toEqual(DRAFT.sections);
    const path = `/api/briefings/${briefing.id}`;
    for (const who of [STAFF, ANALYST, AUDITOR, ['BPD', 'steward'] as const]) {
      const { items } = briefingsSchema.parse((await send('get', '/api/briefings', who)).body);
      expect(items).toMatchObject([{ id: briefing.id, sections: 2, version: 1 }]);
      expect((await send('get', path, who)).body).toEqual(briefing);
    }
    expect((await send('get', '/api/briefings', OTHER)).body).toEqual({ items: [], total: 0, next: null });
    for (const tail of ['', '/versions', '/versions/1']) {
      expect((await send('get', `${path}${tail}`, OTHER)).status, tail).toBe(404);
      expect((await request(app()).get(`${path}${tail}`)).status, tail).toBe(401);
    }
    expect((await send('put', path, OTHER, { ...DRAFT, version: 1 })).status).toBe(404);
    expect((await send('delete', path, OTHER)).status).toBe(404);
  });

  it('are only read by auditors, by tokens that may not write, and by those of no agency', async () => {
    const { id } = await make();
    const path = `/api/briefings/${id}`;
    expect((await send('post', '/api/briefings', AUDITOR, DRAFT)).status).toBe(403);
    expect((await send('put', path, AUDITOR, { ...DRAFT, version: 1 })).status).toBe(403);
    expect((await send('delete', path, AUDITOR)).status).toBe(403);

    const accountId = await addAccount(database.current, {
      email: 'script@bpd.example',
      role: 'analyst',
      agency: 'BPD',
    });
    await database.current.knex('api_token').insert({
      token_sha256: apiTokenSha256('t'.repeat(43)),
      account_id: accountId,
      name: 'Map alone',
      capabilities: ['view'],
      expires_at: '2999-01-01',
    });
    const token = { Authorization: `Bearer ${'t'.repeat(43)}` };
    expect((await request(app()).get(path).set(token)).status).toBe(200);
    expect((await request(app()).post('/api/briefings').set(token).send(DRAFT)).status).toBe(403);

    const cookie = await cookieOf(database.current, { email: 'a@region.example', role: 'administrator' });
    const listed = await request(app()).get('/api/briefings').set('Cookie', cookie);
    expect(listed.body.items).toEqual([]);
    expect((await request(app()).get(path).set('Cookie', cookie)).status).toBe(404);
    expect((await request(app()).post('/api/briefings').set('Cookie', cookie).send(DRAFT)).status).toBe(403);
  });

  it('keep every version, refuse one written over a newer, and bring an older back by saving it anew', async () => {
    const first = await make();
    const path = `/api/briefings/${first.id}`;
    const change = { title: 'From Virginia alone', sections: DRAFT.sections.slice(0, 1), version: 1 };
    const second = briefingSchema.parse((await send('put', path, ANALYST, change)).body);
    expect(second).toMatchObject({ version: 2, title: 'From Virginia alone', savedBy: 'Analyst' });

    const late = await send('put', path, STAFF, { ...DRAFT, title: 'Mine', version: 1 });
    expect([late.status, late.body.parameter]).toEqual([409, 'version']);
    expect(late.body.detail).toMatch(/^Version 2 was saved since you opened version 1\. Nothing was saved/);
    const early = await send('put', path, STAFF, { ...DRAFT, version: 3 });
    expect(early.status).toBe(409);

    const before = briefingSchema.parse((await send('get', `${path}/versions/1`, STAFF)).body);
    expect(before).toEqual(first);
    const { title, sections } = before;
    const third = briefingSchema.parse(
      (await send('put', path, STAFF, { title, sections, version: 2 })).body,
    );
    expect(third).toMatchObject({ version: 3, title, sections });
    const { items } = briefingVersionsSchema.parse((await send('get', `${path}/versions`, AUDITOR)).body);
    expect(items.map((item) => [item.version, item.title, item.savedBy, item.sections])).toEqual([
      [3, DRAFT.title, 'Briefing', 2],
      [2, 'From Virginia alone', 'Analyst', 1],
      [1, DRAFT.title, 'Briefing', 2],
    ]);
    expect((await send('get', `${path}/versions/4`, STAFF)).status).toBe(404);
    for (const statement of ["UPDATE briefing_version SET title = 'Other'", 'DELETE FROM briefing_version']) {
      await expect(database.current.knex.raw(statement)).rejects.toThrow('only ever added');
    }
  });

  it('of which two save the same version at once, save one', async () => {
    const { id } = await make();
    const answers = await Promise.all(
      ['A', 'B', 'C'].map((title) =>
        send('put', `/api/briefings/${id}`, STAFF, { ...DRAFT, title, version: 1 }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('that end are listed and shown no more, and all of it is in the audit log', async () => {
    const { id } = await make({ ...DRAFT, title: 'To be deleted' });
    const path = `/api/briefings/${id}`;
    await send('put', path, STAFF, { ...DRAFT, title: 'To be deleted soon', version: 1 });
    expect((await send('delete', path, STAFF)).status).toBe(204);
    expect((await send('get', path, STAFF)).status).toBe(404);
    expect((await send('get', `${path}/versions`, STAFF)).status).toBe(404);
    expect((await send('delete', path, STAFF)).status).toBe(404);
    expect((await send('put', path, STAFF, { ...DRAFT, version: 2 })).status).toBe(404);
    const actor = 'briefing@bpd.example';
    expect((await auditOf(database.current, 'briefing.%')).slice(-3)).toEqual([
      { actor, action: 'briefing.made', detail: { title: 'To be deleted', version: 1, sections: 2 } },
      { actor, action: 'briefing.changed', detail: { title: 'To be deleted soon', version: 2, sections: 2 } },
      { actor, action: 'briefing.ended', detail: {} },
    ]);
  });

  const section = { heading: 'H', text: '', query: null };
  it.each<[string, object]>([
    ['title', { title: ' ' }],
    ['title', { title: 'x'.repeat(151) }],
    ['sections', { sections: Array.from({ length: MOST_SECTIONS + 1 }, () => section) }],
    ['sections.1.heading', { sections: [section, { ...section, heading: ' ' }] }],
    ['sections.0.heading', { sections: [{ ...section, heading: 'x'.repeat(201) }] }],
    ['sections.0.text', { sections: [{ ...section, text: 'x'.repeat(10_001) }] }],
    ['sections.0.query', { sections: [{ ...section, query: 'colour=red' }] }],
    ['sections.0.query', { sections: [{ ...section, query: 'view=nowhere' }] }],
    ['sections.0.query', { sections: [{ heading: 'H', text: '' }] }],
  ])('are refused in words for their %s', async (parameter, more) => {
    const { status, body } = await send('post', '/api/briefings', STAFF, { ...DRAFT, ...more });
    expect([status, body.parameter]).toEqual([400, parameter]);
    expect((await send('get', '/api/briefings', STAFF)).body.total).toBe(0);
  });
});
