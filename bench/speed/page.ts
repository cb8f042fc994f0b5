import { gzipSync } from 'node:zlib';
import type { Browser, Page, Response } from 'playwright-core';
import { launchBrowser } from '../../test/helpers/launch-browser.ts';
import { ASKER } from '../asker.ts';
import type { Measurement } from '../measurement.ts';
import { atLeast, atMost, quantile, reported } from '../measurement.ts';
import { nationalDatabase } from '../national-database.ts';
import { frameTimes, startClock, timeFromResponseToDrawn } from '../page-clock.ts';
import type { BenchOptions } from '../run.ts';
import { startServer } from '../tracemap-process.ts';

const LOADS = 5;
const WINDOW = { viewport: { width: 1440, height: 900 } };
/** Before they are measured: until the page's code is compiled. */
const WARM_UP_CHANGES = 2;
const CHANGES = 12;
const PANS = 6;
const PAN_PX = 300;
const STEPS_A_PAN = 30;
const LINES = 1000;

/** A fresh profile of somebody who is signed in. */
async function newContext(browser: Browser, url: string) {
  const context = await browser.newContext(WINDOW);
  await context.addCookies([{ name: ASKER.name, value: ASKER.value, url }]);
  return context;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** What a first visit costs, how soon the map shows other flows, and how it follows the hand. */
export async function measurePage({ traces }: BenchOptions): Promise<Measurement[]> {
  const server = await startServer({ DATABASE_URL: await nationalDatabase(traces) });
  const browser = await launchBrowser();
  try {
    return [...(await firstVisits(browser, server.url)), ...(await mapAtWork(browser, server.url))];
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** All scripts asked for until the map is drawn, the map's worker included, and the time until it stands still. */
async function firstVisits(browser: Browser, url: string): Promise<Measurement[]> {
  const times: number[] = [];
  const scripts = new Map<string, number>();
  for (let load = 0; load < LOADS; load += 1) {
    const context = await newContext(browser, url);
    const page = await context.newPage();
    const loaded: Response[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('.js')) loaded.push(response);
    });
    const start = performance.now();
    await page.goto(url);
    await page.waitForSelector('[data-map-idle="true"]');
    times.push((performance.now() - start) / 1000);
    // Only now: compressing them would take a processor from the page that is measured.
    for (const response of loaded) {
      scripts.set(response.url(), gzipSync(await response.body()).length / 1024);
    }
    await context.close();
  }
  return [
    atMost('JavaScript of the first visit, gzipped', sum([...scripts.values()]), 'KB', 550),
    atMost('first map drawn, median of 5 first visits', quantile(times, 0.5), 's', 3),
    atMost('first map drawn, slowest of 5', quantile(times, 1), 's', 3),
  ];
}

/** The flows between counties, as many lines as are ever drawn: by themselves, and with all that stands on the map by default. */
async function mapAtWork(browser: Browser, url: string): Promise<Measurement[]> {
  const context = await newContext(browser, url);
  const page = await context.newPage();
  const alone = await redraws(page, `${url}/?level=county&lines=${LINES}&layers=flows`);
  const all = await redraws(page, `${url}/?level=county&lines=${LINES}`);
  const frames: number[] = [];
  for (let pan = 0; pan < PANS; pan += 1) {
    frames.push(...(await frameTimes(page, () => dragMap(page, pan % 2 === 0 ? PAN_PX : -PAN_PX))));
  }
  await context.close();
  return [
    atLeast('lines drawn, fewest', Math.min(alone.fewestLines, all.fewestLines), 'lines', LINES),
    atMost('flows redrawn after the response, median', quantile(alone.times, 0.5), 'ms', 300),
    atMost('flows redrawn after the response, p95', quantile(alone.times, 0.95), 'ms', 300),
    reported('whole map redrawn after the response of flows, median', quantile(all.times, 0.5), 'ms'),
    reported('whole map redrawn after the response of flows, p95', quantile(all.times, 0.95), 'ms'),
    atMost('frame while the map is dragged, median', quantile(frames, 0.5), 'ms', 130),
    atMost('frame while the map is dragged, p95', quantile(frames, 0.95), 'ms', 260),
  ];
}

/** How long the map takes for the flows of another filter, and all else it shows of that filter. */
async function redraws(page: Page, address: string) {
  await page.goto(address);
  await page.waitForSelector('[data-map-idle="true"]');
  await startClock(page);
  const changes = [];
  for (let change = 0; change < WARM_UP_CHANGES + CHANGES; change += 1) {
    changes.push(await timeFromResponseToDrawn(page, () => tickFirearmType(page)));
  }
  const measured = changes.slice(WARM_UP_CHANGES);
  return {
    times: measured.map(({ ms }) => ms),
    fewestLines: Math.min(...measured.map(({ lines }) => lines)),
  };
}

/** Asks for pistols alone, or for all again. */
async function tickFirearmType(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: /^Pistol/ }).click();
}

async function dragMap(page: Page, px: number): Promise<void> {
  const { width, height } = WINDOW.viewport;
  const [x, y] = [width / 2 - px / 2, height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + px, y, { steps: STEPS_A_PAN });
  await page.mouse.up();
}
