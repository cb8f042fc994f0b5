import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PageLanguage } from '../../../domain/languages/languages.ts';
import type { CategoryWay } from '../../../domain/snapshots.ts';
import { insertEmbed, keepPicture, revokeEmbed } from '../../../server/snapshots/embeds-store.ts';
import { auditOf } from '../../helpers/access.ts';
import { useCommandLine } from '../../helpers/command-line.ts';
import { findBrowser } from '../../helpers/launch-browser.ts';
import { insertRecords } from '../../helpers/records.ts';

let chromium: string | null = null;
const commandLine = useCommandLine({ chromium: () => chromium });
const sum = (atLeast: number) => ({ atLeast, isWhole: true, hidden: null });
const FIGURES = {
  language: 'en',
  way: 'type',
  agency: 'Baltimore <Police>',
  home: null,
  area: null,
  from: 2024,
  to: 2024,
  threshold: 11,
  countedOn: '2026-01-02',
  total: sum(60),
  rows: [{ code: 'pistol', name: 'Pistol', sum: sum(60) }],
} as const;
const id = (letter: string) => letter.repeat(20);
let agencies: Readonly<Record<string, number>>;
let folder: string;
let run = 0;

beforeAll(async () => {
  await insertRecords(commandLine.current.database, { agencies: ['BPD', 'NPD'], recoveries: [] });
  const rows = await commandLine.current.database.knex('agency').select('id', 'code');
  agencies = Object.fromEntries(rows.map((row) => [String(row.code), Number(row.id)]));
});
beforeEach(async () => {
  await commandLine.current.database.knex('embed').delete();
  run += 1;
  folder = path.join(commandLine.current.folder, `published-${run}`);
});

interface PageOptions {
  readonly language?: PageLanguage;
  readonly signedOnly?: boolean;
  readonly way?: CategoryWay;
}
const page = (
  letter: string,
  agency: string,
  days: number | null = null,
  { language = 'en', signedOnly = false, way = 'type' }: PageOptions = {},
) =>
  commandLine.current.database.knex.transaction((trx) =>
    insertEmbed(trx, {
      id: id(letter),
      agencyId: agencies[agency] ?? 0,
      title: `Page ${letter} & more`,
      page: 'as it is served',
      figures: { ...FIGURES, language, way, rows: [...FIGURES.rows] },
      sites: letter === 'a' ? ['https://city.example'] : [],
      signedOnly,
      madeBy: 'Staff',
      days,
    }),
  );
const publish = (...args: string[]) =>
  commandLine.current.run('publish', '--agency', 'BPD', '--out', folder, ...args);
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const WITH_A = ['_headers', `${id('a')}.html`, `${id('a')}.json`, 'index.html', 'tracemap-published.json'];

describe('tracemap publish', () => {
  it('writes the pages of one agency as files that need no server of ours', async () => {
    await page('a', 'BPD');
    await page('c', 'NPD');
    const { code, stdout } = await publish('--json');
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      { out: folder, pages: [id('a')], leftOut: [], removed: [] },
    ]);
    expect(readdirSync(folder).toSorted()).toEqual(WITH_A.toSorted());
    const html = read(`${id('a')}.html`);
    expect(html).toContain('<title>Page a &amp; more</title>');
    expect(html).toContain('Baltimore &lt;Police&gt;');
    expect(html).toContain(`href="${id('a')}.json"`);
    // Nothing that leads back to the server it was made on.
    expect(html).not.toMatch(/\/embed\/|oembed/);
    expect(JSON.parse(read(`${id('a')}.json`))).toEqual({ title: 'Page a & more', ...FIGURES });
    expect(read('index.html')).toContain(
      `<li><a href="${id('a')}.html" lang="en" hreflang="en">Page a &amp; more</a></li>`,
    );
    expect(read('_headers')).toMatch(
      /^\/a{20}\.html\n {2}Content-Security-Policy: .*frame-ancestors https:\/\/city\.example\n/,
    );
    expect(await auditOf(commandLine.current.database, 'embed.written')).toMatchObject([
      { detail: { pages: 1 } },
    ]);
  });

  it('writes a page in the language it was made in', async () => {
    await page('e', 'BPD', null, { language: 'es' });
    await publish();
    expect(read(`${id('e')}.html`)).toMatch(/^<!doctype html>\n<html lang="es">.*60 armas recuperadas por/s);
    expect(read('index.html')).toMatch(/href="e{20}\.html" lang="es" hreflang="es">/);
  });

  it('writes pictures that are there, found by the whole address the folder is reached at', async () => {
    await page('a', 'BPD');
    await page('b', 'BPD');
    await commandLine.current.database.knex.transaction((trx) =>
      keepPicture(trx, id('a'), Buffer.from('PNG')),
    );
    const { stdout } = await publish('--address', 'https://data.city.example/guns/');
    expect(stdout).toMatch(/\n1 without a picture: install Chromium/);
    expect(readdirSync(folder).filter((name) => name.endsWith('.png'))).toEqual([`${id('a')}.png`]);
    expect(read(`${id('a')}.png`)).toBe('PNG');
    expect(read(`${id('a')}.html`)).toContain(
      `<meta property="og:image" content="https://data.city.example/guns/${id('a')}.png">`,
    );
    expect(read(`${id('b')}.html`)).not.toContain('og:image');
  });

  it('draws them where there is a Chromium', async () => {
    chromium = await findBrowser();
    await page('a', 'BPD');
    const { stdout, stderr } = await publish();
    chromium = null;
    expect(stderr).toContain('Picture 1 of 1\n');
    expect(stdout).toContain('\nSay by --address where the folder will be reached');
    expect(readFileSync(path.join(folder, `${id('a')}.png`)).readUInt32BE(16)).toBe(1200);
    expect(read(`${id('a')}.html`)).toContain(`<meta property="og:image" content="${id('a')}.png">`);
  });

  it('writes the tiles of maps, which maps of any site may read', async () => {
    await page('a', 'BPD');
    await page('m', 'BPD', null, { way: 'source' });
    await publish();
    expect(readdirSync(folder).filter((name) => name.endsWith('.pmtiles'))).toEqual([`${id('m')}.pmtiles`]);
    expect(read(`${id('m')}.pmtiles`)).toMatch(/^PMTiles/);
    expect(read('_headers')).toContain(
      `\n/${id('m')}.pmtiles\n  Access-Control-Allow-Origin: *\n  Content-Type: application/vnd.pmtiles\n`,
    );
    await commandLine.current.database.knex.transaction((trx) =>
      revokeEmbed(trx, agencies.BPD ?? 0, id('m')),
    );
    await publish();
    expect(readdirSync(folder).toSorted()).toEqual(WITH_A.toSorted());
  });

  it('leaves out what opens by a signed link alone, and says so', async () => {
    await page('a', 'BPD');
    await page('s', 'BPD', null, { signedOnly: true });
    expect((await publish()).stdout).toMatch(
      /^1 page written .*\n1 page opens by a signed link alone: it was left out/,
    );
    expect(readdirSync(folder).toSorted()).toEqual(WITH_A.toSorted());
    expect(read('index.html') + read('_headers')).not.toContain(id('s'));
    expect(JSON.parse((await publish('--json')).stdout)).toMatchObject({ leftOut: [id('s')] });
  });

  it('removes what was taken back or is over when it is run again', async () => {
    const { knex } = commandLine.current.database;
    await page('a', 'BPD');
    await page('b', 'BPD', 3);
    const first = await publish();
    expect(first.stdout).toMatch(
      /^2 pages written .*; 0 files .*\n.*without a picture.*\n.*taken back.*\nThe first to end does so on \d{4}-/,
    );
    await knex.transaction((trx) => revokeEmbed(trx, agencies.BPD ?? 0, id('b')));
    expect((await publish()).stdout).toMatch(/^1 page written .*; 2 files of earlier ones removed/);
    expect(readdirSync(folder).toSorted()).toEqual(WITH_A.toSorted());
    await knex.raw("UPDATE embed SET expires_at = now() - interval '1 day' WHERE id = ?", [id('a')]);
    await publish();
    expect(readdirSync(folder).toSorted()).toEqual(['_headers', 'index.html', 'tracemap-published.json']);
    expect(read('index.html')).toContain('Nothing is published.');
  });

  it('touches no folder that holds anything else', async () => {
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'mine.txt'), 'mine');
    const { code, stderr } = await publish();
    expect([code, stderr]).toEqual([2, expect.stringMatching(/has other files in it/)]);
    expect(readdirSync(folder)).toEqual(['mine.txt']);
  });

  it.each([
    [['publish', '--agency', 'BPD'], /needs --out/],
    [['publish', '--agency', 'BPD', '--out', 'x', '--address', 'city.example'], /--address must be where/],
    [['publish', '--agency', 'NONE', '--out', 'x'], /no agency "NONE"/],
  ])('says what is missing: %j', async (words, wrong) => {
    const { code, stderr } = await commandLine.current.run(...words);
    expect([code, stderr]).toEqual([2, expect.stringMatching(wrong)]);
  });
});
