/** Dragging over the concentration curve, or over the network of purchasers, filters page, map and tables to dealers. */
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { accountCookie } from '../helpers/account-cookie.ts';
import { useBrowser } from '../helpers/browser.ts';
import type { InsertedRecords } from '../helpers/records.ts';
import { insertRecords } from '../helpers/records.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer([], { signedIn: false });
const browser = useBrowser();

/** Ten dealers; the first has ten guns, each of the others one less than the one before. */
const DEALERS = Array.from({ length: 10 }, (_, index) => ({ name: `Dealer ${index}`, guns: 10 - index }));
let inserted: InsertedRecords;

beforeAll(async () => {
  const gun = { agency: 'BPD', on: '2024-01-10', to: { state: 'MD' }, home: { state: 'MD' }, ttc: 30 };
  inserted = await insertRecords(server.database, {
    agencies: ['BPD'],
    dealers: DEALERS.map(({ name }) => ({ name, state: 'MD' })),
    recoveries: DEALERS.flatMap(({ name, guns }) =>
      Array.from({ length: guns }, () => ({ ...gun, dealer: name })),
    ),
  });
});

async function openAt(query: string): Promise<Page> {
  const [name = '', value = ''] = (await accountCookie(server.database, 'BPD', 'analyst')).split('=');
  const page = await browser.openPage({ baseURL: server.url, viewport: { width: 1280, height: 900 } });
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.goto(`/${query}`);
  return page;
}

type Place = readonly [across: number, down: number];

/** Drags over a picture from one place to another, in parts of its width and height. */
async function drag(page: Page, picture: Locator, from: Place, to: Place): Promise<void> {
  await picture.waitFor();
  await picture.scrollIntoViewIfNeeded();
  const box = await picture.boundingBox();
  if (box === null) throw new Error('The picture is not to be seen.');
  const move = ([across, down]: Place) =>
    page.mouse.move(box.x + across * box.width, box.y + down * box.height);
  await move(from);
  await page.mouse.down();
  await move([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
  await move(to);
  await page.mouse.up();
}

const chosen = (page: Page) =>
  new URL(page.url()).searchParams
    .getAll('dealer')
    .flatMap((ids) => ids.split(','))
    .map(Number);

const idsOf = (...names: readonly string[]) => names.map((name) => inserted.dealers[name] ?? 0);

it('filters to the dealers of a part of the concentration curve, and by keyboard to those of a share', async () => {
  const page = await openAt('?view=dealers');
  const figure = page.getByRole('figure', { name: /of dealers with the most traces/ });
  const curve = figure.getByRole('img');
  // From within the third tenth of the axis to within the fifth.
  await drag(page, curve, [0.28, 0.5], [0.5, 0.6]);
  await page.waitForURL(/dealer=/);
  expect(chosen(page)).toEqual(idsOf('Dealer 2', 'Dealer 3', 'Dealer 4'));
  const ranked = page.getByRole('table', { name: 'Dealers by rank' });
  await expect.poll(() => ranked.getByRole('row').count()).toBe(4);

  // The curve stays that of all dealers.
  await figure.getByText('as a table').click();
  const share = figure.getByRole('button', { name: '20 %' });
  await share.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => chosen(page)).toEqual(idsOf('Dealer 0', 'Dealer 1'));
});

it('filters to the dealers in a box of the network of purchasers, and says why where there are none', async () => {
  const page = await openAt(`?view=purchasers&dealer=${idsOf('Dealer 7', 'Dealer 8').join(',')}`);
  const picture = page.locator('svg.network');
  await drag(page, picture, [0.01, 0.01], [0.03, 0.03]);
  await page.getByText(/^There is no dealer in this part/).waitFor();
  const mark = await picture.locator('.mark-dealer').first().boundingBox();
  const box = await picture.boundingBox();
  if (mark === null || box === null) throw new Error('No dealer is drawn.');
  const at = (right: number): Place => [
    (mark.x + right * mark.width - box.x) / box.width,
    (mark.y + right * mark.height - box.y) / box.height,
  ];
  await drag(page, picture, at(-0.2), at(1.2));
  await expect.poll(() => chosen(page).length).toBe(1);
  expect(idsOf('Dealer 7', 'Dealer 8')).toContain(chosen(page)[0]);
});
