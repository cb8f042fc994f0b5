/**
 * Everything that the demo region's agencies can publish, read as an outsider reads it, and attacked: all years that are over, released
 * through the service, and pages of them. What is shown is held against counts of the records by plain SQL.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from '../../../demo/load-demo.ts';
import { ALL } from '../../../domain/disclosure/additive-table.ts';
import { isSmall, primaryMarks, USUAL_THRESHOLD } from '../../../domain/disclosure/marks.ts';
import { embedFrame } from '../../../domain/embed-frame.ts';
import { toldCells } from '../../../domain/publication.ts';
import type { ReleasedFigures } from '../../../domain/released-figures.ts';
import { releasedFigures, sumInWords } from '../../../domain/released-figures.ts';
import { scopeOfAllRecords } from '../../../domain/scope.ts';
import type { Snapshot } from '../../../domain/snapshots.ts';
import { CATEGORY_WAYS, OTHER, UNKNOWN } from '../../../domain/snapshots.ts';
import { withScope } from '../../../server/database/with-scope.ts';
import { ensureAreas } from '../../../server/reference/load-areas.ts';
import { embedPage } from '../../../server/snapshots/embed-page.ts';
import { readPublicEmbeds } from '../../../server/snapshots/embeds-read-model.ts';
import { createPublicEmbedRoutes } from '../../../server/snapshots/public-embed-routes.ts';
import { makeSnapshot } from '../../../server/snapshots/snapshots-service.ts';
import { staticPages } from '../../../server/snapshots/static-pages.ts';
import { cellKey, recover } from '../../helpers/outsider.ts';
import type { Published } from '../../helpers/published-demo.ts';
import {
  figuresOf,
  firstReleased,
  makePage,
  PAGE_TITLE,
  publishAll,
  readPage,
  trueTable,
} from '../../helpers/published-demo.ts';
import { countInWords, readEmbedPage, wordlessPage } from '../../helpers/read-embed-page.ts';
import { routeApp } from '../../helpers/route-app.ts';
import { solvedCells } from '../../helpers/solved-cells.ts';
import { TEST_ENGINE, useTestDatabase } from '../../helpers/test-database.ts';
import { trueCounts } from '../../helpers/true-counts.ts';
import { importInto, useTextFiles } from '../imports/import-bench.ts';

/** As in test/demo/load-demo.test.ts: loading takes a minute on the embedded engine, and where both are tested one is enough. */
const isLoadedElsewhere = TEST_ENGINE === 'embedded' && (process.env.TEST_DATABASE_URL ?? '') !== '';

/** Guns that came in after their year was released. */
const LATE = 3;

const database = useTestDatabase();
const textFile = useTextFiles();
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'tracemap-demo-'));
let app: Express;
const published: Published[] = [];

beforeAll(async () => {
  await ensureAreas(database.current);
  await loadDemo(database.current, { dataDir }, () => {});
  app = routeApp(createPublicEmbedRoutes(database.current, { linkKey: randomBytes(32), draw: null }));
  published.push(...(await publishAll({ database: database.current, app })));
}, 600_000);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** What a page tells of its rows and of all, whatever they are called. */
function toldBy(html: string) {
  const { rows, total } = readEmbedPage(html);
  return [...rows.map(({ words, share }) => [countInWords(words), share]), countInWords(total)];
}

const markOf = (told: Snapshot['cells'][number]) => (typeof told === 'number' ? 'shown' : told);

describe.skipIf(isLoadedElsewhere)('all that the demo region can publish', () => {
  it('is much: every year that is over of four agencies, most of it shown, with small counts to look for', () => {
    expect(published.length).toBe(4);
    const snapshots = published.flatMap((one) => one.snapshots);
    expect(snapshots.length).toBeGreaterThan(35);
    const small = published.map(
      ({ truth }) => [...truth.values()].filter((count) => isSmall(count, USUAL_THRESHOLD)).length,
    );
    expect(small.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(200);
    const cells = snapshots.flatMap((one) => one.cells);
    expect(cells.filter((told) => typeof told === 'number').length).toBeGreaterThan(cells.length / 2);
  });

  it('shows what the records say, wherever it shows a number', () => {
    for (const { snapshots, truth } of published) {
      for (const snapshot of snapshots) {
        trueTable(snapshot, truth).counts.forEach((count, cell) => {
          const told = snapshot.cells[cell] ?? 'nothing';
          if (typeof told === 'number') expect(told).toBe(count);
          else if (told === 'withheld') expect(count).toBeGreaterThanOrEqual(USUAL_THRESHOLD);
          else expect(count).toBeLessThan(USUAL_THRESHOLD);
        });
      }
    }
  });

  it('total minus parts, parent minus children, any of them after any other', () => {
    for (const { snapshots, truth } of published) {
      for (const snapshot of snapshots) {
        const table = trueTable(snapshot, truth);
        const found = solvedCells(table, snapshot.cells.map(markOf));
        expect(found.filter((cell) => isSmall(table.counts[cell] ?? 0, USUAL_THRESHOLD))).toEqual([]);
      }
    }
  });

  it('all pages of an agency together: ways, areas, years, spans less shorter spans', () => {
    let looked = 0;
    for (const { pages, truth, snapshots } of published) {
      const { looked: small, ...found } = recover(figuresOf(pages), truth, firstReleased(snapshots));
      expect(found).toEqual({ contradicted: [], byIntervals: [], byWholeTables: [] });
      looked += small;
    }
    expect(looked).toBeGreaterThan(200);
  });

  it('the same attack finds small counts in pages of the same years that keep back only these', () => {
    for (const { agency, snapshots, truth } of published) {
      const pages = snapshots.flatMap((snapshot) => {
        const table = trueTable(snapshot, truth);
        const cells = toldCells(table.counts, primaryMarks(table, USUAL_THRESHOLD));
        const { own } = agency.publisher;
        return CATEGORY_WAYS.map((way) => releasedFigures(own, [{ ...snapshot, cells }], way, ALL));
      });
      const [first, ...others] = pages;
      if (first === undefined) throw new Error('There are no pages.');
      const { byIntervals, byWholeTables } = recover([first, ...others], truth, firstReleased(snapshots));
      expect(byIntervals.length).toBeGreaterThan(0);
      expect(byWholeTables).toEqual(expect.arrayContaining([...byIntervals]));
    }
  });

  it('spans tell sums of what pages of a single year show, and nothing of what they do not', () => {
    for (const { pages } of published) {
      const all = figuresOf(pages);
      const single = (year: number, { way, area }: ReleasedFigures) =>
        all.find((one) => one.from === year && one.to === year && one.way === way && one.area === area);
      const sums = (page: ReleasedFigures) => [page.total, ...page.rows.map(({ sum }) => sum)];
      for (const page of all.filter(({ from, to }) => from < to)) {
        const years = Array.from({ length: page.to - page.from + 1 }, (_, index) =>
          single(page.from + index, page),
        );
        sums(page).forEach((sum, at) => {
          const told = years.map((year) => (year === undefined ? undefined : sums(year)[at]));
          expect(sum).toEqual({
            atLeast: told.reduce((all, one) => all + (one?.atLeast ?? Number.NaN), 0),
            isWhole: told.every((one) => one?.isWhole),
            hidden: null,
          });
        });
      }
    }
  });

  it('bytes: page, figures, oembed, files, ETag and sizes follow from what is shown', async () => {
    for (const { agency, pages } of published) {
      const embeds = await readPublicEmbeds(database.current.knex, agency.publisher.agencyId);
      const files = staticPages(
        '',
        embeds.map((embed) => ({ embed, picture: null, tiles: null })),
        '',
      );
      for (const { id, html, json, figures } of pages) {
        const address = `/embed/${id}`;
        const oembed = `/oembed?url=${encodeURIComponent(address)}`;
        expect(JSON.parse(json)).toEqual({ title: PAGE_TITLE, ...figures });
        expect(html).toBe(embedPage(PAGE_TITLE, figures, { json: `${address}.json`, oembed, picture: null }));
        expect(files.get(`${id}.html`)).toBe(
          embedPage(PAGE_TITLE, figures, { json: `${id}.json`, oembed: null, picture: null }),
        );
        expect(files.get(`${id}.json`)).toBe(json);
      }
      for (const { id, html, json } of pages.slice(0, 3)) {
        for (const [address, text] of [
          [`/embed/${id}`, html],
          [`/embed/${id}.json`, json],
        ] as const) {
          const { headers } = await request(app).get(address).set('Accept-Encoding', 'gzip');
          const tag = createHash('sha256').update(text).digest('base64url').slice(0, 22);
          expect(headers.etag).toBe(`W/"${tag}"`);
          expect(headers['content-length']).toBe(String(gzipSync(text).length));
        }
        const { body } = await request(app).get(`/oembed?url=/embed/${id}`);
        expect(body).toEqual({
          version: '1.0',
          type: 'rich',
          title: PAGE_TITLE,
          provider_name: 'Tracemap',
          html: embedFrame(`/embed/${id}`, PAGE_TITLE, 760, 900),
          width: 760,
          height: 900,
        });
      }
    }
  });

  it('drawing: numbers, shares, bars, classes of the map and order are of shown counts, and all that is not shown looks alike', () => {
    for (const { pages } of published) {
      for (const { html, figures } of pages) {
        const { rows, total, states, lines, classes } = readEmbedPage(html);
        expect(rows.length).toBe(figures.rows.length);
        const counts = rows.map(({ words }) => countInWords(words));
        const most = Math.max(1, ...counts.map((count) => count?.atLeast ?? 0));
        const all = countInWords(total);
        rows.forEach(({ share, bar, name }, index) => {
          const count = counts[index] ?? null;
          expect(figures.rows[index]?.name).toBe(name);
          expect(figures.rows[index]?.sum).toMatchObject(count ?? { atLeast: 0, isWhole: false });
          expect(bar).toBeCloseTo((100 * (count?.atLeast ?? 0)) / most, 0);
          const isShared = count?.isWhole === true && all?.isWhole === true && all.atLeast > 0;
          expect(share).toBe(isShared ? `${Math.round((100 * count.atLeast) / all.atLeast)} %` : '');
        });
        if (figures.way === 'source') {
          const told = figures.rows.filter(({ code }) => code !== OTHER && code !== UNKNOWN);
          const byCount = told.toSorted(
            (a, b) => b.sum.atLeast - a.sum.atLeast || a.name.localeCompare(b.name),
          );
          expect(told).toEqual(byCount);
          expect(states.length).toBe(told.length);
          const away = told.filter(({ code, sum }) => code !== figures.home && sum.atLeast > 0);
          expect(lines.map(({ from, words }) => [from, words])).toEqual(
            away.toReversed().map(({ name, sum }) => [name, sumInWords(sum, figures)]),
          );
          const widths = lines.map(({ width }) => width);
          expect(widths).toEqual(widths.toSorted((a, b) => a - b));
          expect(classes.size).toBeGreaterThan(0);
        } else {
          const [first] = pages.filter((one) => one.figures.way === figures.way);
          expect(rows.map(({ name }) => name)).toEqual(first?.figures.rows.map(({ name }) => name));
        }
        for (const { kind, title } of states) {
          const count = countInWords(title.split(': ')[1] ?? '');
          const first = [...classes].filter(([, least]) => least <= (count?.atLeast ?? 0)).at(-1)?.[0];
          expect(kind).toBe(
            count === null ? 'hidden' : count.atLeast > 0 ? first : count.isWhole ? 'none' : 'hidden',
          );
        }
      }
    }
  });

  it('zero against missing: what is not shown is drawn the same on every page, whatever it is, and no row is left out', () => {
    const hidden = (pages: readonly string[]) => {
      const bytesOf = new Map<string, Set<string>>();
      for (const html of pages) {
        for (const { words, bytes } of readEmbedPage(html).rows) {
          if (countInWords(words) === null) bytesOf.set(words, (bytesOf.get(words) ?? new Set()).add(bytes));
        }
      }
      return [...bytesOf].map(([words, bytes]) => [words, bytes.size]);
    };
    const once = [
      ['fewer than 11', 1],
      ['not shown', 1],
    ];
    for (const { pages } of published) {
      for (const way of CATEGORY_WAYS) {
        const ofWay = figuresOf(pages).filter((page) => page.way === way);
        const told = ofWay.map(({ rows }) => JSON.stringify(rows.map(({ code }) => code).toSorted()));
        expect(new Set(told).size).toBe(1);
      }
    }
    const drawn = published.flatMap(({ pages }) => pages.map(({ html }) => html));
    expect(hidden(drawn).toSorted()).toEqual(once);
    // Both none and some stand behind the same words.
    const parts = published.flatMap(({ snapshots, truth }) =>
      snapshots.flatMap((snapshot) =>
        trueTable(snapshot, truth).counts.filter((_, cell) => snapshot.cells[cell] === 'part'),
      ),
    );
    expect(parts).toContain(0);
    expect(Math.max(...parts)).toBeGreaterThan(0);
    const told = drawn.find((html) => html.includes('fewer than 11</td><td></td>')) ?? '';
    const withShare = told.replace('fewer than 11</td><td></td>', 'fewer than 11</td><td>2 %</td>');
    expect(hidden([...drawn, withShare]).toSorted()).not.toEqual(once);
  });

  it('in Spanish: every page is the same but for its words', () => {
    const links = { json: 'figures.json', oembed: null, picture: null };
    const unnamed = (figures: ReleasedFigures) => ({
      ...figures,
      language: null,
      area: null,
      rows: figures.rows.map(({ code, sum }) => ({ code, sum })),
    });
    for (const { agency, snapshots, pages } of published) {
      const [{ plan }] = snapshots;
      for (const { figures } of pages) {
        const [first, ...others] = snapshots.filter(({ year }) => year >= figures.from && year <= figures.to);
        if (first === undefined) throw new Error(`Nothing is released of ${figures.from}.`);
        const area = plan.areas.find(({ name }) => name === figures.area)?.code ?? ALL;
        const { own } = agency.publisher;
        const spanish = releasedFigures(own, [first, ...others], figures.way, area, 'es');
        expect(unnamed(spanish)).toEqual(unnamed(figures));
        const html = embedPage(PAGE_TITLE, spanish, links);
        const english = embedPage(PAGE_TITLE, figures, links);
        expect(html).toContain('<html lang="es">');
        expect(wordlessPage(html)).toBe(wordlessPage(english));
        expect(toldBy(html)).toEqual(toldBy(english));
      }
    }
  });

  describe('after guns of a released year came in late', () => {
    let of: Published;
    let year: number;
    let later: ReadonlyMap<string, number>;

    beforeAll(async () => {
      const [last] = published.slice(-1);
      if (last === undefined) throw new Error('Nothing is published.');
      of = last;
      const { publisher } = of.agency;
      year = of.snapshots.at(-1)?.year ?? 0;
      const rows = Array.from(
        { length: LATE },
        (_, index) => `LATE${index},LATE-S${index},Pistol,${year}-06-01,WA`,
      );
      const headings = 'Trace Number,Serial Number,Firearm Type,Recovery Date,Recovery State';
      const file = textFile('late.csv', [headings, ...rows].join('\n'));
      const { rowsAccepted } = await importInto(database.current, 'traces', publisher.agency, file);
      expect(rowsAccepted).toBe(LATE);
      later = await trueCounts(database.current, publisher.agencyId, of.snapshots[0].plan);
      const key = cellKey(year, ALL, ALL);
      expect(later.get(key)).toBe((of.truth.get(key) ?? 0) + LATE);
    });

    it('the year is not counted once more, its pages stay as they are, and a new one tells the same', async () => {
      const { publisher } = of.agency;
      const made = makeSnapshot(
        database.current,
        (read) => withScope(database.current, scopeOfAllRecords([publisher.agencyId]), {}, read),
        publisher,
        year,
      );
      await expect(made).rejects.toMatchObject({ status: 409 });
      const before = of.pages.filter(({ figures }) => figures.to === year);
      expect(await Promise.all(before.map(({ id }) => readPage(app, id)))).toEqual(before);
      for (const page of before.filter(({ figures }) => figures.area === null)) {
        const { from, to, way } = page.figures;
        const site = { database: database.current, app };
        const { figures } = await makePage(site, of.agency, { from, to, way, area: ALL });
        expect(figures).toEqual(page.figures);
      }
    });

    it('the same attack finds that they came where a page is of the year counted once more', () => {
      const snapshot = of.snapshots.at(-1);
      if (snapshot === undefined) throw new Error('Nothing is released.');
      const cells = trueTable(snapshot, later).counts.map((count, cell) =>
        typeof snapshot.cells[cell] === 'number' ? count : (snapshot.cells[cell] ?? 'part'),
      );
      const { own } = of.agency.publisher;
      const anew = releasedFigures(own, [{ ...snapshot, cells }], 'type', ALL);
      const { contradicted } = recover([...figuresOf(of.pages), anew], of.truth, firstReleased(of.snapshots));
      expect(contradicted).toContain(cellKey(year, ALL, ALL));
    });
  });
});
