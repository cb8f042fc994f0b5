import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { loadBaltimoreStreets } from '../helpers/baltimore-streets.ts';
import { useBrowser } from '../helpers/browser.ts';
import { mapDrawn } from '../helpers/map-page.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer();
const browser = useBrowser();
beforeAll(() => loadBaltimoreStreets(server.database));

/** What the page was kept from, in any of its documents. Errors of the console fail the test already. */
const violations: string[] = [];
afterEach(() => expect(violations.splice(0)).toEqual([]));

const violation = z.object({ directive: z.string(), blocked: z.string(), source: z.string() });

/** A page that tells of what its policy has kept it from, from its first script on. */
async function open(theme: 'light' | 'dark' = 'light'): Promise<Page> {
  const page = await browser.openPage({
    baseURL: server.url,
    viewport: { width: 1200, height: 720 },
    colorScheme: theme,
  });
  await page.exposeFunction('tellViolation', (told: unknown) => {
    const { directive, blocked, source } = violation.parse(told);
    violations.push(`${directive}: ${blocked} (${source})`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const told = {
        directive: event.effectiveDirective,
        blocked: event.blockedURI,
        source: `${event.sourceFile}:${event.lineNumber}`,
      };
      if ('tellViolation' in window && typeof window.tellViolation === 'function') window.tellViolation(told);
    });
  });
  return page;
}

/** Kept where TRACEMAP_SCREENSHOTS names a folder: for looking at. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.TRACEMAP_SCREENSHOTS;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

it.each(['light', 'dark'] as const)('draws the map with its table and details in the %s', async (theme) => {
  const page = await open(theme);
  await page.goto('/?level=state&table=flows');
  await page.getByRole('region', { name: 'Table' }).locator('tbody tr').first().waitFor();
  await mapDrawn(page);
  await page.getByRole('region', { name: 'Table' }).locator('tbody tr').first().getByRole('button').click();
  await page.getByRole('region', { name: 'Detail' }).waitFor();
  await mapDrawn(page);
  await keepPicture(page, `map-${theme}`);
});

it('draws streets and their names, and hotspots by class and as a surface', async () => {
  const page = await open();
  await page.goto('/?at=-76.6,39.31,14&layers=hotspots');
  await mapDrawn(page);
  await keepPicture(page, 'hotspots');
  await page.goto('/?at=-76.6,39.31,10&layers=hotspots');
  await page
    .getByRole('region', { name: 'Legend' })
    .getByLabel('Colour by')
    .selectOption('Smooth surface (for looking)');
  await mapDrawn(page);
  await keepPicture(page, 'surface');
});

it.each([
  ['data', '/?view=data', 'Bring in a file'],
  ['review', '/?view=review', /./],
  ['corridors', '/?view=corridors', /./],
])('shows the view %s', async (name, address, heading) => {
  const page = await open();
  await page.goto(address);
  await page.getByRole('heading', { name: heading }).first().waitFor();
  await page.waitForLoadState('networkidle');
  await keepPicture(page, name);
});

it('keeps what does not belong to the page from running: scripts and styles of a text, other hosts', async () => {
  const page = await open();
  await page.goto('/?view=data');
  await page.getByRole('heading', { name: 'Bring in a file' }).waitFor();
  browser.expectComplaint(/Content Security Policy|other host: https:\/\/other\.example/);
  await page.evaluate(async () => {
    const added = (html: string) => document.body.insertAdjacentHTML('beforeend', html);
    const script = document.createElement('script');
    script.textContent = 'document.title = "taken over"';
    document.body.append(script);
    added('<b style="color: red">x</b><style>body { opacity: 0 }</style>');
    added('<img alt="" src="https://other.example/" onerror="document.title = 1">');
    added('<iframe title="x" src="https://other.example/"></iframe>');
    await fetch('https://other.example/').catch(() => {});
  });
  const kept = ['connect-src', 'frame-src', 'img-src', 'script-src-elem', 'style-src-attr', 'style-src-elem'];
  await expect.poll(() => violations.map((told) => told.split(':')[0])).toEqual(expect.arrayContaining(kept));
  expect(await page.title()).toBe('Tracemap');
  violations.length = 0;
});
