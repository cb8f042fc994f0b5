import { createHash } from 'node:crypto';
import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../domain/access.ts';
import { publishedCount } from '../../../domain/publication.ts';
import type { ReleasedFigures } from '../../../domain/released-figures.ts';
import { releasedFiguresSchema } from '../../../domain/released-figures.ts';
import type { EmbedDraft } from '../../../domain/snapshots.ts';
import { embedsSchema, snapshotsSchema } from '../../../domain/snapshots.ts';
import { auditOf } from '../../helpers/access.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import { EMBED_DRAFT, publishingApp } from '../../helpers/publishing-app.ts';
import { readEmbedPage, wordlessPage } from '../../helpers/read-embed-page.ts';
import type { RecoveryRecord } from '../../helpers/records.ts';
import { insertRecords } from '../../helpers/records.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();
const app = () => publishingApp(database.current);

type Who = readonly [agency: string, role: Role];
const STAFF: Who = ['BPD', 'briefing'];
const ANALYST: Who = ['BPD', 'analyst'];
const OTHER: Who = ['NPD', 'analyst'];

async function send(method: 'get' | 'post' | 'delete', path: string, who: Who, body?: object) {
  const cookie = await accountCookie(database.current, ...who);
  return request(app())[method](path).set('Cookie', cookie).send(body);
}

const times = (count: number, record: Omit<RecoveryRecord, 'agency'>, agency = 'BPD'): RecoveryRecord[] =>
  Array.from({ length: count }, () => ({ agency, outcome: 'dealer', ...record }));
const IN_CITY = { state: 'MD', county: '24510' };
const from = (state: string) => ({ state });

/** 2024: 60 guns, 3 of them from Georgia. 2025: 80, of which Baltimore has 4 from Virginia. Newark has its own. */
beforeAll(async () => {
  await insertRecords(database.current, {
    agencies: ['BPD', 'NPD'],
    areas: [
      { level: 'county', code: '24510', name: 'Baltimore city', state: 'MD', at: [-76.6, 39.3] },
      { level: 'county', code: '24005', name: 'Baltimore County', state: 'MD', at: [-76.6, 39.4] },
    ],
    recoveries: [
      ...times(30, { on: '2024-03-01', to: IN_CITY, from: from('MD'), ttc: 50 }),
      ...times(27, { on: '2024-05-01', to: IN_CITY, from: from('VA'), ttc: 2000 }),
      ...times(3, { on: '2024-12-31', to: IN_CITY, from: from('GA'), ttc: 2000 }),
      ...times(40, { on: '2025-01-01', to: IN_CITY, from: from('MD'), ttc: 100 }),
      ...times(20, { on: '2025-01-01', to: { state: 'MD', county: '24005' }, from: from('MD'), ttc: 100 }),
      ...times(4, { on: '2025-06-01', to: IN_CITY, from: from('VA'), ttc: 100 }),
      ...times(16, { on: '2025-06-01', to: { state: 'MD', county: '24005' }, from: from('VA'), ttc: 100 }),
      ...times(13, { on: '2024-06-01', from: from('NJ'), ttc: 100 }, 'NPD'),
    ],
  });
});
async function made(year: number, who = STAFF): Promise<number> {
  const { status, body } = await send('post', '/api/snapshots', who, { year });
  expect([status, body.detail]).toEqual([201, undefined]);
  return body.id;
}

async function listed(who = STAFF) {
  return snapshotsSchema.parse((await send('get', '/api/snapshots', who)).body);
}

async function released(year: number): Promise<void> {
  expect((await send('post', `/api/snapshots/${await made(year)}/release`, ANALYST)).status).toBe(204);
}

async function embedded(draft: Partial<EmbedDraft> = {}): Promise<string> {
  const { status, body } = await send('post', '/api/embeds', STAFF, { ...EMBED_DRAFT, ...draft });
  expect([status, body.detail]).toEqual([201, undefined]);
  return body.id;
}

describe('a snapshot', () => {
  beforeEach(() => database.current.knex('snapshot').delete());

  it('freezes the counts of its agency’s own guns of a year, small ones kept back', async () => {
    await made(2024);
    const { items, years } = await listed();
    const [snapshot] = items;
    expect(years).toEqual([2025, 2024]);
    expect(snapshot).toMatchObject({ year: 2024, isOwn: true, releasedAt: null });
    expect(snapshot?.plan.sources.map(({ code }) => code)).toEqual(['MD', 'VA', 'other', 'unknown']);
    // All of 2024 is from Baltimore city: nothing to tell apart.
    expect(snapshot?.plan.areas).toEqual([]);
    if (snapshot === undefined) throw new Error('No snapshot.');
    const told = (area: string, category: string) => publishedCount(snapshot, area, category);
    expect(told('all', 'all')).toBe(60);
    // 3 from other states are fewer than 11: what they could be worked out from is withheld with them.
    expect(told('all', 'source:other')).toBe('fewer');
    expect([told('all', 'source:MD'), told('all', 'source:VA')]).toEqual([30, 'withheld']);
    expect(told('all', 'source:unknown')).toBe(0);
    expect(told('all', 'time:under_3_months')).toBe(30);
    expect(told('all', 'time:3_years_and_over')).toBe(30);
    expect(JSON.stringify(snapshot.cells)).not.toMatch(/\b3\b/);
  });

  it('is by the areas and states of the first that was released', async () => {
    await released(2024);
    await made(2025);
    const { items } = await listed();
    expect(items.map(({ year }) => year)).toEqual([2025, 2024]);
    expect(items[0]?.plan).toEqual(items[1]?.plan);
  });

  it('is released by somebody else than who made it, once and for good', async () => {
    const id = await made(2024);
    const own = await send('post', `/api/snapshots/${id}/release`, STAFF);
    expect([own.status, own.body.detail]).toEqual([403, expect.stringMatching(/somebody else/)]);
    expect((await send('post', `/api/snapshots/${id}/release`, ANALYST)).status).toBe(204);
    expect((await listed()).items[0]?.releasedBy).toBeTruthy();
    for (const answer of [
      await send('post', `/api/snapshots/${id}/release`, ANALYST),
      await send('post', '/api/snapshots', STAFF, { year: 2024 }),
      await send('delete', `/api/snapshots/${id}`, ANALYST),
    ]) {
      expect([answer.status, answer.body.detail]).toEqual([409, expect.stringMatching(/2024 are released/)]);
    }
  });

  describe('where the region settled otherwise', () => {
    beforeEach(async () => {
      await database.current.knex.raw(
        'UPDATE region_policy SET least_published = 20, second_person_releases = false',
      );
      return () =>
        database.current.knex.raw(
          'UPDATE region_policy SET least_published = DEFAULT, second_person_releases = DEFAULT',
        );
    });

    it('has a least count of its own, and is released by whoever made it', async () => {
      const id = await made(2025);
      const { items, leastPublished, secondPersonReleases } = await listed();
      expect([leastPublished, secondPersonReleases]).toEqual([20, false]);
      const [snapshot] = items;
      if (snapshot === undefined) throw new Error('No snapshot.');
      expect(snapshot.plan.threshold).toBe(20);
      // 4 and 16 from Virginia: both fewer than 20, their sum is not.
      expect(publishedCount(snapshot, '24510', 'source:VA')).toBe('fewer');
      expect(publishedCount(snapshot, '24005', 'source:VA')).toBe('fewer');
      expect((await send('post', `/api/snapshots/${id}/release`, STAFF)).status).toBe(204);
    });

    it('keeps the least count that a first year was released by', async () => {
      await database.current.knex.raw('UPDATE region_policy SET least_published = 11');
      await released(2024);
      await database.current.knex.raw('UPDATE region_policy SET least_published = 5');
      await made(2025);
      expect((await listed()).items.map(({ plan }) => plan.threshold)).toEqual([11, 11]);
    });
  });

  it('tells the counties apart where several have enough', async () => {
    await made(2025);
    const [snapshot] = (await listed()).items;
    if (snapshot === undefined) throw new Error('No snapshot.');
    expect(snapshot.plan.areas.map(({ name }) => name)).toEqual([
      'Baltimore County',
      'Baltimore city',
      'Elsewhere, or place unknown',
    ]);
    expect(publishedCount(snapshot, '24510', 'source:VA')).toBe('fewer');
    expect(publishedCount(snapshot, '24005', 'source:VA')).toBe('withheld');
    expect(publishedCount(snapshot, 'other', 'all')).toBe(0);
  });

  it('is made anew or deleted as long as it is not released', async () => {
    const first = await made(2024);
    const second = await made(2024, ANALYST);
    expect((await listed()).items.map(({ id }) => id)).toEqual([second]);
    expect((await send('post', `/api/snapshots/${first}/release`, ANALYST)).status).toBe(404);
    expect((await send('delete', `/api/snapshots/${second}`, STAFF)).status).toBe(204);
    expect((await listed()).items).toEqual([]);
  });

  it('is refused when what was released since is told by other areas', async () => {
    const older = await made(2025);
    await released(2024);
    const answer = await send('post', `/api/snapshots/${older}/release`, ANALYST);
    expect([answer.status, answer.body.detail]).toEqual([
      409,
      expect.stringMatching(/Make this snapshot anew/),
    ]);
  });

  it('is not made of a year that is not over', async () => {
    const year = new Date().getUTCFullYear();
    const { status, body } = await send('post', '/api/snapshots', STAFF, { year });
    expect([status, body.detail]).toEqual([400, expect.stringMatching(`${year} is not over`)]);
  });

  it('is not made of a year without guns', async () => {
    const { status, body } = await send('post', '/api/snapshots', STAFF, { year: 2019 });
    expect([status, body.detail]).toEqual([400, 'Your agency has no guns of 2019: choose another year.']);
  });

  it('is its agency’s alone', async () => {
    const id = await made(2024);
    expect((await listed(OTHER)).items).toEqual([]);
    expect((await send('post', `/api/snapshots/${id}/release`, OTHER)).status).toBe(404);
    expect((await send('delete', `/api/snapshots/${id}`, OTHER)).status).toBe(404);
    expect((await send('get', '/api/snapshots', ['BPD', 'auditor'])).status).toBe(403);
    expect((await request(app()).get('/api/snapshots')).status).toBe(401);
  });

  it('is noted with how much of it is shown, never with a count', async () => {
    await released(2024);
    const events = await auditOf(database.current, 'snapshot.%');
    expect(events.slice(-2)).toMatchObject([
      { actor: 'briefing@bpd.example', action: 'snapshot.made', detail: { year: 2024 } },
      { actor: 'analyst@bpd.example', action: 'snapshot.released', detail: { year: 2024 } },
    ]);
  });
});

describe('a page for other sites', () => {
  beforeAll(async () => {
    await database.current.knex('snapshot').delete();
    await released(2024);
  });
  beforeEach(() => database.current.knex('embed').delete());

  it('is of released snapshots alone, and adds years without telling what a year does not tell', async () => {
    await made(2025);
    const { status, body } = await send('post', '/api/embeds', STAFF, { ...EMBED_DRAFT, to: 2025 });
    expect([status, body.detail]).toEqual([400, expect.stringMatching(/Not released yet: 2025/)]);
    await released(2025);
    const both = await request(app()).get(`/embed/${await embedded({ to: 2025 })}.json`);
    const { rows, total } = releasedFiguresSchema.parse(both.body);
    expect(total).toMatchObject({ atLeast: 140, isWhole: true });
    expect(rows.some(({ sum }) => !sum.isWhole)).toBe(true);
    for (const { sum } of rows) expect(sum.hidden).toBeNull();
  });

  it('is everybody’s, without a cookie, and asked for anew each time', async () => {
    const id = await embedded({ sites: ['https://city.example'] });
    const { status, text, headers } = await request(app()).get(`/embed/${id}`);
    expect(status).toBe(200);
    expect(text).toContain('<h1>Where our guns come from</h1>');
    expect(text).toContain('60 guns recovered by BPD in 2024, by the state of their first sale.');
    expect(text).toContain('fewer than 11');
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['cache-control']).toBe('public, no-cache');
    expect(headers['content-security-policy']).toMatch(
      /default-src 'none'.*frame-ancestors https:\/\/city\.example$/,
    );
    const again = await request(app()).get(`/embed/${id}`).set('If-None-Match', String(headers.etag));
    expect(again.status).toBe(304);
  });

  it('keeps the style of the day it was made, which its policy lets it have', async () => {
    const id = await embedded();
    await database.current
      .knex('embed')
      .where({ id })
      .update({ page: database.current.knex.raw(`replace(page, '<style>', '<style>/* of another day */')`) });
    const { headers, text } = await request(app()).get(`/embed/${id}`).expect(200);
    for (const element of ['style', 'script']) {
      const [, content = ''] = new RegExp(`<${element}>(.*?)</${element}>`, 's').exec(text) ?? [];
      expect(content).not.toBe('');
      const hash = createHash('sha256').update(content).digest('base64');
      expect(headers['content-security-policy']).toContain(`${element}-src 'sha256-${hash}'`);
    }
    expect(text).toContain('<style>/* of another day */');
  });

  it('is made in Spanish too: the same counts in the same order, drawn the same', async () => {
    const title = 'Guns';
    const [english, spanish] = [await embedded({ title }), await embedded({ title, language: 'es' })];
    const html = (id: string) => request(app()).get(`/embed/${id}`);
    const { text } = await html(spanish);
    expect(text).toContain('<html lang="es">');
    expect(text).toContain('60 armas recuperadas por BPD en 2024, según el estado de su primera venta.');
    expect(text).toContain('Las armas rastreadas no son una muestra aleatoria');
    const { rows, total } = readEmbedPage(text);
    expect(rows.map(({ name, words, share }) => [name, words, share])).toEqual([
      ['Maryland', '30', '50 %'],
      ['Virginia', 'no se muestra', ''],
      ['Otros estados', 'menos de 11', ''],
      ['Sin rastreo hasta un vendedor con licencia', '0', '0 %'],
    ]);
    expect(total).toBe('60');
    const withoutId = (page: string, id: string) => wordlessPage(page.replaceAll(id, 'ID'));
    expect(withoutId(text, spanish)).toBe(withoutId((await html(english)).text, english));

    const figures = async (id: string) =>
      releasedFiguresSchema.parse((await request(app()).get(`/embed/${id}.json`)).body);
    const unnamed = ({ rows: named, ...rest }: ReleasedFigures) => ({
      ...rest,
      language: null,
      rows: named.map(({ code, sum }) => ({ code, sum })),
    });
    const inSpanish = await figures(spanish);
    expect(inSpanish.language).toBe('es');
    expect(unnamed(inSpanish)).toEqual(unnamed(await figures(english)));
  });

  it('is English where nobody says a language', async () => {
    const { language, ...draft } = EMBED_DRAFT;
    const { status, body } = await send('post', '/api/embeds', STAFF, draft);
    expect(status).toBe(201);
    const { text } = await request(app()).get(`/embed/${body.id}`);
    expect(text).toContain(`<html lang="${language}">`);
    const { body: refused, status: wrong } = await send('post', '/api/embeds', STAFF, {
      ...draft,
      language: 'fr',
    });
    expect([wrong, JSON.stringify(refused)]).toEqual([400, expect.stringMatching(/language/)]);
  });

  it('tells its figures as JSON and how to show it', async () => {
    const id = await embedded();
    const { body } = await request(app()).get(`/embed/${id}.json`);
    const { total, rows } = releasedFiguresSchema.parse(body);
    expect(total).toEqual({ atLeast: 60, isWhole: true, hidden: null });
    expect(rows.map(({ code }) => code).toSorted()).toEqual(['MD', 'VA', 'other', 'unknown']);
    const shown = await request(app()).get(`/oembed?url=https://tracemap.example/embed/${id}&maxwidth=400`);
    expect(shown.body).toMatchObject({
      type: 'rich',
      width: 400,
      html: expect.stringContaining(`/embed/${id}`),
    });
  });

  it('is gone at once when it is taken back, and says so in words', async () => {
    const id = await embedded();
    const { headers } = await request(app()).get(`/embed/${id}`);
    expect((await send('delete', `/api/embeds/${id}`, OTHER)).status).toBe(404);
    expect((await send('delete', `/api/embeds/${id}`, STAFF)).status).toBe(204);
    const gone = await request(app()).get(`/embed/${id}`).set('If-None-Match', String(headers.etag));
    expect([gone.status, gone.text]).toEqual([
      404,
      expect.stringMatching(/taken back.*<p class="what" lang="es">.*retirado/),
    ]);
    expect(gone.headers['content-security-policy']).toMatch(/frame-ancestors \*$/);
    const figures = await request(app()).get(`/embed/${id}.json`);
    expect([figures.status, figures.body.detail]).toEqual([404, expect.stringMatching(/taken back/)]);
    const { items } = embedsSchema.parse((await send('get', '/api/embeds', STAFF)).body);
    expect(items).toMatchObject([{ id, revokedAt: expect.any(String) }]);
    expect(await database.current.knex('embed').select('page').first()).toEqual({ page: '' });
  });

  it('is gone when its time is over', async () => {
    const id = await embedded({ days: 1 });
    expect((await request(app()).get(`/embed/${id}`)).status).toBe(200);
    await database.current.knex('embed').update({ expires_at: new Date(Date.now() - 1000) });
    expect((await request(app()).get(`/embed/${id}`)).status).toBe(404);
  });

  it.each([
    [{ title: ' ' }, /title/],
    [{ from: 2025, to: 2024 }, /before the first/],
    [{ area: '99999' }, /nothing of an area/],
    [{ sites: ['city.example'] }, /no site/],
    [{ sites: ["https://city.example; script-src 'unsafe-inline'"] }, /no site/],
  ])('is refused in words: %o', async (draft, why) => {
    const { status, body } = await send('post', '/api/embeds', STAFF, { ...EMBED_DRAFT, ...draft });
    expect([status, body.detail]).toEqual([400, expect.stringMatching(why)]);
  });

  it('lets no title become code', async () => {
    const id = await embedded({ title: '<script>alert("1")</script>' });
    const { text } = await request(app()).get(`/embed/${id}`);
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
  });
});
