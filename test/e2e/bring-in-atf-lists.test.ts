import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Row } from '../../demo/table-files.ts';
import { delimitedText, workbookFile } from '../../demo/table-files.ts';
import { dealersSchema } from '../../domain/dealer-responses.ts';
import { publishedFlowsSchema } from '../../domain/responses.ts';
import { useBrowser } from '../helpers/browser.ts';
import { mapDrawn, pixelOf } from '../helpers/map-page.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer();
const browser = useBrowser();

/** As ATF lays its yearly table out: sources down the side, recoveries across, no number where there is no gun. */
const STATE_TABLE: readonly Row[] = [
  ['Recovery State'],
  ['Source State', null, 'DELAWARE', 'GEORGIA', 'MARYLAND', 'TOTALS'],
  [null, 'DELAWARE', 10, null, 3, 13],
  [null, 'GEORGIA', 2, 30, 12, 44],
  [null, 'MARYLAND', 4, null, 20, 24],
  [null, 'TOTALS', 16, 30, 35, 81],
  [],
  [null, '- Includes Firearms Recovered and Traced between 1/1/2015 - 12/31/2015.'],
  [null, '- Duplicate traces and Firearms Not Recovered are not included in the statistics.'],
];

const LICENCE_HEADINGS =
  'LIC_REGN LIC_DIST LIC_CNTY LIC_TYPE LIC_XPRDTE LIC_SEQN LICENSE_NAME BUSINESS_NAME PREMISE_STREET PREMISE_CITY PREMISE_STATE PREMISE_ZIP_CODE'.split(
    ' ',
  );
/** As ATF publishes its list: tabs, a line of dashes, NULL where there is nothing. No address is in the gazetteer. */
const LICENCE_LIST: readonly Row[] = [
  LICENCE_HEADINGS,
  LICENCE_HEADINGS.map((heading) => '-'.repeat(heading.length)),
  ['9', '81', '031', '01', '8F', '00101', 'GALLATIN ARMS LLC', 'NULL', '1 ELK LN', 'BOZEMAN', 'MT', '59715'],
  ['9', '81', '031', '02', '8F', '00102', 'ROE, JANE', 'ELK PAWN', '2 ELK LN', 'BOZEMAN', 'MT', '59715'],
  ['5', '74', '141', '01', '8F', '00103', 'FRANKLIN GUNS', 'NULL', '3 SUN RD', 'EL PASO', 'TX', '79901'],
];

/** Brings a file in on the data page as it proposes to, and follows its way to the map. */
async function bringInAndShow(name: string, buffer: Buffer, outcome: string): Promise<Page> {
  const page = await browser.openPage({ baseURL: server.url, viewport: { width: 1200, height: 720 } });
  await page.goto('/?view=data');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await page.getByLabel('Whose records').selectOption('BPD');
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByText(outcome).waitFor();
  await page.getByRole('link', { name: 'Show on the map' }).click();
  return page;
}

async function pointAt(page: Page, [lon = 0, lat = 0]: readonly number[]): Promise<void> {
  const { x, y } = await pixelOf(page, lon, lat);
  await page.mouse.move(x, y);
}

it('brings in a published state table and shows its figures as flows', async () => {
  const file = workbookFile('Source to recovery', STATE_TABLE);
  const page = await bringInAndShow(
    'source_recovery_by_state_2015.xlsx',
    file,
    '3 of 8 rows taken in; none was rejected.',
  );
  const response = await fetch(`${server.url}/api/published-flows?year=2015`);
  const published = publishedFlowsSchema.parse(await response.json());
  const { count, drawn, withinArea } = published.totals;
  expect({ count, drawn, withinArea }).toEqual({ count: 81, drawn: 21, withinArea: 60 });

  await page.getByRole('heading', { level: 1, name: `${count} guns recovered, Jan–Dec 2015` }).waitFor();
  await mapDrawn(page);
  const flow = published.features.find(({ id }) => id === 'GA>MD');
  const line = flow?.geometry.coordinates ?? [];
  await pointAt(page, line[Math.floor(line.length / 2)] ?? []);
  const sentence = `${flow?.properties.count} guns sold in Georgia and recovered in Maryland`;
  expect(sentence).toMatch(/^12 guns/);
  await page.getByRole('tooltip').getByText(sentence).waitFor();

  await page.keyboard.press('t');
  const rows = page.getByRole('button', { name: / to .*, \d+ guns?$/ });
  await rows.first().waitFor();
  expect(await rows.evaluateAll((buttons) => buttons.map((button) => button.ariaLabel))).toEqual(
    published.features.map(
      ({ properties }) =>
        `${properties.originName} to ${properties.destinationName}, ${properties.count} guns`,
    ),
  );
});

it('brings in the list of licensees and shows its dealers where their ZIP areas are', async () => {
  const page = await bringInAndShow(
    'ffl-list.txt',
    delimitedText(LICENCE_LIST, '\t'),
    '3 of 3 rows taken in; none was rejected.',
  );
  await page.getByRole('heading', { level: 1, name: '45 guns recovered' }).waitFor();
  await mapDrawn(page);
  const dealersOf = async (state: string) => {
    const response = await fetch(`${server.url}/api/dealers?source_state=${state}`);
    return dealersSchema.parse(await response.json());
  };
  const montana = await dealersOf('MT');
  expect(montana.items.map(({ name, precision }) => [name, precision])).toEqual([
    ['GALLATIN ARMS LLC', 'zip'],
    ['ELK PAWN', 'zip'],
  ]);
  await pointAt(page, montana.items[0]?.location ?? []);
  await page
    .getByRole('tooltip')
    .getByText(`${montana.total} dealers known by ZIP area only, 0 guns traced to them`)
    .waitFor();

  const texas = await dealersOf('TX');
  expect(texas.total).toBe(1);
  await pointAt(page, texas.items[0]?.location ?? []);
  await page.getByRole('tooltip').getByText('FRANKLIN GUNS: 0 guns traced to this dealer').waitFor();
});
