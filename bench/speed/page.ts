import { gzipSync } from 'node:zlib';
import type { Response } from 'playwright-core';
import { launchBrowser } from '../../test/helpers/launch-browser.ts';
import type { Measurement } from '../measurement.ts';
import { atMost, quantile } from '../measurement.ts';
import { nationalDatabase } from '../national-database.ts';
import type { BenchOptions } from '../run.ts';
import { startServer } from '../tracemap-process.ts';

const LOADS = 5;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** What a first visit costs: all scripts asked for until the map is drawn, the map's worker included, and the time until the first map stands still. */
export async function measurePage({ traces }: BenchOptions): Promise<Measurement[]> {
  const server = await startServer({ DATABASE_URL: await nationalDatabase(traces) });
  const browser = await launchBrowser();
  try {
    const times: number[] = [];
    const scripts = new Map<string, number>();
    for (let load = 0; load < LOADS; load += 1) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      const loaded: Response[] = [];
      page.on('response', (response) => {
        if (response.url().endsWith('.js')) loaded.push(response);
      });
      const start = performance.now();
      await page.goto(server.url);
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
  } finally {
    await browser.close();
    await server.stop();
  }
}
