/** The page in Spanish: chosen in the menu of one's account, kept, and changed back. */
import { expect, it } from 'vitest';
import { useBrowser } from '../helpers/browser.ts';
import { useTestServer } from '../helpers/server.ts';

const server = useTestServer();
const signedOut = useTestServer([], { signedIn: false });
const browser = useBrowser();

it('speaks Spanish from the choice on, in every view, until English is chosen', async () => {
  const page = await browser.openPage({ baseURL: server.url, viewport: { width: 1280, height: 800 } });
  const language = () => page.evaluate(() => document.documentElement.lang);
  await page.goto('/?view=corridors');
  await page.getByRole('heading', { name: 'Corridors', level: 1 }).waitFor();
  expect(await language()).toBe('en');

  await page.getByTitle(/: your account$/).click();
  await page.getByRole('button', { name: 'Español' }).click();
  await page.getByRole('heading', { name: 'Corredores', level: 1 }).waitFor();
  expect(await language()).toBe('es');

  await page
    .getByRole('link', { name: 'Informes' })
    .or(page.getByRole('button', { name: 'Informes' }))
    .click();
  await page.getByRole('heading', { name: 'Todavía no hay informes' }).waitFor();
  await page
    .getByRole('region', { name: 'Empezar un informe' })
    .getByRole('button', { name: 'Crear' })
    .first()
    .click();
  await page.getByRole('heading', { name: 'De dónde vienen nuestras armas', level: 1 }).waitFor();
  await page.getByText('los últimos 12 meses de los registros').waitFor();
  await page.goto('/');
  await page.getByRole('heading', { name: /^\d+ armas con recuperación$/, level: 1 }).waitFor();
  // A day in the reader's words; narrow windows have no room for it.
  await page.getByText('Datos hasta el 15 nov 2025').waitFor({ state: 'attached' });

  await page.getByTitle(/: su cuenta$/).click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: /^\d+ guns recovered$/, level: 1 }).waitFor();
  expect(await language()).toBe('en');
});

it('lets who signs in choose first', async () => {
  const page = await browser.openPage({ baseURL: signedOut.url, viewport: { width: 390, height: 800 } });
  await page.goto('/');
  await page.getByRole('button', { name: 'Español' }).click();
  await page.getByRole('heading', { name: 'Iniciar sesión' }).waitFor();
  await page.getByLabel('Contraseña').waitFor();
  await page.getByRole('button', { name: 'English' }).waitFor();
});

it('says in Spanish why the server refuses something', async () => {
  browser.expectComplaint(/status of 404/);
  const page = await browser.openPage({ baseURL: signedOut.url, viewport: { width: 390, height: 800 } });
  await page.goto('/');
  await page.getByRole('button', { name: 'Español' }).click();
  await page.getByRole('heading', { name: 'Iniciar sesión' }).waitFor();
  await page.goto('/#/invitation/used-before');
  await page.getByText('Esta invitación ya se usó o venció. Pida otra a quien le invitó.').waitFor();
});
