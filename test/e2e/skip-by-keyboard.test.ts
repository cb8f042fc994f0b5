/** Past the top bar in two or three presses (WCAG 2.4.1), by keyboard alone. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useBrowser } from '../helpers/browser.ts';
import { mapDrawn } from '../helpers/map-page.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer();
const browser = useBrowser();

async function open(query: string, width = 1280): Promise<Page> {
  const page = await browser.openPage({ baseURL: server.url, viewport: { width, height: 800 } });
  await page.goto(`/?${query}`);
  await page.locator('main h1').first().waitFor();
  return page;
}

/** Presses Tab until the link of these words has the focus, and Enter; gives how many presses of Tab it took. */
async function skip(page: Page, words: string): Promise<number> {
  const link = page.getByRole('link', { name: words, exact: true });
  for (let presses = 1; presses <= 4; presses += 1) {
    await page.keyboard.press('Tab');
    if (await link.evaluate((element) => element === document.activeElement).catch(() => false)) {
      const box = await link.boundingBox();
      expect(box === null ? -1 : box.y).toBeGreaterThanOrEqual(0);
      expect(box?.width).toBeGreaterThan(100);
      await page.keyboard.press('Enter');
      return presses;
    }
  }
  throw new Error(`Four presses of Tab did not reach “${words}”.`);
}

const focused = (page: Page, selector: string) =>
  expect
    .poll(() => page.evaluate((one) => document.activeElement?.matches(one) ?? false, selector))
    .toBe(true);

describe('skip links', () => {
  it('lead to the table, which they open, in two presses', async () => {
    const page = await open('');
    await mapDrawn(page);
    expect(await skip(page, 'Skip to the table')).toBe(2);
    await focused(page, '.table-panel');
    await page.getByRole('table', { name: 'Flows' }).waitFor();
    await page.keyboard.press('Tab');
    await focused(page, '.table-panel button');
  });

  it('lead to the map, which arrow keys move from there, and to the filters, which they open', async () => {
    const page = await open('rail=0');
    await mapDrawn(page);
    await skip(page, 'Skip to the map');
    await focused(page, '.maplibregl-canvas');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.url()).toContain('at=');

    await page.reload();
    await mapDrawn(page);
    await skip(page, 'Skip to the filters');
    await focused(page, '.rail');
    await page.getByRole('complementary', { name: 'Filters' }).waitFor();
  });

  it('lead to the content of every view, and to its table where it has one', async () => {
    const page = await open('view=dealers');
    await page.getByRole('table', { name: 'Dealers by rank' }).waitFor();
    expect(await skip(page, 'Skip to content')).toBe(1);
    await focused(page, '#content');
    await page.reload();
    await page.getByRole('table', { name: 'Dealers by rank' }).waitFor();
    expect(await skip(page, 'Skip to the table')).toBe(2);
    await focused(page, ':is(.table-scroll, table)');
  });

  it('are out of sight until one of them has the focus, and lead to the sheet where there is little room', async () => {
    const page = await open('', 390);
    await mapDrawn(page);
    expect(await page.locator('.skip-links').evaluate((nav) => nav.getBoundingClientRect().width)).toBe(1);
    await skip(page, 'Skip to filters and table');
    await focused(page, '[role="tab"]');
  });
});
