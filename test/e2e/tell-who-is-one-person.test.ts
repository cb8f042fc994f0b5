/** A steward settles which buyers are one person, by keyboard alone, and takes a join apart. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../server/database/connection.ts';
import { runLinkage } from '../../server/linkage/run-linkage.ts';
import { accountCookie } from '../helpers/account-cookie.ts';
import { useBrowser } from '../helpers/browser.ts';
import { makeLinkageWorld } from '../helpers/linkage-world.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer([], { signedIn: false });
const browser = useBrowser();

beforeAll(async () => {
  await makeLinkageWorld(server.database);
  // Two more brothers, of whom the same is known.
  await server.database.knex.transaction((trx) =>
    trx.raw(
      `INSERT INTO purchaser (agency_id, import_batch_id, source_row, full_name, birth_date, street, zip, area_state, area_zip)
       SELECT b.agency_id, b.id, 3, CASE a.code WHEN 'OWN' THEN 'WELLS, ADAM' ELSE 'WELLS, BRIAN' END, '1979-07-21',
         '5 PINE ST', '21203', 'MD', '21203'
       FROM import_batch b JOIN agency a ON a.id = b.agency_id WHERE a.code IN ('OWN', 'FULL')`,
    ),
  );
  await runLinkage(server.database);
});

async function pageOf(role: 'steward' | 'analyst' | 'briefing', path: string): Promise<Page> {
  const cookie = await accountCookie(server.database, 'OWN', role);
  const page = await browser.openPage({ baseURL: server.url, viewport: { width: 1200, height: 900 } });
  const [name = '', value = ''] = cookie.split('=');
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.goto(path);
  return page;
}

const states = async () =>
  (
    await selectRows(
      server.database.knex,
      z.object({ told: z.string() }),
      `SELECT least(a.full_name, b.full_name) || ' ' || p.state AS told FROM purchaser_pair p
       JOIN purchaser a ON a.id = p.a_purchaser_id JOIN purchaser b ON b.id = p.b_purchaser_id ORDER BY told`,
    )
  ).map(({ told }) => told);
const cards = (page: Page) => page.locator('.join-card');
const open = (page: Page) => page.locator('.join-card[aria-current="true"]');

it('is settled by keyboard: the same, not the same, and back', async () => {
  const page = await pageOf('steward', '/?view=joins');
  await page.getByText('2 pairs of buyers may be one person each').waitFor();
  expect(await cards(page).count()).toBe(2);
  const first = await open(page).locator('dd').allInnerTexts();
  expect(await open(page).innerText()).toMatch(/First name\s+differs\s+−\d/);
  expect(await open(page).innerText()).toMatch(/Birth date\s+the same\s+\+\d/);
  await page.keyboard.press('j');
  await expect.poll(() => open(page).locator('dd').allInnerTexts()).not.toEqual(first);
  await page.keyboard.press('k');
  await expect.poll(() => open(page).locator('dd').allInnerTexts()).toEqual(first);

  await page.keyboard.press('n');
  await page.getByText('1 pair of buyers may be one person each').waitFor();
  await page.keyboard.press('y');
  await page.getByText('No pair of buyers waits for a decision').waitFor();
  await expect.poll(async () => (await states()).filter((one) => /confirmed|apart/.test(one)).length).toBe(2);
  await page.keyboard.press('u');
  await page.getByText('1 pair of buyers may be one person each').waitFor();
  await expect
    .poll(async () =>
      (await states()).filter((one) => /apart|unsure/.test(one)).map((one) => one.split(' ').at(-1)),
    )
    .toEqual(expect.arrayContaining(['apart', 'unsure']));

  await page.getByRole('button', { name: 'Joined', exact: true }).click();
  const ofJuniper = cards(page).filter({ hasText: 'FICTIONAL, JUNIPER' });
  await ofJuniper.getByText('day and month exchanged').waitFor();
  await ofJuniper.click();
  await ofJuniper.getByText('The whole person: 2 buyers in the records you see, 4 guns traced').waitFor();
  await ofJuniper.getByRole('button', { name: 'Take apart' }).click();
  await page.getByText('2 pairs of buyers taken for one person each').waitFor();
  await expect.poll(states).toContain('FICTIONAL, JUNIPER apart');
  // What was decided stands in the address, and in its own list.
  await page.goto('/?view=joins&joins=apart');
  await cards(page)
    .filter({ hasText: 'FICTIONAL, JUNIPER' })
    .getByText('Decided by steward@own.example')
    .waitFor();
});

it('is looked at by analysts, and not open to who sees counts alone', async () => {
  const analyst = await pageOf('analyst', '/?view=joins&joins=joined');
  await analyst.getByText('Same name and birth date, compared by hash').waitFor();
  expect(await analyst.getByRole('button', { name: 'Take apart' }).count()).toBe(0);
  await analyst.getByText(/Joined from 95 % on/).waitFor();
  const staff = await pageOf('briefing', '/?view=joins');
  await staff.getByText('Same buyers is not open to you').waitFor();
});

it('sets how sure it must be, in percent', async () => {
  const page = await pageOf('steward', '/?view=joins');
  await page.getByLabel('Joined from, in percent').fill('99.5');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/Saved\. Buyers are compared anew/).waitFor();
  await page.reload();
  await expect.poll(() => page.getByLabel('Joined from, in percent').inputValue()).toBe('99.5');
});
