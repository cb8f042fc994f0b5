/**
 * Pictures of a running Tracemap, for the documentation and for looking at what changed:
 * `node --import tsx scripts/screenshots.ts http://localhost:3000 FOLDER [NAME…]` writes NAME-WIDTHxHEIGHT-THEME.png.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../test/helpers/launch-browser.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const;
const THEMES = ['light', 'dark'] as const;

/** Set by the map once everything asked for is drawn. */
const MAP_DRAWN = '[data-map-idle="true"]';

interface Picture {
  readonly name: string;
  /** Query part of the address. */
  readonly query: string;
  /** What must be there before the picture is taken. */
  readonly ready: string;
}

const PICTURES: readonly Picture[] = [
  { name: 'map', query: '', ready: MAP_DRAWN },
  { name: 'table', query: '?table=flows', ready: MAP_DRAWN },
  { name: 'dealers', query: '?layers=flows,dealers&table=dealers', ready: MAP_DRAWN },
  { name: 'baltimore', query: '?at=-76.61,39.3,11&layers=recoveries,dealers,areas', ready: MAP_DRAWN },
  { name: 'streets-12', query: '?at=-76.61,39.3,12&layers=recoveries,dealers,flows', ready: MAP_DRAWN },
  { name: 'streets-14', query: '?at=-76.615,39.297,14&layers=recoveries,dealers', ready: MAP_DRAWN },
  { name: 'streets-16', query: '?at=-76.615,39.297,16&layers=recoveries,dealers,areas', ready: MAP_DRAWN },
  { name: 'published', query: '?figures=published', ready: MAP_DRAWN },
  { name: 'embed', query: '?embed=1', ready: MAP_DRAWN },
  { name: 'review', query: '?view=review', ready: MAP_DRAWN },
  { name: 'data', query: '?view=data', ready: '.file-table' },
];

async function take(
  browser: Browser,
  baseURL: string,
  folder: string,
  { name, query, ready }: Picture,
): Promise<void> {
  for (const viewport of SIZES) {
    for (const theme of THEMES) {
      const context = await browser.newContext({
        baseURL,
        viewport,
        colorScheme: theme,
        reducedMotion: 'reduce',
      });
      await context.request.post('/api/session/demo', { data: { email: 'steward@demo.example' } });
      const page = await context.newPage();
      await page.goto(`/${query}`);
      await page.waitForSelector(ready);
      const file = `${name}-${viewport.width}x${viewport.height}-${theme}.png`;
      await page.screenshot({ path: path.join(folder, file) });
      process.stderr.write(`${file}\n`);
      await context.close();
    }
  }
}

const [url, folder, ...names] = process.argv.slice(2);
if (url === undefined || folder === undefined || !URL.canParse(url)) {
  process.stderr.write('Usage: node --import tsx scripts/screenshots.ts URL FOLDER [NAME…]\n');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
try {
  for (const picture of PICTURES) {
    if (names.length === 0 || names.includes(picture.name)) await take(browser, url, folder, picture);
  }
} finally {
  await browser.close();
}
