/** An analyst watches for new guns of a filter, a file comes in, and the inbox tells of it wherever they are. */
import { beforeAll, expect, it } from 'vitest';
import { checkWatches } from '../../server/watches/check-watches.ts';
import { accountCookie } from '../helpers/account-cookie.ts';
import { useBrowser } from '../helpers/browser.ts';
import { useTestServer } from '../helpers/server.ts';
import { addAgencies, importInto, useTextFiles } from '../server/imports/import-bench.ts';

const server = useTestServer([], { signedIn: false });
const browser = useBrowser();
const textFile = useTextFiles();

beforeAll(() => addAgencies(server.database, 'BPD'));

it('tells of new guns of a watch, once, and stops when it is taken off', async () => {
  const [name = '', value = ''] = (await accountCookie(server.database, 'BPD', 'analyst')).split('=');
  const page = await browser.openPage({ baseURL: server.url, viewport: { width: 1280, height: 900 } });
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.goto('/?view=watches&source_state=VA&ttc_max=1095');
  await page.getByText('You watch for nothing yet.').waitFor();
  await page
    .getByText('New guns sold in Virginia, within 3 years.')
    .or(page.getByText(/^New guns .*Virginia/))
    .first()
    .waitFor();
  await page.getByLabel('Name').fill('Short traces from Virginia');
  await page.getByRole('button', { name: 'Watch', exact: true }).click();
  await page.getByText('Nothing yet: no import since has brought a gun that you watch for.').waitFor();

  const file = textFile(
    'may.csv',
    'Trace Number,Recovery Date,Recovery State,Purchase Date,Dealer Name,Dealer State\n' +
      'T1,2024-05-01,MD,2024-01-01,Alder Arms,VA\nT2,2024-05-02,MD,2010-01-01,Alder Arms,VA\n',
  );
  await importInto(server.database, 'traces', 'BPD', file);
  await checkWatches(server.database);
  await page.goto('/?view=corridors');
  await page.getByRole('button', { name: /^Region 1/ }).click();
  await page.getByRole('link', { name: 'Watches 1 new' }).click();
  await page.getByText('Short traces from Virginia: 1 gun').waitFor();
  await page.getByRole('button', { name: '1 May 2024' }).click();
  await page.getByRole('list', { name: 'Life of this gun' }).waitFor();

  await page.goBack();
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await page.getByText('New Short').waitFor({ state: 'detached' });
  await expect.poll(() => page.getByRole('button', { name: 'Mark all as read' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Stop watching “Short traces from Virginia”' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop watching' }).click();
  await page.getByText('You watch for nothing yet.').waitFor();
});
