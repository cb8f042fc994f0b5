import { beforeAll, expect, it } from 'vitest';
import { addJurisdictions } from '../../server/agencies/jurisdiction-store.ts';
import { noteChange } from '../../server/database/data-version.ts';
import { useBrowser } from '../helpers/browser.ts';
import { decodeTile } from '../helpers/decode-tile.ts';
import { mapDrawn } from '../helpers/map-page.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer();
const browser = useBrowser();

beforeAll(async () => {
  await server.database.knex.transaction(async (trx) => {
    await addJurisdictions(trx, [{ agency: 'BPD', level: 'county', code: '24510' }]);
    await noteChange(trx, 'everyone');
  });
});

it('shows what agencies answer for when it is switched on in the legend, and keeps that in the address', async () => {
  const page = await browser.openPage({ baseURL: server.url, viewport: { width: 1200, height: 720 } });
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/tiles/jurisdictions/')) asked.push(request.url());
  });
  await page.goto('/?at=-76.61,39.3,8&layers=recoveries');
  await mapDrawn(page);
  expect(asked).toEqual([]);

  const drawn = page.waitForResponse(
    (response) => response.url().includes('/tiles/jurisdictions/') && response.status() === 200,
  );
  await page.getByRole('checkbox', { name: 'Jurisdictions' }).check();
  const names = decodeTile(await (await drawn).body(), 'jurisdictions').map(
    ({ properties }) => properties.name,
  );
  expect(names).toContain('Baltimore Police Department');
  await page.getByText('What an agency answers for').waitFor();
  expect(new URL(page.url()).searchParams.get('layers')).toBe('recoveries,jurisdictions');
});
