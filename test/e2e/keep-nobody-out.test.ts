import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { VIEW_IDS } from '../../domain/page-query.ts';
import { barriersInBothThemes } from '../helpers/barriers.ts';
import { useBrowser } from '../helpers/browser.ts';
import { useTestServer } from '../helpers/server.ts';
import { TEST_ENGINE } from '../helpers/test-database.ts';

const server = useTestServer();
const signedOut = useTestServer([], { signedIn: false });
const browser = useBrowser();

const SIZES = {
  desk: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;

async function open(
  baseURL: string,
  path: string,
  viewport: { width: number; height: number },
): Promise<Page> {
  const page = await browser.openPage({ baseURL, viewport, colorScheme: 'light' });
  await page.goto(path);
  await page.getByRole('main').waitFor();
  await page.waitForLoadState('networkidle');
  return page;
}

/** All that is to be seen: with tables, details and menus open where a view has them. */
const PLACES = [
  ...VIEW_IDS.map((view) => `/?view=${view}`),
  '/?table=flows&level=state&layers=flows,recoveries,dealers,hotspots',
  '/?view=briefings&briefing_shape=editor',
  '/?figures=published',
];

/** What stands on a page follows from its figures, not from the engine that counts them: one half of the tests is enough. */
describe.skipIf(TEST_ENGINE !== 'embedded')('a page', () => {
  it.each(PLACES)('%s keeps nobody out', async (place) => {
    expect(await barriersInBothThemes(await open(server.url, place, SIZES.desk))).toEqual([]);
  });

  it.each(['/?table=flows&level=state', '/?view=dealers', '/?view=together', '/?view=data'])(
    '%s keeps nobody out on a phone',
    async (place) => {
      expect(await barriersInBothThemes(await open(server.url, place, SIZES.phone))).toEqual([]);
    },
  );

  it('the entrance keeps nobody out', async () => {
    expect(await barriersInBothThemes(await open(signedOut.url, '/', SIZES.desk))).toEqual([]);
  });

  it('menus, dialogs and help keep nobody out', async () => {
    const page = await open(server.url, '/?level=state', SIZES.desk);
    for (const menu of ['Export', 'Brief', 'Save', 'Region']) {
      await page.getByRole('button', { name: menu, exact: true }).click();
      expect([menu, await barriersInBothThemes(page)]).toEqual([menu, []]);
      await page.keyboard.press('Escape');
    }
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    expect(await barriersInBothThemes(page)).toEqual([]);
  });
});
