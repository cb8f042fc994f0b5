/** Did the intervention of last year change anything? Journey 5, and what an analyst enters for it. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { accountCookie } from '../helpers/account-cookie.ts';
import { useBrowser } from '../helpers/browser.ts';
import { Journey } from '../helpers/journey.ts';
import { mapDrawn } from '../helpers/map-page.ts';
import type { RecoveryRecord } from '../helpers/records.ts';
import { insertRecords } from '../helpers/records.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer([]);
const browser = useBrowser();

const times = (count: number, record: RecoveryRecord) => Array.from({ length: count }, () => record);

/** From 2022 on, each month in Maryland: 6 to 8 new guns sold in Virginia, but 2 to 4 from January 2024 on; 6 to 8 sold in Pennsylvania all along. */
beforeAll(async () => {
  const day = (month: number) =>
    `${2022 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-28`;
  const gun = { agency: 'BPD', to: { state: 'MD' }, ttc: 200 };
  const { agencies } = await insertRecords(server.database, {
    agencies: ['BPD'],
    recoveries: Array.from({ length: 34 }, (_, month) => [
      ...times((month < 24 ? 6 : 2) + (month % 3), { ...gun, on: day(month), from: { state: 'VA' } }),
      ...times(6 + ((month + 2) % 3), { ...gun, on: day(month), from: { state: 'PA' } }),
    ]).flat(),
  });
  await server.database.knex.raw(
    `INSERT INTO intervention (agency_id, name, kind, note, started_on, filter, written_by)
     VALUES (:bpd, 'Case against a ring in Virginia', 'trafficking_case', '', '2024-01-01', 'source_state=VA', 'tests'),
       (:bpd, 'Begun too late to tell', 'law', '', '2024-07-01', 'source_state=PA', 'tests')`,
    { bpd: agencies.BPD ?? 0 },
  );
});

async function openAs(role: 'analyst' | 'briefing', query = '', width = 1280): Promise<Page> {
  const [name = '', value = ''] = (await accountCookie(server.database, 'BPD', role)).split('=');
  const page = await browser.openPage({ baseURL: server.url, viewport: { width, height: 900 } });
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.goto(`/${query}`);
  return page;
}

const VERDICT =
  /^Guns recovered within a year of their sale fell: since Jan 2024 there were \d+ % fewer than .+ led to expect \(95 % interval: \d+ % fewer to \d+ % fewer\)\.$/;

describe('progress', () => {
  it('is read in two actions: one sentence with its uncertainty, and the series', async () => {
    const page = await openAs('briefing');
    await mapDrawn(page);
    const journey = new Journey();
    await journey.act('open Progress', () =>
      page.getByRole('link', { name: 'Progress', exact: true }).click(),
    );
    await journey.act('pick the intervention', () =>
      page.getByRole('button', { name: /^Case against a ring in Virginia/ }).click(),
    );
    await page.getByText(VERDICT).waitFor();
    const chart = page.getByRole('figure', { name: '24 months before Jan 2024 and 9 from then on' });
    await chart.getByRole('img').waitFor();
    expect(journey.actions.length).toBeLessThanOrEqual(2);
    // The same figures as a table.
    await chart.getByText('The figures as a table').click();
    await chart.getByRole('row', { name: /^Jan 2024 \(began\) 2 / }).waitFor();
    // The address brings it back.
    await page.reload();
    await page.getByText(VERDICT).waitFor();
  });

  it('says in words why there is no answer', async () => {
    const page = await openAs('analyst', '?view=progress');
    await page.getByRole('button', { name: /^Begun too late to tell/ }).click();
    await page
      .getByText(/^No answer can be given yet\. There are 3 months from the intervention on/)
      .waitFor();
  });

  it('is entered with the filter as it is, shown, and deleted', async () => {
    const page = await openAs('analyst', '?view=progress&source_state=PA&recovered_from=2023-01-01');
    await page.getByRole('button', { name: 'Add an intervention' }).click();
    await page.getByText('Guns sold in Pennsylvania.').waitFor();
    await page.getByLabel('Name').fill('Letters to dealers');
    await page.getByLabel('First day').fill('2024-01-01');
    await page.getByRole('button', { name: 'Add it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Letters to dealers' }).waitFor();
    await page.getByText(/^(It cannot be told whether|Guns recovered within a year)/).waitFor();
    await page.getByLabel('What is looked at').selectOption('traced_guns');
    await page
      .getByText(/^(It cannot be told whether guns traced to a dealer|Guns traced to a dealer)/)
      .waitFor();
    expect(new URL(page.url()).searchParams.get('outcome')).toBe('traced_guns');
    await page.getByRole('button', { name: 'Delete “Letters to dealers”' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Progress' }).waitFor();
    expect(await page.getByText('Letters to dealers').count()).toBe(0);
  });

  it('holds targets against what was counted', async () => {
    const page = await openAs('analyst', '?view=progress&source_state=VA');
    await page.getByText(/^No target is set\./).waitFor();
    await page.getByRole('button', { name: 'Set a target' }).click();
    await page.getByLabel('Name').fill('A fifth fewer from Virginia');
    await page.getByLabel('Baseline from').fill('2023-01-01');
    await page.getByLabel('Baseline up to before').fill('2024-01-01');
    await page.getByLabel('Due before').fill('2025-01-01');
    await page.getByRole('button', { name: 'Set it' }).click();
    // January to September 2024: 27 counted, 63 in the baseline, of which 50 are allowed.
    await page.getByText(/^On course\. So far 57 % fewer than in the baseline/).waitFor();
    await page
      .getByText('27 counted in 9 months; the goal allows 50, the baseline has 63 in such months.')
      .waitFor();
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByLabel('Change in %').fill('-80');
    await page.getByRole('button', { name: 'Save' }).click();
    await page
      .getByText('27 counted in 9 months; the goal allows 13, the baseline has 63 in such months.')
      .waitFor();
  });

  it('is read by those who see counts alone, on a phone, without a way to change it', async () => {
    const page = await openAs('briefing', '?view=progress', 390);
    await page.getByRole('button', { name: /^Case against/ }).click();
    await page.getByText(VERDICT).waitFor();
    expect(await page.getByRole('button', { name: 'Change' }).count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
