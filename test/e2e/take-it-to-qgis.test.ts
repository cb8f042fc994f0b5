/** Journey 8: take it all to QGIS. */
import { readFileSync } from 'node:fs';
import type { Download, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../server/database/connection.ts';
import { accountCookie } from '../helpers/account-cookie.ts';
import { useBrowser } from '../helpers/browser.ts';
import { Journey } from '../helpers/journey.ts';
import { mapDrawn } from '../helpers/map-page.ts';
import { fromGeoPackage, fromZip, OGRINFO, toldByGdal } from '../helpers/read-exported.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer();
const browser = useBrowser();

async function openAs(role: 'analyst' | 'briefing', query = '', width = 1440): Promise<Page> {
  const [name = '', value = ''] = (await accountCookie(server.database, 'BPD', role)).split('=');
  const page = await browser.openPage({ baseURL: server.url, viewport: { width, height: 900 } });
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.goto(`/${query}`);
  await mapDrawn(page);
  return page;
}

const form = (page: Page) => page.getByRole('form', { name: 'Export what is shown' });

async function bytesOf(download: Download): Promise<Buffer> {
  return readFileSync(await download.path());
}

describe('the analyst', () => {
  it('takes what is shown to QGIS in three actions', async () => {
    const page = await openAs('analyst', '?ttc_max=1095');
    const journey = new Journey();
    await journey.act('open Export', () => page.getByRole('button', { name: 'Export' }).click());
    await journey.act('choose GeoPackage', () => form(page).getByLabel('Format').selectOption('GeoPackage'));
    const [download] = await journey.act('download', () =>
      Promise.all([
        page.waitForEvent('download'),
        form(page).getByRole('button', { name: 'Download' }).click(),
      ]),
    );
    expect(journey.actions).toHaveLength(3);
    expect(download.suggestedFilename()).toBe('tracemap-flows.gpkg.zip');
    const files = await fromZip(await bytesOf(download));
    expect(Object.keys(files)).toEqual(['tracemap-flows.gpkg', 'dictionary.csv', 'provenance.json']);
    const file = files['tracemap-flows.gpkg'] ?? Buffer.alloc(0);
    const rows = fromGeoPackage(file, 'SELECT count FROM flows');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.parse(String(files['provenance.json']))).toMatchObject({
      rows: rows.length,
      asked: expect.arrayContaining([expect.objectContaining({ parameter: 'ttc_max', value: '1095' })]),
    });
    await form(page).getByText('tracemap-flows.gpkg.zip is with your downloads').waitFor();
    if (OGRINFO !== null) expect(toldByGdal('flows.gpkg', file)).toContain(`Feature Count: ${rows.length}`);
  });

  it('takes some columns of the bare file and says what for, which the audit log keeps', async () => {
    const page = await openAs('analyst');
    await page.getByRole('button', { name: 'Export' }).click();
    await form(page).getByLabel('Rows').selectOption('Recoveries');
    await form(page).getByLabel('Format').selectOption('CSV');
    await form(page).getByText('Columns: all').click();
    await form(page).getByRole('button', { name: 'None' }).click();
    expect(await form(page).getByRole('button', { name: 'Download' }).isDisabled()).toBe(true);
    await form(page).getByRole('checkbox', { name: 'recoveredOn' }).check();
    await form(page).getByText('Columns: 1 chosen').waitFor();
    await form(page).getByRole('checkbox', { name: 'With data dictionary' }).uncheck();
    await form(page).getByLabel('What is it for?').fill('Quarterly report');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      form(page).getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('tracemap-recoveries.csv');
    expect((await bytesOf(download)).toString().split('\r\n')[0]).toBe(
      'id,recoveredOn,longitude,latitude,notice',
    );
    const events = await selectRows(
      server.database.knex,
      z.object({ detail: z.record(z.string(), z.unknown()) }),
      `SELECT detail FROM audit_event WHERE action = 'export.finished' ORDER BY position DESC LIMIT 1`,
    );
    expect(events[0]?.detail).toMatchObject({ purpose: 'Quarterly report', columns: 2, complete: true });
  });

  it('is told why nothing came, and can break off what takes too long', async () => {
    const page = await openAs('analyst', '', 900);
    browser.expectComplaint(/429 \(Too Many Requests\)/);
    await page.route('**/api/exports/flows.*', (route) =>
      route.fulfill({
        status: 429,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'about:blank',
          title: 'Too many',
          status: 429,
          detail: 'Wait a little.',
        }),
      }),
    );
    await page.getByRole('button', { name: 'Export' }).click();
    await form(page).getByRole('button', { name: 'Download' }).click();
    await form(page).getByText('tracemap-flows.geojson.zip was not made. Wait a little.').waitFor();
    await page.unroute('**/api/exports/flows.*');
    await page.route('**/api/exports/flows.*', () => undefined);
    await form(page).getByRole('button', { name: 'Download' }).click();
    await form(page).getByRole('button', { name: 'Cancel' }).click();
    await form(page).getByText('was cancelled. Nothing was kept.').waitFor();
  });
});

it('mayor’s staff is offered what is released for everybody', async () => {
  const page = await openAs('briefing');
  await page.getByRole('button', { name: 'Export' }).click();
  expect(await form(page).getByLabel('Rows').locator('option').allInnerTexts()).toEqual(['Released counts']);
});
