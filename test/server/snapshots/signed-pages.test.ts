/** Pages that open by a signed link alone: to whom, for how long, and to nobody else. */
import request from 'supertest';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../domain/access.ts';
import { releasedFiguresSchema } from '../../../domain/released-figures.ts';
import type { EmbedDraft } from '../../../domain/snapshots.ts';
import { embedLinkSchema, embedsSchema } from '../../../domain/snapshots.ts';
import { signedAddress } from '../../../server/snapshots/embed-links.ts';
import { auditOf } from '../../helpers/access.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import { EMBED_DRAFT, LINK_KEY, publishingApp } from '../../helpers/publishing-app.ts';
import { insertRecords } from '../../helpers/records.ts';
import { releaseYear } from '../../helpers/release-year.ts';
import { cookieOfPartner } from '../../helpers/sign-in.ts';
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

/** 60 guns of 2024, all from Maryland. */
beforeAll(async () => {
  const gun = { agency: 'BPD', on: '2024-03-01', to: { state: 'MD' }, from: { state: 'MD' } };
  await insertRecords(database.current, {
    agencies: ['BPD', 'NPD'],
    recoveries: Array.from({ length: 60 }, () => ({ ...gun, outcome: 'dealer' as const })),
  });
  await releaseYear(database.current, 'BPD', 2024);
});

async function embedded(draft: Partial<EmbedDraft> = {}): Promise<string> {
  const { status, body } = await send('post', '/api/embeds', STAFF, { ...EMBED_DRAFT, ...draft });
  expect([status, body.detail]).toEqual([201, undefined]);
  return body.id;
}

describe('a page for chosen readers', () => {
  beforeEach(() => database.current.knex('embed').delete());

  const ENDED = 'This link has ended or is not whole. Ask who sent it for a new one.';
  const linked = async (id: string, days = 7, who = STAFF) => {
    const { status, body } = await send('post', `/api/embeds/${id}/links`, who, { days });
    expect([status, body.detail]).toEqual([201, undefined]);
    return embedLinkSchema.parse(body);
  };

  it('opens by a signed link, and is kept by nobody', async () => {
    const id = await embedded({ signedOnly: true });
    const { address, expiresAt } = await linked(id);
    expect(Math.round((Date.parse(expiresAt) - Date.now()) / 3_600_000)).toBe(7 * 24);
    const { status, text, headers } = await request(app()).get(address);
    expect([status, text]).toEqual([200, expect.stringContaining('60 guns recovered by BPD in 2024')]);
    expect(headers['cache-control']).toBe('private, no-store');
    expect(headers['x-robots-tag']).toBe('noindex');
    expect(headers.etag).toBeUndefined();
    expect(headers['referrer-policy']).toBe('no-referrer');
    // What stands in it leads nowhere that would not open.
    expect(text).not.toMatch(/href=/);
    const figures = await request(app()).get(address.replace('?', '.json?'));
    expect([figures.status, figures.headers['cache-control']]).toEqual([200, 'private, no-store']);
    expect(releasedFiguresSchema.parse(figures.body).total.atLeast).toBe(60);
  });

  it.each([
    ['en', ENDED],
    ['es', 'Este enlace ha vencido o está incompleto. Pida uno nuevo a quien se lo envió.'],
  ] as const)('says in its language (%s) that a link is missing, wrong or over', async (language, words) => {
    const id = await embedded({ signedOnly: true, language });
    const other = await linked(await embedded({ signedOnly: true }));
    const addresses = [
      `/embed/${id}`,
      `${(await linked(id)).address}A`,
      `/embed/${id}${other.address.slice(other.address.indexOf('?'))}`,
      signedAddress(LINK_KEY, id, new Date(Date.now() - 1000)),
      signedAddress(Buffer.alloc(32, 'o'), id, new Date(Date.now() + 60_000)),
    ];
    for (const address of addresses) {
      const page = await request(app()).get(address);
      expect([page.status, page.headers['cache-control']], address).toEqual([404, 'no-store']);
      expect(page.text).toContain(`<html lang="${language}">`);
      expect(page.text).toContain(words);
      expect(page.text).not.toMatch(/Where our guns come from|recuperadas|recovered/);
      const figures = await request(app()).get(address.replace(id, `${id}.json`));
      expect([figures.status, figures.body.detail], address).toEqual([404, ENDED]);
    }
  });

  it('is told by oEmbed with its signature alone', async () => {
    const id = await embedded({ signedOnly: true });
    const { address } = await linked(id);
    const ask = (page: string) => request(app()).get('/oembed').query({ url: page });
    const refused = await ask(`https://tracemap.example/embed/${id}`);
    expect([refused.status, refused.body.detail]).toEqual([404, ENDED]);
    const shown = await ask(`https://tracemap.example${address}`);
    expect(shown.body.html).toContain(`src="https://tracemap.example${address.replace('&', '&amp;')}"`);
  });

  it('ends for all who have a link when it is taken back', async () => {
    const id = await embedded({ signedOnly: true });
    const links = [await linked(id), await linked(id, 90)];
    for (const { address } of links) expect((await request(app()).get(address)).status).toBe(200);
    expect((await send('delete', `/api/embeds/${id}`, STAFF)).status).toBe(204);
    for (const { address } of links) expect((await request(app()).get(address)).status).toBe(404);
    expect((await send('post', `/api/embeds/${id}/links`, STAFF, { days: 7 })).status).toBe(404);
  });

  it('has links that end no later than the page', async () => {
    const id = await embedded({ signedOnly: true, days: 3 });
    const { items } = embedsSchema.parse((await send('get', '/api/embeds', STAFF)).body);
    expect(items).toMatchObject([{ id, signedOnly: true }]);
    expect((await linked(id, 90)).expiresAt).toBe(items[0]?.expiresAt);
  });

  it('has links of its agency alone, made by who may publish, and noted', async () => {
    const id = await embedded({ signedOnly: true });
    await linked(id, 30, ANALYST);
    const make = async (who: Who, body: object = { days: 7 }, of = id) =>
      (await send('post', `/api/embeds/${of}/links`, who, body)).status;
    expect(await make(OTHER)).toBe(404);
    // From now on NPD sees all records of BPD: its pages are BPD's all the same.
    await cookieOfPartner(database.current, 'NPD');
    expect(await make(OTHER)).toBe(404);
    expect((await send('get', '/api/embeds', OTHER)).body.items).toEqual([]);
    expect((await send('delete', `/api/embeds/${id}`, OTHER)).status).toBe(404);
    expect(await make(['BPD', 'auditor'])).toBe(403);
    expect((await request(app()).post(`/api/embeds/${id}/links`).send({ days: 7 })).status).toBe(401);
    for (const days of [8, 0, '7', null]) expect(await make(STAFF, { days }), String(days)).toBe(400);
    const everybodys = await send('post', `/api/embeds/${await embedded()}/links`, STAFF, { days: 7 });
    expect([everybodys.status, everybodys.body.detail]).toEqual([
      400,
      expect.stringMatching(/for everybody/),
    ]);
    expect((await auditOf(database.current, 'embed.link_made')).slice(-1)).toEqual([
      { actor: 'analyst@bpd.example', action: 'embed.link_made', detail: { days: 30 } },
    ]);
  });
});
