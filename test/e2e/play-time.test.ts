import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { z } from 'zod';
import { flowsSchema, summarySchema } from '../../domain/responses.ts';
import { useBrowser } from '../helpers/browser.ts';
import { mapDrawn, pixelOf } from '../helpers/map-page.ts';
import type { RecoveryRecord } from '../helpers/records.ts';
import { insertRecords } from '../helpers/records.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer([]);
const browser = useBrowser();

/**
 * Guns recovered in Maryland in each month of 2025, by where they were sold: 32 in all.
 *
 *   Jan  Feb  Mar  Apr  May  Jun
 *     1    2    3    4    5    6  Virginia
 *     2    0    1    0    3    1  Pennsylvania
 *     2    0    1    0    1    0  not traced
 */
const MONTHS = [
  { month: 'Jan', virginia: 1, pennsylvania: 2, untraced: 2 },
  { month: 'Feb', virginia: 2, pennsylvania: 0, untraced: 0 },
  { month: 'Mar', virginia: 3, pennsylvania: 1, untraced: 1 },
  { month: 'Apr', virginia: 4, pennsylvania: 0, untraced: 0 },
  { month: 'May', virginia: 5, pennsylvania: 3, untraced: 1 },
  { month: 'Jun', virginia: 6, pennsylvania: 1, untraced: 0 },
] as const;

beforeAll(async () => {
  const times = (count: number, record: RecoveryRecord) => Array.from({ length: count }, () => record);
  await insertRecords(server.database, {
    agencies: ['BPD'],
    recoveries: MONTHS.flatMap(({ virginia, pennsylvania, untraced }, index) => {
      const gun = { agency: 'BPD', on: `2025-0${index + 1}-15`, to: { state: 'MD' } };
      return [
        ...times(virginia, { ...gun, from: { state: 'VA' }, ttc: 100 }),
        ...times(pennsylvania, { ...gun, from: { state: 'PA' }, ttc: 2000 }),
        ...times(untraced, gun),
      ];
    }),
  });
});

async function open(query: string, motion: 'reduce' | 'no-preference'): Promise<Page> {
  const page = await browser.openPage({
    baseURL: server.url,
    // The test itself makes code of text, which the page may not.
    bypassCSP: true,
    viewport: { width: 1200, height: 720 },
    reducedMotion: motion,
  });
  await page.clock.install();
  await page.goto(`/?table=flows&level=state&${query}`);
  await page.getByRole('heading', { level: 1, name: '32 guns recovered', exact: true }).waitFor();
  await mapDrawn(page);
  return page;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Everything on the page that months move, read at one moment. */
interface Shown {
  /** The query part of the page's address. */
  readonly query: string;
  /** What a screen reader hears: period, mode and count. */
  readonly said: string;
  readonly title: string;
  /** The first figure under the title, and that of guns traced to a dealer. */
  readonly recovered: string;
  readonly traced: string;
  /** Names of the rows of the table of flows. */
  readonly flows: readonly (string | null)[];
  /** Which bars of the strip lie within the months shown, and the ends of its brush. */
  readonly barsWithin: readonly boolean[];
  readonly ends: readonly (string | null)[];
}

/** Reads the page; runs in it. */
function readShown(): Shown {
  const text = (selector: string) => document.querySelector(selector)?.textContent?.trim() ?? '';
  const all = (selector: string) => [...document.querySelectorAll(selector)];
  const figure = (index: number) => all('.funnel li .number')[index]?.textContent ?? '';
  return {
    query: location.search,
    said: text('[data-played]'),
    title: text('h1'),
    recovered: figure(0),
    traced: figure(2),
    flows: all('.table-panel .row-button').map((row) => row.getAttribute('aria-label')),
    barsWithin: all('.strip-bars rect.all').map((bar) => !bar.classList.contains('outside')),
    ends: all('.brush-handle').map((handle) => handle.getAttribute('aria-valuetext')),
  };
}

const monthIndex = (day: string | null) => Number((day ?? '').slice(5, 7)) - 1;

/** First and last month, by index, that an address shows. */
function monthsOf(query: string): readonly [number, number] {
  const parameters = new URLSearchParams(query);
  return [monthIndex(parameters.get('recovered_from')), monthIndex(parameters.get('recovered_to')) - 1];
}

function periodWords(first: number, last: number): string {
  const [from = '', to = ''] = [MONTHS[first]?.month, MONTHS[last]?.month];
  return first === last ? `${from} 2025` : `${from}–${to} 2025`;
}

async function ask<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
  const response = await fetch(`${server.url}${path}`);
  return schema.parse(await response.json());
}

const guns = (count: number) => `${count} ${count === 1 ? 'gun' : 'guns'}`;

/** What the page must show at an address: the API's answers for the same months, in the words of the page. */
async function expected(query: string, mode: 'window' | 'cumulative'): Promise<Shown> {
  const parameters = new URLSearchParams(query);
  const dates = ['recovered_from', 'recovered_to'].map((name) => `${name}=${parameters.get(name)}`).join('&');
  const [summary, flows] = await Promise.all([
    ask(`/api/summary?${dates}`, summarySchema),
    ask(`/api/flows?level=state&${dates}`, flowsSchema),
  ]);
  const [first, last] = monthsOf(query);
  const period = periodWords(first, last);
  const length = last - first + 1;
  const how = mode === 'cumulative' ? mode : `window of ${length} month${length === 1 ? '' : 's'}`;
  const recovered = `${guns(summary.funnel.recovered)} recovered`;
  return {
    query,
    said: `${period}, ${how}: ${recovered}`,
    title: `${recovered}, ${period}`,
    recovered: String(summary.funnel.recovered),
    traced: String(summary.funnel.tracedToDealer),
    flows: flows.features.map(
      ({ properties: { originName, destinationName, count } }) =>
        `${originName} to ${destinationName}, ${guns(count)}`,
    ),
    barsWithin: MONTHS.map((_, index) => index >= first && index <= last),
    ends: [`${MONTHS[first]?.month} 2025`, `${MONTHS[last]?.month} 2025`],
  };
}

/** Waits until the page has said the months of its address, and gives all it then shows. */
async function settled(page: Page, period: string): Promise<Shown> {
  await page.locator('[data-played]', { hasText: `${period}, ` }).waitFor({ state: 'attached' });
  await mapDrawn(page);
  return page.evaluate(readShown);
}

/** The sum of a column over months, by index. */
const counted = (first: number, last: number) =>
  MONTHS.slice(first, last + 1).reduce(
    (sum, { virginia, pennsylvania, untraced }) => sum + virginia + pennsylvania + untraced,
    0,
  );

it('plays through the months, and everything on the page moves with them', async () => {
  const page = await open('pace=fast', 'no-preference');
  await page.evaluate((read) => {
    const steps: unknown[] = [];
    Object.assign(window, { steps });
    const readNow = new Function(`return (${read})()`);
    const played = document.querySelector('[data-played]');
    if (played === null) throw new Error('The page does not say what it plays.');
    new MutationObserver(() => {
      if (played.textContent !== '') steps.push(readNow());
    }).observe(played, { childList: true, characterData: true, subtree: true });
  }, readShown.toString());
  await button(page, 'Play').click();
  await button(page, 'Pause').waitFor();
  // It ends by itself where the records end.
  await settled(page, 'Apr–Jun 2025');
  await button(page, 'Play').waitFor();

  const steps = await page.evaluate((): readonly Shown[] => Reflect.get(window, 'steps'));
  expect(steps.map(({ query }) => monthsOf(query))).toEqual([
    [0, 2],
    [1, 3],
    [2, 4],
    [3, 5],
  ]);
  for (const step of steps) {
    expect(step).toEqual(await expected(step.query, 'window'));
    expect(step.recovered).toBe(String(counted(...monthsOf(step.query))));
  }
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: '32 guns recovered', exact: true }).waitFor();
});

it('pauses and goes on, by its button and by the space bar', async () => {
  const page = await open('pace=slow', 'no-preference');
  await page.keyboard.press(' ');
  await button(page, 'Pause').waitFor();
  await page.locator('[data-played]', { hasText: 'window of 3 months' }).waitFor({ state: 'attached' });
  await page.keyboard.press(' ');
  await button(page, 'Play').waitFor();
  const standsStill = async () => {
    const [first, last] = monthsOf(new URL(page.url()).search);
    const shown = await settled(page, periodWords(first, last));
    await page.clock.fastForward('01:00');
    expect(await page.evaluate(readShown)).toEqual(shown);
    expect(shown).toEqual(await expected(shown.query, 'window'));
    return last;
  };
  const pausedAt = await standsStill();

  await button(page, 'Play').click();
  await page
    .locator('[data-played]', { hasText: `${periodWords(pausedAt - 1, pausedAt + 1)}, ` })
    .waitFor({ state: 'attached' });
  await button(page, 'Pause').click();
  await button(page, 'Play').waitFor();
  expect(await standsStill()).toBeGreaterThan(pausedAt);
});

/** The sentence at the middle of the flow from Virginia on the map. */
async function hoverVirginia(page: Page, sentence: string): Promise<void> {
  const { features } = await ask('/api/flows?level=state', flowsSchema);
  const path = features.find(({ id }) => id === 'VA>MD')?.geometry.coordinates ?? [];
  const [lon = 0, lat = 0] = path[Math.floor(path.length / 2)] ?? [];
  const { x, y } = await pixelOf(page, lon, lat);
  await page.mouse.move(x, y - 60);
  await page.mouse.move(x, y);
  await page
    .getByRole('tooltip')
    .getByText(new RegExp(`^${sentence}`))
    .waitFor();
}

it('goes step by step where less motion is asked for', async () => {
  const page = await open('at=-78,38.5,5', 'reduce');
  const shows = async (first: number, last: number, mode: 'window' | 'cumulative' = 'window') => {
    const shown = await settled(page, periodWords(first, last));
    expect(shown).toEqual(await expected(shown.query, mode));
    expect(shown.recovered).toBe(String(counted(first, last)));
    const virginia = MONTHS.slice(first, last + 1).reduce((sum, month) => sum + month.virginia, 0);
    await hoverVirginia(page, `${guns(virginia)} sold in Virginia and recovered in Maryland`);
  };
  await button(page, 'Play').press('Enter');
  await shows(0, 2);
  // The button keeps the focus for the next press.
  await page.keyboard.press('Enter');
  await shows(1, 3);
  await button(page, 'One month on').click();
  await shows(2, 4);
  await button(page, 'One month back').click();
  await shows(1, 3);
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await page.keyboard.press(']');
  await shows(2, 4);
  await page.keyboard.press('[');
  await shows(1, 3);
  await page.keyboard.press(' ');
  await shows(2, 4);
  // Nothing goes on by itself.
  await page.clock.fastForward('01:00');
  await shows(2, 4);
});

it('adds month to month where it is cumulative', async () => {
  const page = await open('', 'reduce');
  await page.getByRole('combobox', { name: 'What a step moves' }).selectOption('Cumulative');
  const shows = async (first: number, last: number) => {
    const shown = await settled(page, periodWords(first, last));
    expect(shown).toEqual(await expected(shown.query, 'cumulative'));
    expect(shown.recovered).toBe(String(counted(first, last)));
  };
  await button(page, 'Play').click();
  await shows(0, 0);
  for (const last of [1, 2, 3, 4, 5]) {
    await page.keyboard.press(']');
    await shows(0, last);
  }
  await page.keyboard.press('[');
  await shows(0, 4);
});

it('never names months beside the count of others', async () => {
  const page = await open('', 'reduce');
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const asked = page.waitForRequest('**/api/summary?*');
  await page.route('**/api/summary?*', async (route) => {
    await released;
    await route.continue();
  });
  await page.keyboard.press(']');
  await page.getByText('Jun 2025, window of 1 month').and(page.locator('.muted')).waitFor();
  await page.locator('.title-bar[aria-busy="true"]').waitFor();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('32 guns recovered');
  await asked;
  release();
  await page.getByRole('heading', { level: 1, name: '7 guns recovered, Jun 2025', exact: true }).waitFor();
});
