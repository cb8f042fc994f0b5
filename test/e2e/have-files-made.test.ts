/** Files of what is shown, made by the server: by its own browser, as whoever asks sees it. */
import type { APIRequestContext, Page } from 'playwright-core';
import { request } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../domain/access.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import { makeBriefing } from '../../server/briefings/briefings-service.ts';
import { accountCookie, accountOf } from '../helpers/account-cookie.ts';
import { useBrowser } from '../helpers/browser.ts';
import { mapDrawn } from '../helpers/map-page.ts';
import { insertRecords } from '../helpers/records.ts';
import { releaseYear } from '../helpers/release-year.ts';
import { useTestServer } from '../helpers/server.ts';
import { unzip } from '../helpers/unzip.ts';

const server = useTestServer([], { signedIn: false, makesFiles: true });
const browser = useBrowser();
let briefing = 0;

/** 30 guns that BPD recovered, 10 that NPD did: neither sees the other's. */
beforeAll(async () => {
  const gun = (agency: string, state: string) => ({
    agency,
    on: '2025-03-15',
    to: { state: 'MD' },
    from: { state },
  });
  await insertRecords(server.database, {
    agencies: ['BPD', 'NPD'],
    recoveries: [
      ...Array.from({ length: 30 }, () => gun('BPD', 'VA')),
      ...Array.from({ length: 10 }, () => gun('NPD', 'PA')),
    ],
  });
  await releaseYear(server.database, 'BPD', 2025);
  const author = await accountOf(server.database, 'BPD', 'briefing');
  briefing = await makeBriefing(server.database, author, {
    title: 'One state',
    sections: [
      { heading: 'From Virginia', text: 'Words.', query: 'source_state=VA' },
      { heading: 'In words', text: 'More words.', query: null },
    ],
  });
});

async function asking(role: Role | null, agency = 'BPD'): Promise<APIRequestContext> {
  const cookie = role === null ? {} : { Cookie: await accountCookie(server.database, agency, role) };
  return request.newContext({ baseURL: server.url, extraHTTPHeaders: cookie });
}

async function order(role: Role | null, data: object, agency = 'BPD', language = 'en') {
  const headers = { 'Accept-Language': language };
  const answer = await (await asking(role, agency)).post('/api/pictures', { data, headers, timeout: 70_000 });
  return { status: answer.status(), headers: answer.headers(), body: await answer.body() };
}

async function openAs(role: Role, query = ''): Promise<Page> {
  const [name = '', value = ''] = (await accountCookie(server.database, 'BPD', role)).split('=');
  const page = await browser.openPage({ baseURL: server.url, viewport: { width: 1280, height: 800 } });
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.goto(`/${query}`);
  return page;
}

describe('a file the server makes', () => {
  it('is a PDF with tags, on the paper that was chosen', async () => {
    const page = await openAs('analyst');
    await mapDrawn(page);
    await page.getByRole('button', { name: 'Brief', exact: true }).click();
    await page.getByLabel('Paper', { exact: true }).selectOption('a4');
    const download = page.waitForEvent('download', { timeout: 60_000 });
    await page.getByRole('button', { name: 'PDF', exact: true }).click();
    expect((await download).suggestedFilename()).toBe('tracemap-30-guns-recovered-2025-03-15.pdf');

    const { status, headers, body } = await order('analyst', { query: '', format: 'pdf', paper: 'a4' });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/pdf');
    expect(headers['cache-control']).toBe('no-store');
    const pdf = body.toString('latin1');
    expect(pdf).toMatch(/\/StructTreeRoot/);
    expect(pdf).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
    expect(Math.round(Number(pdf.match(/\/MediaBox \[0 0 ([\d.]+)/)?.[1]))).toBeCloseTo(842, -1);
  }, 150_000);

  it('says what its asker sees, and nothing of others', async () => {
    for (const [agency, guns] of [
      ['BPD', '30 guns recovered'],
      ['NPD', '10 guns recovered'],
    ] as const) {
      const { body } = await order('analyst', { query: '', format: 'pptx' }, agency);
      const slide = (await unzip(body)).get('ppt/slides/slide1.xml') ?? '';
      expect(slide).toContain(guns);
      expect(slide).toContain(NOT_A_RANDOM_SAMPLE);
    }
    const sessions = await server.database.knex('account_session').where('device', 'like', 'This server%');
    expect(sessions).toEqual([]);
  }, 150_000);

  it('is in the language of whoever orders it', async () => {
    const slides = await order('analyst', { query: '', format: 'pptx' }, 'BPD', 'es');
    const slide = (await unzip(slides.body)).get('ppt/slides/slide1.xml') ?? '';
    expect(slide).toContain('30 armas con recuperación');
    expect(slide).not.toContain('guns recovered');
    const paper = await order('analyst', { query: '', format: 'pdf' }, 'BPD', 'es');
    expect(paper.headers['content-disposition']).toContain('tracemap-30-armas-con-recuperacion');
    expect(paper.body.toString('latin1')).toMatch(/\/Lang \(es\)/);
    const english = await order('analyst', { query: '', format: 'pdf' });
    expect(english.body.toString('latin1')).toMatch(/\/Lang \(en\)/);
  }, 150_000);

  it('is of a whole briefing, for those whose it is', async () => {
    const { status, body } = await order('briefing', { briefing, format: 'pdf' });
    expect(status).toBe(200);
    expect([...body.toString('latin1').matchAll(/\/Type \/Page\b(?!s)/g)]).toHaveLength(2);
    const events = await server.database
      .knex('audit_event')
      .where('action', 'picture.made')
      .orderBy('id', 'desc');
    expect(events[0]).toMatchObject({
      actor: 'briefing@bpd.example',
      subject: `briefing ${briefing}`,
      detail: { format: 'pdf' },
    });
    expect((await order('briefing', { briefing, format: 'pdf' }, 'NPD')).status).toBe(404);
  }, 150_000);

  it('is of released counts alone for who sees counts alone', async () => {
    const { status, body } = await order('briefing', { query: '', format: 'pptx' });
    expect(status).toBe(403);
    expect(String(body)).toContain('whoever sees records can take it along');
    const released = await order('briefing', { query: 'view=released', format: 'pptx' });
    expect(released.status).toBe(200);
    const slide = (await unzip(released.body)).get('ppt/slides/slide1.xml') ?? '';
    expect(slide).toContain('30 guns recovered by BPD in 2025');
    expect(slide).toContain('released for everybody');
  }, 150_000);

  it('is given up when its asker goes, and the next is made', async () => {
    const gone = new AbortController();
    const headers = {
      Cookie: await accountCookie(server.database, 'BPD', 'briefing'),
      'Content-Type': 'application/json',
    };
    const body = JSON.stringify({ briefing, format: 'pptx' });
    const asked = fetch(`${server.url}/api/pictures`, { method: 'POST', headers, body, signal: gone.signal });
    const opened = () => server.database.knex('account_session').where('device', 'like', 'This server%');
    await expect.poll(opened, { timeout: 20_000 }).toHaveLength(1);
    gone.abort();
    await expect(asked).rejects.toThrow();
    await expect.poll(opened, { timeout: 20_000 }).toHaveLength(0);
    expect((await order('analyst', { query: '', format: 'png', scale: 1 })).status).toBe(200);
  }, 150_000);

  it('is for those who see the map', async () => {
    expect((await order(null, { query: '', format: 'pdf' })).status).toBe(401);
    expect((await order('auditor', { query: '', format: 'pdf' })).status).toBe(403);
    expect((await order('analyst', { query: 'view=audit', format: 'pdf' })).status).toBe(400);
    expect((await order('analyst', { query: '', briefing, format: 'pdf' })).status).toBe(400);
    expect(await (await (await asking('analyst')).get('/api/pictures')).json()).toEqual({ available: true });
  });
});
