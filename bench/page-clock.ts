import type { Page } from 'playwright-core';

/** What a page notes of itself, in milliseconds since it was opened. */
declare global {
  interface Window {
    benchClock: {
      idleSince: number | null;
      busySince: number | null;
      frames: number[];
      noteFrame(time: number): void;
    };
  }
}

/** Makes the page note when its map began to be at work and when all of it was drawn, and each frame that it drew. */
export async function startClock(page: Page): Promise<void> {
  await page.evaluate(() => {
    const map = document.querySelector('.map-canvas');
    if (map === null) throw new Error('There is no map on the page.');
    window.benchClock = {
      idleSince: null,
      busySince: null,
      frames: [],
      noteFrame(time) {
        this.frames.push(time);
        requestAnimationFrame((next) => this.noteFrame(next));
      },
    };
    new MutationObserver(() => {
      const isIdle = map.getAttribute('data-map-idle') === 'true';
      if (isIdle) window.benchClock.idleSince ??= performance.now();
      else {
        window.benchClock.busySince ??= performance.now();
        window.benchClock.idleSince = null;
      }
    }).observe(map, { attributeFilter: ['data-map-idle'] });
    requestAnimationFrame((time) => window.benchClock.noteFrame(time));
  });
}

/** Milliseconds from the last byte of the flows that `change` makes the page ask for until the map has drawn them. */
export async function timeFromResponseToDrawn(
  page: Page,
  change: () => Promise<void>,
): Promise<{ readonly ms: number; readonly lines: number }> {
  await page.waitForFunction(
    () => window.benchClock.idleSince !== null || window.benchClock.busySince === null,
  );
  await page.evaluate(() => performance.clearResourceTimings());
  const answered = page.waitForResponse((response) => new URL(response.url()).pathname === '/api/flows');
  await change();
  const response = await answered;
  const body: unknown = await response.json();
  const drawn = await page.waitForFunction(() => {
    const asked = performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .findLast(({ name, responseEnd }) => new URL(name).pathname === '/api/flows' && responseEnd > 0);
    const { idleSince } = window.benchClock;
    // Idle from before the answer is idle over the old flows.
    if (asked === undefined || idleSince === null || idleSince < asked.responseEnd) return null;
    return { ms: idleSince - asked.responseEnd };
  });
  const { ms } = (await drawn.jsonValue()) ?? { ms: Number.NaN };
  return { ms, lines: linesOf(body) };
}

function linesOf(body: unknown): number {
  const isCollection = typeof body === 'object' && body !== null && 'features' in body;
  return isCollection && Array.isArray(body.features) ? body.features.length : 0;
}

/** Milliseconds from frame to frame while `act` goes on. */
export async function frameTimes(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    window.benchClock.frames = [];
  });
  await act();
  const frames = await page.evaluate(() => window.benchClock.frames);
  return frames.slice(1).map((time, index) => time - (frames[index] ?? time));
}
