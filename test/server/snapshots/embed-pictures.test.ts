/** Pictures of pages: of which pages there are some, for whom, how often they are drawn, and what comes out of a real Chromium. */
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EmbedDraft } from '../../../domain/snapshots.ts';
import { embedLinkSchema } from '../../../domain/snapshots.ts';
import { ProblemError } from '../../../server/errors.ts';
import { PictureBrowser } from '../../../server/pictures/picture-browser.ts';
import { Pictures } from '../../../server/pictures/pictures-service.ts';
import type { DrawPicture } from '../../../server/snapshots/embed-picture.ts';
import { EMBED_PICTURE_SIZE } from '../../../server/snapshots/embed-picture.ts';
import { accountCookie } from '../../helpers/account-cookie.ts';
import { findBrowser } from '../../helpers/launch-browser.ts';
import { EMBED_DRAFT, publishingApp } from '../../helpers/publishing-app.ts';
import { insertRecords } from '../../helpers/records.ts';
import { releaseYear } from '../../helpers/release-year.ts';
import { useTestDatabase } from '../../helpers/test-database.ts';

const database = useTestDatabase();

/** A server that draws with `draw`; null: it cannot. */
const appWith = (draw: DrawPicture | null) => publishingApp(database.current, draw);
type App = ReturnType<typeof appWith>;

const asStaff = async (app: App, method: 'post' | 'delete', path: string, body?: object) =>
  request(app)
    [method](path)
    .set('Cookie', await accountCookie(database.current, 'BPD', 'briefing'))
    .send(body);

async function embedded(app: App, draft: Partial<EmbedDraft> = {}): Promise<string> {
  const { status, body } = await asStaff(app, 'post', '/api/embeds', {
    ...EMBED_DRAFT,
    title: 'Where <our> guns come from',
    ...draft,
  });
  expect([status, body.detail]).toEqual([201, undefined]);
  return body.id;
}

/** Draws words instead of a picture, and keeps what it was asked to draw. */
function scribbler() {
  const asked: string[] = [];
  const draw: DrawPicture = async (markup) => {
    asked.push(markup);
    return Buffer.from(`picture ${asked.length}`);
  };
  return { asked, draw };
}

const tagsOf = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">/g)].map(
      ([, name = '', content = '']) => [name, content],
    ),
  );

beforeAll(async () => {
  const gun = { agency: 'BPD', on: '2024-03-01', to: { state: 'MD' }, outcome: 'dealer' as const };
  const times = (count: number, state: string) =>
    Array.from({ length: count }, () => ({ ...gun, from: { state } }));
  await insertRecords(database.current, {
    agencies: ['BPD'],
    recoveries: [...times(40, 'MD'), ...times(20, 'VA')],
  });
  await releaseYear(database.current, 'BPD', 2024);
});
beforeEach(() => database.current.knex('embed').delete());

describe('the picture of a page', () => {
  it('is told in the page, with what it shows in words', async () => {
    const app = appWith(scribbler().draw);
    const id = await embedded(app);
    const { text } = await request(app).get(`/embed/${id}`);
    expect(tagsOf(text)).toMatchObject({
      'og:image': `https://tracemap.example/embed/${id}/picture.png`,
      'og:image:width': '1200',
      'og:image:height': '630',
      'og:image:alt': expect.stringMatching(
        /^60 guns recovered by BPD in 2024.*Lines lead to Maryland\. Most were sold in Maryland \(40\)/,
      ),
      'twitter:card': 'summary_large_image',
    });
    const types = await request(app).get(`/embed/${await embedded(app, { way: 'type' })}`);
    expect(tagsOf(types.text)['og:image:alt']).toMatch(
      /by type\. Pistols: 60; Revolvers: 0; .*Type not known: 0\.$/,
    );
  });

  it('is drawn of the figures of its page once, whoever asks, and kept', async () => {
    const { asked, draw } = scribbler();
    const app = appWith(draw);
    const address = `/embed/${await embedded(app)}/picture.png`;
    const [first, second] = await Promise.all([request(app).get(address), request(app).get(address)]);
    expect([first.status, first.type, String(first.body)]).toEqual([200, 'image/png', 'picture 1']);
    expect(second.body).toEqual(first.body);
    expect(first.headers['cache-control']).toBe('public, no-cache');
    expect(first.headers['set-cookie']).toBeUndefined();
    expect((await request(app).get(address).set('If-None-Match', String(first.headers.etag))).status).toBe(
      304,
    );
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('<h1>Where &lt;our&gt; guns come from</h1>');
    expect(asked[0]).toContain('<title>Sold and recovered in Maryland: 40</title>');
    expect(asked[0]).toContain('Source: trace results of BPD');
    // Another process has it from the database, also one that cannot draw.
    expect(String((await request(appWith(null)).get(address)).body)).toBe('picture 1');
  });

  it('is gone at once with its page', async () => {
    const app = appWith(scribbler().draw);
    const id = await embedded(app);
    const address = `/embed/${id}/picture.png`;
    const { headers } = await request(app).get(address).expect(200);
    expect((await asStaff(app, 'delete', `/api/embeds/${id}`)).status).toBe(204);
    const gone = await request(app).get(address).set('If-None-Match', String(headers.etag));
    expect([gone.status, gone.body.detail]).toEqual([404, expect.stringMatching(/taken back/)]);
    expect(await database.current.knex('embed').select('picture').first()).toEqual({ picture: null });
    expect((await request(app).get('/embed/nothing/picture.png')).status).toBe(404);
  });

  it('is there neither without something to draw with nor of a page for chosen readers', async () => {
    const without = appWith(null);
    const id = await embedded(without);
    expect(tagsOf((await request(without).get(`/embed/${id}`)).text)).toEqual({
      'og:title': expect.any(String),
      'og:description': expect.any(String),
    });
    expect((await request(without).get(`/embed/${id}/picture.png`)).status).toBe(404);

    const { asked, draw } = scribbler();
    const app = appWith(draw);
    const signed = await embedded(app, { signedOnly: true });
    const link = embedLinkSchema.parse(
      (await asStaff(app, 'post', `/api/embeds/${signed}/links`, { days: 7 })).body,
    );
    const page = await request(app).get(link.address).expect(200);
    expect(page.text).not.toContain('og:image');
    for (const address of [`/embed/${signed}/picture.png`, link.address.replace('?', '/picture.png?')]) {
      expect((await request(app).get(address)).status).toBe(404);
    }
    expect(asked).toEqual([]);
  });

  it('is asked for again where it could not be drawn yet', async () => {
    let isBusy = true;
    const app = appWith(async () => {
      if (isBusy) throw new ProblemError(429, 'Too many requests', 'Others are being made.');
      return Buffer.from('drawn');
    });
    const address = `/embed/${await embedded(app)}/picture.png`;
    const refused = await request(app).get(address);
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '15']);
    expect(refused.headers['cache-control']).toBe('no-store');
    isBusy = false;
    expect(String((await request(app).get(address)).body)).toBe('drawn');
  });
});

describe('a Chromium', () => {
  let browser: PictureBrowser | undefined;
  afterAll(() => browser?.close());

  it('draws PNGs of 1200 × 630 pixels, another of each way', async () => {
    const drawing = new PictureBrowser(await findBrowser());
    browser = drawing;
    const pictures = new Pictures(database.current, drawing);
    const app = appWith((markup) => pictures.draw(markup, EMBED_PICTURE_SIZE));
    const drawn: Buffer[] = [];
    for (const way of ['source', 'time'] as const) {
      const { body } = await request(app).get(`/embed/${await embedded(app, { way })}/picture.png`);
      expect(body.subarray(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
      expect([body.readUInt32BE(16), body.readUInt32BE(20)]).toEqual([1200, 630]);
      drawn.push(body);
    }
    expect(drawn[0]?.equals(drawn[1] ?? Buffer.alloc(0))).toBe(false);
  });
});
