/** From the map to a briefing that is read and presented: journey 6, as far as it stays within the page. */
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../domain/access.ts';
import type { BriefingDraft } from '../../domain/briefings.ts';
import { makeBriefing } from '../../server/briefings/briefings-service.ts';
import { accountCookie } from '../helpers/account-cookie.ts';
import { useBrowser } from '../helpers/browser.ts';
import { Journey } from '../helpers/journey.ts';
import { tabTo } from '../helpers/keyboard.ts';
import { mapDrawn } from '../helpers/map-page.ts';
import { insertRecords } from '../helpers/records.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer([]);
const browser = useBrowser();

/** In Maryland in 2025, each month: 3 guns sold in Virginia 200 days before, 1 sold in Pennsylvania 2,000 days before. */
beforeAll(async () => {
  const days = Array.from({ length: 12 }, (_, month) => `2025-${String(month + 1).padStart(2, '0')}-15`);
  const gun = { agency: 'BPD', to: { state: 'MD' } };
  const { agencies } = await insertRecords(server.database, {
    agencies: ['BPD', 'NPD'],
    recoveries: days.flatMap((on) => [
      ...Array.from({ length: 3 }, () => ({ ...gun, on, from: { state: 'VA' }, ttc: 200 })),
      { ...gun, on, from: { state: 'PA' }, ttc: 2000 },
    ]),
  });
  await server.database.knex.raw(
    `INSERT INTO intervention (agency_id, name, kind, note, started_on, filter, written_by)
     VALUES (:bpd, 'Letters to dealers', 'dealer_oversight', '', '2025-07-01', 'source_state=VA', 'tests')`,
    { bpd: agencies.BPD ?? 0 },
  );
});
beforeEach(async () => {
  await server.database.knex('briefing').whereNull('ended_at').update({ ended_at: new Date() });
  await server.database.knex('view').delete();
});

async function openAs(role: Role, query = '', width = 1280, agency = 'BPD'): Promise<Page> {
  const [name = '', value = ''] = (await accountCookie(server.database, agency, role)).split('=');
  const page = await browser.openPage({ baseURL: server.url, viewport: { width, height: 900 } });
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.goto(`/${query}`);
  return page;
}

async function written(draft: BriefingDraft): Promise<number> {
  await accountCookie(server.database, 'BPD', 'briefing');
  const row = await server.database.knex('account').where('email', 'briefing@bpd.example').first();
  return makeBriefing(
    server.database,
    { id: row.id, agencyId: row.agency_id, email: row.email, name: row.name, role: 'briefing' },
    draft,
  );
}

const DRAFT: BriefingDraft = {
  title: 'Two states',
  sections: [
    { heading: 'Virginia', text: 'Sold in **Virginia**.', query: 'source_state=VA' },
    { heading: 'How soon', text: '', query: 'view=times' },
    { heading: 'In words', text: 'Nothing beside it.', query: null },
    { heading: 'Pennsylvania', text: 'Sold in Pennsylvania.', query: 'source_state=PA' },
  ],
};

const title = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
const sectionOf = (page: Page) => new URL(page.url()).searchParams.get('section') ?? '1';

describe('a briefing of a template', () => {
  it('is made, read and presented by keyboard alone, from the start of the page', async () => {
    const page = await openAs('briefing');
    await mapDrawn(page);
    const { keyboard } = page;
    const journey = new Journey();
    await journey.act('open Briefings', async () => {
      await keyboard.press('g');
      await keyboard.press('v');
    });
    await title(page, 'No briefings yet').waitFor();
    await journey.act('make one', async () => {
      await tabTo(page, page.getByRole('button', { name: 'Make it: Where our guns come from' }));
      await keyboard.press('Enter');
    });
    await title(page, '36 guns recovered, Jan–Dec 2025, sold within 3 years').waitFor();
    await page.getByRole('list', { name: 'Out of how many' }).getByText('36').first().waitFor();
    await mapDrawn(page);
    expect(journey.actions.length).toBeLessThanOrEqual(2);

    for (const section of ['2', '3', '4']) {
      await keyboard.press('ArrowRight');
      await page.getByText(`Section ${section} of 4`).waitFor();
      await expect.poll(() => sectionOf(page)).toBe(section);
    }
    // The third shows all guns, and the fourth, which shows nothing of its own, leaves them there.
    await title(page, '48 guns recovered, Jan–Dec 2025').waitFor();

    await keyboard.press('p');
    const words = page.getByRole('region', { name: 'Text of Where our guns come from' });
    await words.getByRole('heading', { name: 'What these figures can and cannot tell' }).waitFor();
    expect(await page.getByRole('navigation', { name: 'Views' }).count()).toBe(0);
    await page.getByText(/^Traced guns are not a random sample of crime guns: /).waitFor();
    await page.getByText(/^Data to \d+ Dec 2025$/).waitFor();
    const presses = [
      ['Home', 1],
      [' ', 2],
      ['PageDown', 3],
      ['ArrowRight', 4],
      ['ArrowRight', 4],
      ['PageUp', 3],
      ['ArrowLeft', 2],
      ['End', 4],
      ['Home', 1],
    ] as const;
    for (const [key, section] of presses) {
      await keyboard.press(key);
      await page.getByText(`Section ${section} of 4`).waitFor();
    }
    await title(page, '36 guns recovered, Jan–Dec 2025, sold within 3 years').waitFor();
    await mapDrawn(page);
    await keyboard.press('Escape');
    await page.getByRole('button', { name: 'Present' }).waitFor();
    expect(new URL(page.url()).searchParams.has('shape')).toBe(false);
  }, 120_000);

  it('about an intervention shows what came of it, and its guns since then and before', async () => {
    const page = await openAs('analyst', '?view=briefings');
    await page.getByRole('button', { name: 'Make it: Progress since Jul 2025' }).click();
    await title(page, 'Progress since Jul 2025: Letters to dealers').waitFor();
    await title(page, 'Letters to dealers').first().waitFor();
    await page.getByText(/^No answer can be given yet\./).waitFor();
    await page.keyboard.press('ArrowRight');
    await title(page, '18 guns recovered, Jul–Dec 2025, sold in Virginia').waitFor();
    await page.keyboard.press('ArrowRight');
    await title(page, '18 guns recovered, Jan–Jun 2025, sold in Virginia').waitFor();
  });
});

describe('a briefing that is read', () => {
  it('follows the scroll, and opens again where it was', async () => {
    const id = await written(DRAFT);
    const page = await openAs('analyst', `?view=briefings&briefing=${id}`);
    await title(page, '36 guns recovered, sold in Virginia').waitFor();
    await page.getByText('Sold in Virginia.').waitFor();
    const scrollTo = (heading: string) =>
      title(page, heading).evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await scrollTo('How soon');
    await title(page, 'Time-to-crime').waitFor();
    await scrollTo('Pennsylvania');
    await title(page, '12 guns recovered, sold in Pennsylvania').waitFor();
    await mapDrawn(page);
    expect(sectionOf(page)).toBe('4');
    await page.reload();
    await title(page, '12 guns recovered, sold in Pennsylvania').waitFor();
    await page.getByText('Section 4 of 4').waitFor();
    await page.getByRole('button', { name: 'Section before' }).click();
    await page.getByText('Section 3 of 4').waitFor();
  });

  it('fits a phone, and nobody of another agency finds it', async () => {
    const id = await written(DRAFT);
    const page = await openAs('briefing', `?view=briefings&briefing=${id}&section=4`, 390);
    await title(page, '12 guns recovered, sold in Pennsylvania').waitFor();
    await page.getByText('Section 4 of 4').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    browser.expectComplaint(/404/);
    const other = await openAs('steward', `?view=briefings&briefing=${id}`, 1280, 'NPD');
    await other.getByText(`Your agency has no briefing ${id}. It may have been deleted.`).waitFor();
  });

  it('runs nothing of what is written in it, and asks no other host', async () => {
    const text = `<script>document.title = 'run'</script> <img src="https://elsewhere.example/a.png" onerror="document.title = 'run'">

![b](https://elsewhere.example/b.png) [c](javascript:document.title='run')`;
    const id = await written({ title: 'Hostile', sections: [{ heading: '<b>H</b>', text, query: null }] });
    const page = await openAs('analyst', `?view=briefings&briefing=${id}`);
    await title(page, '<b>H</b>').waitFor();
    await page.getByText("<script>document.title = 'run'</script>").waitFor();
    await page.getByText('c', { exact: true }).click();
    await mapDrawn(page);
    expect(await page.locator('.markdown img').count()).toBe(0);
    expect(await page.title()).not.toBe('run');
  });
});

describe('what is on the map', () => {
  it('is saved by a name, and found under it', async () => {
    const page = await openAs('briefing', '?source_state=VA&table=flows');
    await mapDrawn(page);
    const journey = new Journey();
    await journey.act('Save', () => page.getByRole('button', { name: 'Save', exact: true }).click());
    const form = page.getByRole('form', { name: 'Save this view' });
    await journey.act('name it', () => form.getByLabel('Name').fill('From Virginia'));
    await journey.act('keep it', () => form.getByRole('button', { name: 'Save' }).click());
    await page.getByText('Saved as “From Virginia”. It is in Briefings.').waitFor();
    expect(journey.actions.length).toBeLessThanOrEqual(3);
    await form.getByLabel('Name').fill('from virginia');
    browser.expectComplaint(/409/);
    await page.keyboard.press('Enter');
    await form.getByText(/^There is a view called "from virginia" already\./).waitFor();

    const other = await openAs('analyst', '?view=briefings');
    await other.getByText('Map: guns sold in Virginia').waitFor();
    await other.getByRole('link', { name: 'From Virginia' }).click();
    await title(other, '36 guns recovered, sold in Virginia').waitFor();
    expect(new URL(other.url()).searchParams.get('table')).toBe('flows');
  });

  it('is a briefing in two actions, and added to one there is in two', async () => {
    const page = await openAs('briefing', '?source_state=VA');
    await mapDrawn(page);
    await page.getByRole('button', { name: 'Brief', exact: true }).click();
    await page.getByRole('button', { name: 'Make a new briefing' }).click();
    await page.getByText('It is section 1 of “Guns sold in Virginia”.').waitFor();

    await page.goto('/?source_state=PA');
    await mapDrawn(page);
    await page.getByRole('button', { name: 'Brief', exact: true }).click();
    await page.getByRole('button', { name: 'Guns sold in Virginia', exact: true }).click();
    await page.getByText('It is section 2 of “Guns sold in Virginia”.').waitFor();
    await page.getByRole('button', { name: 'Open the briefing' }).click();
    await page.getByText('Section 2 of 2').waitFor();
    await title(page, '12 guns recovered, sold in Pennsylvania').waitFor();
  });
});

describe('a chart', () => {
  it('is put into a briefing with what it tells apart', async () => {
    const page = await openAs('analyst', '?view=times&source_state=VA');
    await page.getByLabel('By', { exact: true }).selectOption('recovery_state');
    await page.getByRole('button', { name: 'Brief', exact: true }).click();
    await page.getByRole('button', { name: 'Make a new briefing' }).click();
    await page.getByText('It is section 1 of “Time-to-crime: guns sold in Virginia”.').waitFor();
    await page.getByRole('button', { name: 'Open the briefing' }).click();
    await title(page, 'Time-to-crime: guns sold in Virginia').first().waitFor();
    await page.getByText('Of 36 guns recovered, sold in Virginia and traced to a dealer.').waitFor();
    expect(await page.getByLabel('By', { exact: true }).inputValue()).toBe('recovery_state');
    expect(await page.getByRole('button', { name: 'Brief', exact: true }).count()).toBe(0);
  });
});

describe('a briefing that is written', () => {
  it('keeps what was, refuses to write over what is newer, and comes back', async () => {
    const id = await written(DRAFT);
    const page = await openAs('briefing', `?view=briefings&briefing=${id}&shape=editor`);
    const first = page.getByRole('group', { name: 'Section 1' });
    await first.getByLabel('Heading').fill('From Virginia');
    await page.getByText('Not saved yet.').waitFor();
    await page.getByRole('button', { name: 'Move down section 1' }).click();
    await page
      .getByRole('group', { name: 'Section 2' })
      .getByLabel('Shown beside it')
      .selectOption('nothing');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved as version 2.').waitFor();

    // Somebody else saves while this one is being written.
    const other = await openAs('analyst', `?view=briefings&briefing=${id}&shape=editor`);
    await other.getByLabel('Title').fill('Two states and more');
    await page.getByLabel('Title').fill('Both states');
    await other.getByRole('button', { name: 'Save', exact: true }).click();
    await other.getByText('Saved as version 3.').waitFor();
    browser.expectComplaint(/409/);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(/^Version 3 was saved since you opened version 2\. Nothing was saved/).waitFor();
    expect(await page.getByLabel('Title').inputValue()).toBe('Both states');
    await page.getByRole('button', { name: 'Save mine after it' }).click();
    await page.getByText('Saved as version 4.').waitFor();

    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByRole('button', { name: 'Versions' }).click();
    await page.getByRole('row', { name: /Version 3 Two states and more Analyst/ }).waitFor();
    await page.getByRole('button', { name: 'Version 1', exact: true }).click();
    const version = page.getByRole('region', { name: 'Version 1' });
    await version.getByText('Map: guns sold in Virginia').waitFor();
    await version.getByRole('button', { name: 'Bring version 1 back' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Bring it back' }).click();
    await page.getByRole('row', { name: /Version 5 Two states Briefing/ }).waitFor();
    await page.getByRole('button', { name: 'Read it' }).click();
    await title(page, '36 guns recovered, sold in Virginia').waitFor();
  });
});
