/** Every view as a phone has it: nothing sticks out, and where there is nothing it says why and what comes next. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../domain/access.ts';
import { accountCookie } from '../helpers/account-cookie.ts';
import { useBrowser } from '../helpers/browser.ts';
import { insertRecords } from '../helpers/records.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer([]);
const browser = useBrowser();
const PHONE = { width: 390, height: 844 };
/** WCAG 2.5.8: a target that stands for itself is no smaller. */
const LEAST_TARGET = 24;

/** Two agencies, of which one recovered a gun; the other has nothing, and nobody shares with it. */
beforeAll(async () => {
  await insertRecords(server.database, {
    agencies: ['BPD'],
    recoveries: [{ agency: 'BPD', on: '2024-05-01', to: { state: 'MD' }, from: { state: 'VA' }, ttc: 200 }],
  });
  await server.database.knex.raw(
    `INSERT INTO agency (code, name, state_code) VALUES ('EMPTY', 'Empty', 'MD')`,
  );
});

async function openAs(agency: string, role: Role, query: string): Promise<Page> {
  const [name = '', value = ''] = (await accountCookie(server.database, agency, role)).split('=');
  const page = await browser.openPage({ baseURL: server.url, viewport: PHONE, hasTouch: true });
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.goto(`/?${query}`);
  return page;
}

/** How far the page and its main part can be moved sideways, in pixels. */
const sideways = (page: Page) =>
  page.evaluate(() =>
    [document.documentElement, document.querySelector('main')].map((one) =>
      one === null ? 0 : one.scrollWidth - one.clientWidth,
    ),
  );

/** Buttons and links outside of sentences that are too small to be hit, by their words. */
const tooSmall = (page: Page) =>
  page.evaluate((least) => {
    const targets = [...document.querySelectorAll<HTMLElement>('main :is(button, summary, select)')];
    return targets
      .filter((target) => {
        const { width, height } = target.getBoundingClientRect();
        return height > 1 && (height < least || width < least);
      })
      .map((target) => target.innerText);
  }, LEAST_TARGET);

async function expectFit(page: Page): Promise<void> {
  expect(await sideways(page)).toEqual([0, 0]);
  expect(await tooSmall(page)).toEqual([]);
}

const NO_MATCH = 'recovered_from=1990-01-01&recovered_to=1990-02-01';

/** The view, who looks, the address, and what stands there: heading, reason, next step. */
const EMPTY: readonly (readonly [string, string, Role, string, string, RegExp, RegExp])[] = [
  ['gun', 'EMPTY', 'analyst', 'view=gun', 'No gun is chosen', /Open a recovery/, /^Go to the map$/],
  [
    'gun that is gone',
    'BPD',
    'analyst',
    'view=gun&gun=recovery:999',
    'There is no recovery 999',
    /import that was undone/,
    /^Go to the map$/,
  ],
  [
    'links',
    'EMPTY',
    'analyst',
    'layers=links&table=links',
    'No links here',
    /No link is recorded/,
    /^See who/,
  ],
  [
    'quality',
    'EMPTY',
    'steward',
    'view=data&quality=all',
    'Nothing to count yet',
    /no records yet/,
    /^Bring in/,
  ],
  ['same buyers', 'EMPTY', 'steward', 'view=joins', 'Nothing to decide', /compared after each/, /^Bring in/],
  [
    'same buyers',
    'EMPTY',
    'analyst',
    'view=joins&joins=apart',
    'Nobody is taken apart yet',
    /stays so/,
    /^See those/,
  ],
  ['review', 'EMPTY', 'steward', 'view=review', 'Nothing to settle', /fit it in several places/, /^Bring in/],
  [
    'dealers',
    'EMPTY',
    'steward',
    'view=dealers',
    'No gun is traced yet',
    /files of trace results/,
    /^Bring in/,
  ],
  [
    'dealers',
    'BPD',
    'analyst',
    `view=dealers&${NO_MATCH}`,
    'Nothing matches',
    /none|no gun/,
    /^Clear all filters$/,
  ],
  ['times', 'EMPTY', 'analyst', 'view=times', 'No gun is traced yet', /data stewards do/, /^See who shares/],
  [
    'times',
    'BPD',
    'analyst',
    `view=times&${NO_MATCH}`,
    'Nothing matches',
    /no gun traced/,
    /^Clear all filters$/,
  ],
  [
    'progress',
    'EMPTY',
    'analyst',
    'view=progress',
    'Nothing is entered yet',
    /what was done/,
    /^Add the first$/,
  ],
  [
    'together',
    'EMPTY',
    'steward',
    'view=together',
    'Nobody shares with you yet',
    /own records alone/,
    /^Who shares/,
  ],
  [
    'sharing',
    'EMPTY',
    'steward',
    'view=sharing',
    'No agreements yet',
    /own records alone/,
    /^Offer an agreement$/,
  ],
];

describe('a phone', () => {
  it.each(EMPTY)('says of %s (%s, %s) why there is nothing and what comes next', async (...row) => {
    const [, agency, role, query, heading, reason, next] = row;
    if (query.includes('gun=')) browser.expectComplaint(/404/);
    const page = await openAs(agency, role, query);
    const main = page.locator('main');
    await main.getByRole('heading', { name: heading }).first().waitFor();
    await main.getByText(reason).first().waitFor();
    await main.locator(':is(a, button)').filter({ hasText: next }).first().waitFor();
    await expectFit(page);
  });

  it.each(['gun', 'dealers', 'joins', 'review', 'sharing', 'data'])(
    'tells a reader of counts that %s is not open, and where else to go',
    async (view) => {
      const page = await openAs('BPD', 'briefing', `view=${view}`);
      await page.getByRole('heading', { name: /is not open to you$/ }).waitFor();
      await page.getByRole('button', { name: 'Go to Map' }).waitFor();
      await expectFit(page);
    },
  );

  it.each(['dealers', 'times', 'progress', 'together', 'sharing', 'tracing', 'joins'])(
    'fits %s where there are records',
    async (view) => {
      const page = await openAs('BPD', 'steward', `view=${view}`);
      await page.locator('main h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      await expectFit(page);
    },
  );

  it('opens at the table that the address names', async () => {
    const page = await openAs('BPD', 'analyst', 'table=recoveries');
    await page.getByRole('table', { name: 'Recoveries' }).waitFor();
    await expectFit(page);
  });
});
