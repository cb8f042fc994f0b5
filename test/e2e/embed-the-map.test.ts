import type { Server } from 'node:http';
import http from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useBrowser } from '../helpers/browser.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer();
const browser = useBrowser();

/** A page of another origin, as an agency's own site would be. */
let site: Server;
let siteUrl: string;
beforeAll(async () => {
  site = http.createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><title>Briefing</title><link rel="icon" href="data:,">
       <iframe title="Map" width="640" height="480" src="${server.url}/?embed=1&source_state=VA&level=state"></iframe>`,
    );
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const address = site.address();
  siteUrl = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterAll(() => {
  site.closeAllConnections();
  site.close();
});

it('shows the bare map in a page of another site', async () => {
  const page = await browser.openPage({ baseURL: siteUrl }, [
    new URL(siteUrl).host,
    new URL(server.url).host,
  ]);
  await page.goto('/');
  const frame = page.frameLocator('iframe');
  await frame.locator('.map-canvas[data-map-idle="true"]').waitFor();
  await frame.getByText('12 guns recovered, sold in Virginia').waitFor();
  await frame.getByText('Traced guns are not a random sample of crime guns').first().waitFor();
  expect(await frame.getByRole('navigation', { name: 'Views' }).count()).toBe(0);
  expect(await frame.getByRole('heading', { name: 'Filters' }).count()).toBe(0);
});
