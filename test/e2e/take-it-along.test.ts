/** What is shown taken into a meeting: as a slide, a picture, on paper. The files are opened and looked into. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../domain/access.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import { makeBriefing } from '../../server/briefings/briefings-service.ts';
import { accountCookie, accountOf } from '../helpers/account-cookie.ts';
import { useBrowser } from '../helpers/browser.ts';
import { Journey } from '../helpers/journey.ts';
import { mapDrawn } from '../helpers/map-page.ts';
import { insertRecords } from '../helpers/records.ts';
import { releaseYear } from '../helpers/release-year.ts';
import { useTestServer } from '../helpers/server.ts';
import { unzip } from '../helpers/unzip.ts';

const server = useTestServer([]);
const browser = useBrowser();

const GUNS = 60;
const FROM_VIRGINIA = 45;

/** In Maryland in 2025: 45 guns sold in Virginia 200 days before, 15 sold in Pennsylvania 2,000 days before. */
beforeAll(async () => {
  const recoveries = Array.from({ length: GUNS }, (_, index) => ({
    agency: 'BPD',
    to: { state: 'MD' },
    on: `2025-${String((index % 12) + 1).padStart(2, '0')}-15`,
    ...(index < FROM_VIRGINIA ? { from: { state: 'VA' }, ttc: 200 } : { from: { state: 'PA' }, ttc: 2000 }),
  }));
  await insertRecords(server.database, { agencies: ['BPD', 'NPD'], recoveries });
  await releaseYear(server.database, 'BPD', 2025);
});
beforeEach(async () => {
  await server.database.knex('briefing').whereNull('ended_at').update({ ended_at: new Date() });
});

async function openAs(role: Role, query = '', width = 1280, agency = 'BPD'): Promise<Page> {
  const [name = '', value = ''] = (await accountCookie(server.database, agency, role)).split('=');
  const page = await browser.openPage({ baseURL: server.url, viewport: { width, height: 800 } });
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.goto(`/${query}`);
  return page;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function taken(page: Page, name: string): Promise<{ readonly name: string; readonly content: Buffer }> {
  const download = page.waitForEvent('download');
  await press(page, name);
  const file = await download;
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** How many colours are in it. */
  readonly colours: number;
}

/** Opens a picture as a browser does, and looks at what is in it. */
const pixelsOf = (page: Page, png: Buffer): Promise<Pixels> =>
  page.evaluate(
    async (data) => {
      const image = new Image();
      image.src = data;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const pixels = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
      const colours = new Set<number>();
      for (let at = 0; at < pixels.length; at += 4) {
        colours.add(((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0));
      }
      return { width: canvas.width, height: canvas.height, colours: colours.size };
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );

/** Texts of a slide or its notes, without markup. */
const wordsOf = (files: ReadonlyMap<string, string>, name: string): string =>
  [...(files.get(name) ?? '').matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text]) => text).join(' ');

/** Prints as the page does; the printer is a PDF file of this size. */
async function printed(page: Page, format: 'A4' | 'Letter', button = 'Print or PDF'): Promise<string> {
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '');
  });
  await press(page, button);
  await page.waitForSelector('body[data-printed]');
  const pdf = await page.pdf({ format, landscape: true, tagged: true, outline: true });
  await page.evaluate(() => {
    document.body.removeAttribute('data-printed');
    window.dispatchEvent(new Event('afterprint'));
  });
  return pdf.toString('latin1');
}

const pagesOf = (pdf: string): number => [...pdf.matchAll(/\/Type \/Page\b(?!s)/g)].length;

describe('the map', () => {
  it('is a slide in two actions, from the start of the page', async () => {
    const page = await openAs('analyst');
    await mapDrawn(page);
    const begun = Date.now();
    const journey = new Journey();
    await journey.act('Brief', () => press(page, 'Brief'));
    const { name, content } = await journey.act('the slide', () => taken(page, 'Slide (PowerPoint)'));
    expect(journey.actions.length).toBeLessThanOrEqual(3);
    expect(Date.now() - begun).toBeLessThan(15_000);
    expect(name).toBe('tracemap-60-guns-recovered-2025-12-15.pptx');

    const files = await unzip(content);
    const slide = wordsOf(files, 'ppt/slides/slide1.xml');
    for (const words of [
      '60 guns recovered',
      'Out of 60 recovered: 60 submitted for tracing (100 %)',
      'Recovered 15 Jan–15 Dec 2025, all there are. Source: records of',
      NOT_A_RANDOM_SAMPLE,
      'Data to 15 Dec 2025',
      'not released for publication',
    ]) {
      expect(slide).toContain(words);
    }
    expect(files.get('ppt/slides/slide1.xml')).toMatch(/<p:ph[^>]* type="title"/);
    const shown =
      'The largest flows go from Virginia to Maryland (45 guns), from Pennsylvania to Maryland (15 guns). 60 guns on lines, 0 stayed.';
    expect(files.get('ppt/slides/slide1.xml')).toContain(`descr="Map: 60 guns recovered. ${shown}`);
    const map = page.getByRole('application', { name: /^Map of gun flows/ });
    const described = await map.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${described}"]`).textContent()).toBe(shown);
    const notes = wordsOf(files, 'ppt/notesSlides/notesSlide1.xml');
    expect(notes).toContain(NOT_A_RANDOM_SAMPLE);
    expect(notes).toContain('60 guns on lines');
    expect([...files.keys()].filter((file) => /^ppt\/media\/.*\.png$/.test(file))).toHaveLength(2);
    expect(content.toString('latin1')).not.toMatch(/analyst@bpd\.example/);
  }, 60_000);

  it('is a picture of any size, light on a dark screen too', async () => {
    const page = await openAs('analyst', '?theme=dark&source_state=VA');
    await mapDrawn(page);
    await press(page, 'Brief');
    const sizes: Pixels[] = [];
    for (const scale of ['1', '2', '4']) {
      await page.getByLabel('Size', { exact: true }).selectOption(scale);
      const { name, content } = await taken(page, 'Picture (PNG)');
      expect(name).toBe('tracemap-45-guns-recovered-sold-in-virginia-2025-12-15.png');
      sizes.push(await pixelsOf(page, content));
    }
    const [one, two, four] = sizes;
    expect(two?.width).toBe((one?.width ?? 0) * 2);
    expect(four?.width).toBe((one?.width ?? 0) * 4);
    expect(four?.height).toBe((one?.height ?? 0) * 4);
    for (const { colours } of sizes) expect(colours).toBeGreaterThan(100);
    await mapDrawn(page);
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  }, 90_000);

  it('is no larger than the device can draw, which is said with the size that it can', async () => {
    const page = await openAs('analyst', '?rail=0', 2600);
    await mapDrawn(page);
    await press(page, 'Brief');
    await page.getByLabel('Size', { exact: true }).selectOption('4');
    await press(page, 'Picture (PNG)');
    await page
      .getByText(
        'This device cannot draw a picture 4 times the size of the screen. Take 3×, or make the window smaller.',
      )
      .waitFor();
  }, 60_000);

  it('is printed on a page of either paper, with tags for who does not see it', async () => {
    const page = await openAs('analyst');
    await mapDrawn(page);
    await press(page, 'Brief');
    for (const [format, width] of [
      ['A4', 842],
      ['Letter', 792],
    ] as const) {
      const pdf = await printed(page, format);
      expect(pdf).toMatch(/\/StructTreeRoot/);
      expect(pdf).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
      expect(pagesOf(pdf)).toBe(1);
      expect(Math.round(Number(pdf.match(/\/MediaBox \[0 0 ([\d.]+)/)?.[1]))).toBeCloseTo(width, -1);
    }
    expect(await page.locator('.paper').count()).toBe(0);
    expect(await page.title()).toBe('Tracemap');
  }, 60_000);
});

describe('a chart', () => {
  it('is a slide whose numbers can be edited, a PNG and an SVG', async () => {
    const page = await openAs('analyst', '?view=times&by=source_state');
    await page.getByLabel('By', { exact: true }).selectOption('source_state');
    const title = 'Part of the guns recovered by time since their sale, by state of sale';
    await page.getByText(title).waitFor();
    await press(page, 'Brief');
    const slides = await unzip((await taken(page, 'Slide (PowerPoint)')).content);
    expect(wordsOf(slides, 'ppt/slides/slide1.xml')).toContain(title);
    const chart = [...slides].find(([name]) => /^ppt\/charts\/chart\d+\.xml$/.test(name))?.[1] ?? '';
    expect(chart).toContain('<c:v>Virginia</c:v>');
    // All guns of Virginia were recovered after 200 days: none within half a year, all within a whole one.
    expect(chart).toMatch(/<c:ser>.*?Virginia.*?<c:val>.*?<c:v>0<\/c:v>.*?<c:v>1<\/c:v>/s);
    expect([...slides.keys()].some((name) => name.endsWith('.xlsx'))).toBe(true);
    await page.keyboard.press('Escape');

    await page.getByText('Picture of it').click();
    const png = await taken(page, 'PNG, for documents');
    expect((await pixelsOf(page, png.content)).colours).toBeGreaterThan(20);
    const svg = (await taken(page, 'SVG, for any size')).content.toString('utf8');
    expect(svg).toContain(`<title>${title}</title>`);
    expect(svg).toContain('not a random sample');
    expect(svg).toContain('Of 60 guns recovered and traced to a dealer. Both days are known of 60 (100 %).');
    expect(svg).toContain('Virginia');
    expect(svg).not.toMatch(/class="plot|var\(--|https?:\/\/(?!www\.w3\.org)/);
  }, 60_000);
});

describe('a briefing', () => {
  it('is slides and paper, one for each section, and stays where it was', async () => {
    const author = await accountOf(server.database, 'BPD', 'briefing');
    const id = await makeBriefing(server.database, author, {
      title: 'Two states',
      sections: [
        { heading: 'From Virginia', text: 'Sold in **Virginia**.\n\n- near by', query: 'source_state=VA' },
        { heading: 'How soon', text: '', query: 'view=times' },
        { heading: 'In words', text: 'Words alone.', query: null },
      ],
    });
    const page = await openAs('analyst', `?view=briefings&briefing=${id}`);
    await page.getByRole('heading', { name: '45 guns recovered, sold in Virginia' }).waitFor();
    await mapDrawn(page);
    const { name, content } = await taken(page, 'Slides');
    expect(name).toBe('tracemap-two-states-2025-12-15.pptx');
    const files = await unzip(content);
    const slides = [1, 2, 3].map((number) => wordsOf(files, `ppt/slides/slide${number}.xml`));
    expect(slides[0]).toContain('From Virginia');
    expect(slides[0]).toContain('45 guns recovered, sold in Virginia.');
    expect(slides[1]).toContain('How soon');
    expect(slides[1]).toContain('Of 60 guns recovered and traced to a dealer.');
    expect(slides[2]).toContain('In words Words alone.');
    expect(files.has('ppt/slides/slide4.xml')).toBe(false);
    expect(wordsOf(files, 'ppt/notesSlides/notesSlide1.xml')).toContain('Sold in Virginia.');
    await page.getByText('The slides are in your downloads.').waitFor();
    await page.getByText('Section 1 of 3').waitFor();

    const pdf = await printed(page, 'A4');
    expect(pagesOf(pdf)).toBe(3);
    await page.getByText('Section 1 of 3').waitFor();
  }, 90_000);

  it('is of released counts alone for mayor’s staff: what is counted live stays on the screen', async () => {
    const author = await accountOf(server.database, 'BPD', 'briefing');
    const id = await makeBriefing(server.database, author, {
      title: 'For the council',
      sections: [
        { heading: 'Live', text: 'Of now.', query: 'source_state=VA' },
        { heading: 'For everybody', text: '', query: 'view=released' },
      ],
    });
    const page = await openAs('briefing', `?view=briefings&briefing=${id}`);
    await mapDrawn(page);
    const files = await unzip((await taken(page, 'Slides')).content);
    const slides = [1, 2, 3].map((number) => wordsOf(files, `ppt/slides/slide${number}.xml`));
    expect(slides[0]).toContain('Of now. What this section shows is counted live');
    expect(slides[0]).not.toContain('45 guns');
    expect(slides[1]).toContain('60 guns recovered by BPD in 2025');
    expect(slides[2]).toContain('Where the guns were sold');
  }, 90_000);
});

describe('what is released', () => {
  it('is a slide of tomorrow’s briefing for mayor’s staff in two actions, from the start of the page', async () => {
    const page = await openAs('briefing');
    await mapDrawn(page);
    const begun = Date.now();
    const journey = new Journey();
    await journey.act('Brief', () => press(page, 'Brief'));
    expect(await page.getByRole('button', { name: 'Slide (PowerPoint)' }).count()).toBe(0);
    const { content } = await journey.act('the slide', () => taken(page, 'Slide of what is released'));
    expect(journey.actions.length).toBeLessThanOrEqual(3);
    expect(Date.now() - begun).toBeLessThan(15_000);

    const files = await unzip(content);
    const map = wordsOf(files, 'ppt/slides/slide1.xml');
    for (const words of [
      '60 guns recovered by BPD in 2025, by the state of their first sale: Where the guns came from',
      'Counts of fewer than 11 guns are not shown',
      'Recovered Jan–Dec 2025. Source: trace results of BPD.',
      NOT_A_RANDOM_SAMPLE,
      'released for everybody',
    ]) {
      expect(map).toContain(words);
    }
    expect(map).not.toContain('not released');
    const chart = [...files].find(([name]) => /^ppt\/charts\/chart\d+\.xml$/.test(name))?.[1] ?? '';
    expect(chart).toContain('<c:v>Virginia</c:v>');
    expect(chart).toContain('<c:v>45</c:v>');
    await page.getByRole('heading', { name: 'Released' }).waitFor();
  }, 60_000);

  it('is an embed in three actions', async () => {
    const page = await openAs('briefing');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await mapDrawn(page);
    const journey = new Journey();
    await journey.act('Brief', () => press(page, 'Brief'));
    await journey.act('what is released', () => press(page, 'Open what is released'));
    await journey.act('the embed', () => press(page, 'Copy the embed'));
    await page.getByText('Copied: paste it into the other page.').waitFor();
    expect(journey.actions.length).toBeLessThanOrEqual(3);
    const frame = await page.evaluate(() => navigator.clipboard.readText());
    const [, id] = /<iframe src="[^"]*\/embed\/([a-z0-9]{20})"/.exec(frame) ?? [];
    const shown = await page.request.get(`/embed/${id}.json`);
    expect(await shown.json()).toMatchObject({ from: 2025, total: { atLeast: 60, isWhole: true } });
  }, 60_000);

  it('is told by other classes, and drawn with its table', async () => {
    const page = await openAs('briefing', '?view=released');
    await page
      .getByText('Lines lead to Maryland. Most were sold in Virginia (45), Pennsylvania (15).')
      .waitFor();
    await page.getByLabel('By', { exact: true }).selectOption('time');
    await page.getByText('60 guns recovered by BPD in 2025, by the time from sale to recovery.').waitFor();
    await page.getByText('The figures as a table').click();
    const row = page.getByRole('row', { name: /^3 years and over/ });
    expect(await row.getByRole('cell').allInnerTexts()).toEqual(['15', '25 %']);
    expect(new URL(page.url()).searchParams.get('released')).toBe('time');

    // What the map shows beside it does not matter here.
    await page.goto('/?view=released&figures=published');
    await press(page, 'Export');
    const rows = page.getByRole('form', { name: 'Export what is shown' }).getByLabel('Rows');
    expect(await rows.locator('option').allInnerTexts()).toEqual(['Released counts']);
  });

  it('is said to be nothing yet where nothing is released', async () => {
    const page = await openAs('briefing', '?view=released', 1280, 'NPD');
    await page.getByRole('heading', { name: 'Nothing is released yet' }).waitFor();
    await press(page, 'Make a year ready');
    await page.getByRole('heading', { name: 'Briefings', exact: true }).waitFor();
  });
});

it('has room for the menu on a phone', async () => {
  const page = await openAs('analyst', '', 390);
  await mapDrawn(page);
  await page.getByRole('tab', { name: 'More' }).click();
  await press(page, 'Brief');
  await page.getByRole('button', { name: 'Slide (PowerPoint)' }).scrollIntoViewIfNeeded();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
