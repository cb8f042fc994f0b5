import http from 'node:http';
import { check } from '@placemarkio/check-geojson';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { z } from 'zod';
import { flowsSchema, summarySchema } from '../../domain/responses.ts';
import { useBrowser } from '../helpers/browser.ts';
import { tabTo } from '../helpers/keyboard.ts';
import { mapDrawn, pixelOf } from '../helpers/map-page.ts';
import { useTestServer } from '../helpers/server.ts';
import { takeExport } from '../helpers/take-export.ts';

const server = useTestServer();
const browser = useBrowser();

/** The smallest window that has room for everything beside the map: it is drawn without a graphics card. */
const ROOMY = { width: 1200, height: 720 };

async function open(query = ''): Promise<Page> {
  const page = await browser.openPage({ baseURL: server.url, viewport: ROOMY });
  await page.goto(`/${query}`);
  await page.getByRole('heading', { level: 1, name: / recovered/ }).waitFor();
  return page;
}

async function ask<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
  const response = await fetch(`${server.url}${path}`);
  return schema.parse(await response.json());
}

const titleIs = (page: Page, title: string) =>
  page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();

/** The filter part of the address, as the API takes it. */
const filterOf = (page: Page) => {
  const query = new URL(page.url()).searchParams;
  return new URLSearchParams([...query].filter(([name]) => /^(recovered|ttc)_/.test(name))).toString();
};

async function dragHistogram(page: Page, from: number, to: number): Promise<void> {
  const box = await page.getByRole('group', { name: /^Recoveries by month/ }).boundingBox();
  if (box === null) throw new Error('There is no histogram on the page.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * from, y);
  await page.mouse.down();
  await page.mouse.move(box.x + (box.width * (from + to)) / 2, y);
  await page.mouse.move(box.x + box.width * to, y);
  await page.mouse.up();
}

it('opens with every gun, the notice and the way from recovery to purchaser', async () => {
  const page = await open();
  await titleIs(page, '45 guns recovered');
  const funnel = await page
    .getByRole('list', { name: 'Out of how many' })
    .getByRole('listitem')
    .allTextContents();
  expect(funnel.map((step) => step.trim())).toEqual([
    '45 recovered',
    '45 submitted for tracing (100 %)',
    '41 traced to a dealer (91 %)',
    '0 traced to a purchaser (0 %)',
  ]);
  expect(await page.getByText('Traced guns are not a random sample of crime guns').count()).toBeGreaterThan(
    0,
  );
});

it('narrows to the months the histogram is dragged over, and keeps them after a reload', async () => {
  const page = await open();
  await titleIs(page, '45 guns recovered');
  await dragHistogram(page, 0.52, 0.98);
  await titleIs(page, '23 guns recovered, Jan–Nov 2025');
  expect(filterOf(page)).toBe('recovered_from=2025-01-01&recovered_to=2025-12-01');
  expect((await ask(`/api/summary?${filterOf(page)}`, summarySchema)).funnel.recovered).toBe(23);

  await page.getByRole('checkbox', { name: /^Virginia/ }).check();
  await titleIs(page, '6 guns recovered, Jan–Nov 2025, sold in Virginia');
  await mapDrawn(page);
  const address = page.url();
  await page.reload();
  await titleIs(page, '6 guns recovered, Jan–Nov 2025, sold in Virginia');
  expect(page.url()).toBe(address);
  await page.goBack();
  await titleIs(page, '23 guns recovered, Jan–Nov 2025');
});

it('shows the count of a flow clicked on the map, and the same in the table', async () => {
  const page = await open('?table=flows&level=state');
  const flows = await ask('/api/flows?level=state', flowsSchema);
  const flow = flows.features.find(({ id }) => id === 'GA>MD');
  const [lon = 0, lat = 0] =
    flow?.geometry.coordinates[Math.floor((flow?.geometry.coordinates.length ?? 0) / 2)] ?? [];
  const detail = page.getByRole('region', { name: 'Detail' });

  await mapDrawn(page);
  const { x, y } = await pixelOf(page, lon, lat);
  await page.mouse.move(x, y);
  await page.getByRole('tooltip').getByText('6 guns sold in Georgia and recovered in Maryland').waitFor();
  await page.mouse.click(x, y);
  await detail
    .getByText(`${flow?.properties.count} guns sold in Georgia and recovered in Maryland`)
    .waitFor();
  await page.getByRole('tooltip').waitFor({ state: 'detached' });
  expect(new URL(page.url()).searchParams.get('select')).toBe('flow:GA>MD');

  await page.getByRole('button', { name: 'Virginia to Maryland, 12 guns' }).click();
  await detail.getByText('12 guns sold in Virginia and recovered in Maryland').waitFor();
  expect(new URL(page.url()).searchParams.get('select')).toBe('flow:VA>MD');
  await page.keyboard.press('Escape');
  await detail.waitFor({ state: 'detached' });
});

it('leaves the guns that came from or to the area clicked on the map', async () => {
  const page = await open('?level=state');
  const { nodes } = await ask('/api/flows?level=state', flowsSchema);
  const [lon = 0, lat = 0] =
    nodes.find(({ properties }) => properties.code === 'GA')?.geometry.coordinates ?? [];
  await mapDrawn(page);
  const { x, y } = await pixelOf(page, lon, lat);
  await page.mouse.move(x, y);
  await page.getByRole('tooltip').getByText('Georgia: 0 guns recovered here, 6 sold here, 0 both').waitFor();
  await page.mouse.click(x, y);
  const detail = page.getByRole('region', { name: 'Detail' });
  await detail.getByRole('button', { name: 'Only guns sold here' }).click();
  await titleIs(page, '6 guns recovered, sold in Georgia');
  expect((await ask('/api/summary?source_state=GA', summarySchema)).funnel.recovered).toBe(6);
  expect(new URL(page.url()).searchParams.get('source_state')).toBe('GA');

  await detail.getByRole('button', { name: 'Only guns recovered here' }).click();
  await titleIs(page, '0 guns recovered in Georgia, sold in Georgia');
  await detail.getByRole('button', { name: 'Only guns sold here' }).click();
  await titleIs(page, '0 guns recovered in Georgia');
  await detail.getByRole('button', { name: 'Only guns recovered here' }).click();
  await titleIs(page, '45 guns recovered');
});

it('keeps the widths of lines where they are to stay the same, also after a reload', async () => {
  const page = await open('?level=state');
  const legend = page.getByRole('region', { name: 'Legend' });
  const widest = () => legend.getByRole('listitem').filter({ hasText: /guns/ }).first();
  const width = () => widest().locator('line').getAttribute('stroke-width');
  await widest().getByText('20 guns').waitFor();
  await legend.getByRole('combobox', { name: 'Line width' }).selectOption('stays the same');
  await page.getByRole('checkbox', { name: /^Georgia/ }).check();
  await titleIs(page, '6 guns recovered, sold in Georgia');
  expect([await widest().textContent(), await width()]).toEqual(['20 guns', '12']);
  expect(new URL(page.url()).searchParams.get('scale')).toMatch(/^20,/);

  await page.reload();
  await titleIs(page, '6 guns recovered, sold in Georgia');
  await mapDrawn(page);
  expect([await widest().textContent(), await width()]).toEqual(['20 guns', '12']);
  await legend.getByRole('combobox', { name: 'Line width' }).selectOption('fits what is shown');
  await widest().getByText('10 guns').waitFor();
});

it('exports what is shown as GeoJSON that holds to RFC 7946, and as CSV with the same rows', async () => {
  const page = await open('?source_state=PA,VA&level=state');
  await titleIs(page, '25 guns recovered, sold in Pennsylvania and Virginia');
  await page.getByRole('button', { name: 'Export' }).click();
  const flows = check(await takeExport(page, 'Flows', 'GeoJSON'));
  expect(flows).toMatchObject({ type: 'FeatureCollection' });
  expect('features' in flows ? flows.features.map(({ properties }) => properties?.count) : []).toEqual([
    12, 8, 5,
  ]);
  const recoveries = check(await takeExport(page, 'Recoveries', 'GeoJSON'));
  expect('features' in recoveries ? recoveries.features.length : 0).toBe(25);
  expect((await takeExport(page, 'Recoveries', 'CSV')).trim().split('\n')).toHaveLength(26);
  expect((await takeExport(page, 'Dealers', 'CSV')).trim().split('\n')).toHaveLength(3);
});

it('shows by state or county what was exported and imported, sorted, and as a file', async () => {
  const page = await open('?table=areas&level=state');
  const rows = page.getByRole('button', { name: /guns? exported/ });
  const states = () => rows.evaluateAll((buttons) => buttons.map((button) => button.ariaLabel));
  await rows.first().waitFor();
  expect(await states()).toEqual([
    'Pennsylvania, 13 guns exported, 0 imported',
    'Virginia, 12 guns exported, 0 imported',
    'Georgia, 6 guns exported, 0 imported',
    'Maryland, 0 guns exported, 26 imported',
    'New Jersey, 0 guns exported, 5 imported',
  ]);
  await page.getByRole('button', { name: 'Imported', exact: true }).click();
  expect((await states())[0]).toBe('Maryland, 0 guns exported, 26 imported');

  await page.getByRole('button', { name: 'Maryland, 0 guns exported, 26 imported' }).click();
  await page.getByRole('region', { name: 'Detail' }).getByText('36 guns traced to a dealer').waitFor();
  const query = new URL(page.url()).searchParams;
  expect([query.get('select'), query.get('level'), query.get('sort')]).toEqual([
    'area:MD',
    'state',
    '-imported',
  ]);

  await page.getByRole('button', { name: 'Export', exact: true }).click();
  expect((await takeExport(page, 'Areas', 'CSV')).trim().split('\n')).toHaveLength(6);
  await page.keyboard.press('Escape');

  const level = page.getByRole('group', { name: 'Areas are' });
  await level.getByRole('button', { name: 'Counties' }).click();
  await rows.first().waitFor();
  expect(new URL(page.url()).searchParams.get('level')).toBe('county');
});

it('explores by keyboard alone', async () => {
  const page = await open('?level=state');
  await page.keyboard.press('t');
  await tabTo(page, page.getByRole('button', { name: 'Virginia to Maryland, 12 guns' }));
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Detail' }).getByText('12 guns sold in Virginia').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: 'Detail' }).waitFor({ state: 'detached' });
  await page.keyboard.press(']');
  await titleIs(page, '1 gun recovered, Nov 2025');
  await page.keyboard.press('[');
  await titleIs(page, '0 guns recovered, Oct 2025');
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByRole('heading', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

it('goes to another view by two keys', async () => {
  const page = await open('?level=state');
  await mapDrawn(page);
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await page.getByRole('heading', { name: 'Bring in a file' }).waitFor();
});

it('hears the two keys that follow at once when the list of keys is closed', async () => {
  const page = await open('?level=state');
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).and(page.locator(':focus')).waitFor();
  // In one go, so that they come before the page hears that the dialog was closed: a fast hand on a busy page.
  await page.evaluate(() => {
    document.querySelector('dialog')?.close();
    for (const key of ['g', 'd']) {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    }
  });
  await page.getByRole('heading', { name: 'Bring in a file' }).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

it('shows the bare map in a page of another site', async () => {
  const site = await siteWithFrame(`${server.url}/?embed=1&source_state=VA&level=state`);
  const page = await browser.openPage({ baseURL: site.url }, [
    new URL(site.url).host,
    new URL(server.url).host,
  ]);
  await page.goto('/');
  const frame = page.frameLocator('iframe');
  await frame.locator('.map-canvas[data-map-idle="true"]').waitFor();
  await frame.getByText('12 guns recovered, sold in Virginia').waitFor();
  await frame.getByText('Traced guns are not a random sample of crime guns').first().waitFor();
  expect(await frame.getByRole('navigation', { name: 'Views' }).count()).toBe(0);
  expect(await frame.getByRole('heading', { name: 'Filters' }).count()).toBe(0);
  site.close();
});

/** A page of another origin with a frame in it, as an agency's own site would have. */
async function siteWithFrame(address: string): Promise<{ readonly url: string; readonly close: () => void }> {
  const site = http.createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><title>Briefing</title><link rel="icon" href="data:,">
       <iframe title="Map" width="640" height="480" src="${address}"></iframe>`,
    );
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const at = site.address();
  return {
    url: `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}`,
    close() {
      site.closeAllConnections();
      site.close();
    },
  };
}
