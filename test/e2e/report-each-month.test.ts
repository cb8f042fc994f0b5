/** Mayor's staff set up a monthly report, a file comes in, and the analyst reads and approves what was made of it. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { Role } from '../../domain/access.ts';
import { briefingsSchema } from '../../domain/briefings.ts';
import { makeReports } from '../../server/briefings/make-reports.ts';
import { addSchedule } from '../../server/briefings/schedules-service.ts';
import { accountCookie, accountOf } from '../helpers/account-cookie.ts';
import { useBrowser } from '../helpers/browser.ts';
import { tabTo } from '../helpers/keyboard.ts';
import { insertRecords } from '../helpers/records.ts';
import { useTestServer } from '../helpers/server.ts';
import { importInto, useTextFiles } from '../server/imports/import-bench.ts';

const server = useTestServer([], { signedIn: false });
const browser = useBrowser();
const textFile = useTextFiles();

const HEADINGS = 'Trace Number,Recovery Date,Recovery State,Purchase Date,Dealer Name,Dealer State';

beforeAll(async () => {
  const gun = { agency: 'BPD', to: { state: 'MD' }, from: { state: 'VA' }, ttc: 200 };
  await insertRecords(server.database, {
    agencies: ['BPD'],
    recoveries: [
      { ...gun, on: '2024-04-15' },
      { ...gun, on: '2024-05-20' },
    ],
  });
});

async function openAs(role: Role, query: string, width = 1280): Promise<Page> {
  const [name = '', value = ''] = (await accountCookie(server.database, 'BPD', role)).split('=');
  const page = await browser.openPage({ baseURL: server.url, viewport: { width, height: 900 } });
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.goto(`/${query}`);
  return page;
}

const listed = async (page: Page) =>
  briefingsSchema.parse(await (await page.request.get('/api/briefings')).json()).items;

it('is set up by mayor’s staff, made of an import, and approved by the analyst', async () => {
  const staff = await openAs('briefing', '?view=briefings');
  const form = staff.getByRole('form', { name: 'Set one up' });
  await form.getByText('With the month after it: “Where our guns come from, May 2024”.').waitFor();
  await form.getByRole('button', { name: 'Set up' }).click();
  await staff.getByText(/^None made yet. The first is of May 2024, and comes with the next change/).waitFor();

  const steward = await openAs('steward', '?view=data');
  await steward.locator('input[type=file]').setInputFiles({
    name: 'may.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${HEADINGS}\nN1,2024-05-21,MD,2024-01-01,Alder Arms,VA\n`),
  });
  await steward.getByLabel('Whose records').selectOption('BPD');
  await steward.getByRole('button', { name: 'Upload' }).click();
  await steward.getByRole('button', { name: 'Start the import' }).click();
  await steward
    .getByText(/^1 of 1 row taken in/)
    .first()
    .waitFor();
  await expect.poll(async () => (await listed(staff)).length, { timeout: 20_000 }).toBe(1);

  await staff.goto('/?view=briefings');
  await staff.getByRole('heading', { name: 'Waiting for approval (1)' }).waitFor();
  await staff.getByRole('link', { name: 'Where our guns come from, May 2024' }).click();
  await staff.getByText(/You set it up or saved it: somebody else of your agency/).waitFor();
  expect(await staff.getByRole('button', { name: 'Approve' }).count()).toBe(0);

  const analyst = await openAs('analyst', '?view=briefings', 390);
  await analyst.getByRole('heading', { name: 'Waiting for approval (1)' }).waitFor();
  expect(await analyst.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await analyst.getByRole('link', { name: 'Where our guns come from, May 2024' }).click();
  await analyst.getByRole('heading', { name: '3 guns recovered, Jun 2023–May 2024' }).first().waitFor();
  await analyst.getByRole('button', { name: 'Present' }).click();
  await analyst.getByText('Waiting for approval').waitFor();
  await analyst.getByRole('button', { name: 'Leave' }).click();
  await tabTo(analyst, analyst.getByRole('button', { name: 'Approve' }));
  await analyst.keyboard.press('Enter');
  await analyst.getByText(/^Monthly report of May 2024, .* Approved by Analyst, /).waitFor();
  expect(await analyst.getByRole('button', { name: 'Approve' }).count()).toBe(0);

  await staff.goto('/?view=briefings');
  await staff.getByText('Last: May 2024. Next: June 2024, once it is over and its records are in.').waitFor();
  expect(await staff.getByText(/Waiting for approval/).count()).toBe(0);
  await staff.getByRole('button', { name: 'End the monthly report “Where our guns come from”' }).click();
  await staff.getByRole('dialog').getByRole('button', { name: 'End' }).click();
  await staff.getByText('None is set up yet.').waitFor();
}, 90_000);

it('is not approved as it was when it was made anew meanwhile', async () => {
  const account = await accountOf(server.database, 'BPD', 'briefing');
  const draft = { name: 'Times', template: 'times', intervention: null, briefing: null } as const;
  await addSchedule(server.database, account, draft, 'en', '2024-06-10');
  const bring = async (row: string) => {
    const file = textFile('late.csv', `${HEADINGS}\n${row}\n`);
    await importInto(server.database, 'traces', 'BPD', file);
    await makeReports(server.database, '2024-06-10');
  };
  await bring('N2,2024-05-22,MD,2024-01-01,Alder Arms,VA');
  const page = await openAs('analyst', '?view=briefings');
  await page.getByRole('link', { name: 'Times, May 2024' }).click();
  await page.getByRole('button', { name: 'Approve' }).waitFor();
  await bring('N3,2024-05-23,MD,2024-01-01,Alder Arms,VA');
  browser.expectComplaint(/409/);
  await page.getByRole('button', { name: 'Decline' }).click();
  await page.getByText(/^Version 2 was saved since you opened version 1\. Nothing was decided/).waitFor();
  await page.getByRole('button', { name: 'Read the newest version' }).click();
  await page.getByText(/^Version 2, saved by Briefing \(by schedule\)/).waitFor();
  await page.getByRole('button', { name: 'Decline' }).click();
  await page.getByText(/Declined by Analyst, .* It waits again once it is saved anew/).waitFor();
});
