/** The notice that everybody reads before they sign in, and how an administrator changes it. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { addAccount, cookieOf, PASSWORD } from '../helpers/access.ts';
import { useBrowser } from '../helpers/browser.ts';
import { useTestServer } from '../helpers/server.ts';

/** Kept where TRACEMAP_SCREENSHOTS names a folder: for looking at. */
async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env.TRACEMAP_SCREENSHOTS;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

const server = useTestServer([], { signedIn: false });
const browser = useBrowser();
const DESK = { width: 1440, height: 900 };
const OURS = 'Only for those on duty.\n\nWhat you do here is recorded, <b>always</b>.';

const notice = (page: Page) => page.getByRole('region', { name: 'System use notice' });
const text = (page: Page) => page.getByLabel('Text');
const save = (page: Page) => page.getByRole('button', { name: 'Save the notice' });

async function administration(email: string): Promise<Page> {
  const page = await browser.openPage({ baseURL: server.url, viewport: DESK });
  const [name = '', value = ''] = (await cookieOf(server.database, { email, role: 'administrator' })).split(
    '=',
  );
  await page.context().addCookies([{ name, value, url: server.url }]);
  await page.goto('/?view=administration');
  await text(page).waitFor();
  return page;
}

describe('the notice before sign-in', () => {
  it.each([
    ['phone', { width: 390, height: 844 }],
    ['tablet', { width: 900, height: 1100 }],
    ['desk', DESK],
  ] as const)('stands above the form, on a %s', async (_name, viewport) => {
    const page = await browser.openPage({ baseURL: server.url, viewport });
    await page.goto('/');
    const email = page.getByLabel('Email');
    await email.waitFor();
    expect(await notice(page).innerText()).toContain('restricted information system');
    // Whoever begins to type has it before them: the focus does not scroll it away.
    expect(await email.evaluate((field) => field === document.activeElement)).toBe(true);
    const box = await notice(page).boundingBox();
    const form = await email.boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(form?.y ?? 0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
    const signIn = page.getByRole('button', { name: 'Sign in', exact: true });
    expect(
      await signIn.evaluate(
        (button) => document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent,
      ),
    ).toBe('By signing in you accept this notice.');
  });

  it.each([
    ['phone', { width: 390, height: 844 }],
    ['desk', DESK],
  ] as const)(
    'is where a bookmark of single sign-on leads that is not set up here, which is said, on a %s',
    async (name, viewport) => {
      const page = await browser.openPage({ baseURL: server.url, viewport });
      await page.goto('/api/session/oidc');
      expect(new URL(page.url()).pathname).toBe('/');
      await page.getByRole('alert').getByText('Single sign-on is not set up here.').waitFor();
      expect(await notice(page).isVisible()).toBe(true);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
      await keepPicture(page, `single-sign-on-${name}`);
    },
  );

  it('is changed by an administrator, and stays until somebody is signed in', async () => {
    const page = await administration('admin@region.example');
    await text(page).fill(' ');
    await page.getByText(/The notice needs words/).waitFor();
    expect(await save(page).isDisabled()).toBe(true);
    await text(page).fill(OURS);
    await save(page).click();
    await page.getByText('The notice is changed.').waitFor();
    expect(await save(page).isDisabled()).toBe(true);

    await addAccount(server.database, { email: 'staff@region.example', role: 'briefing' });
    const theirs = await browser.openPage({ baseURL: server.url, viewport: DESK });
    await theirs.goto('/');
    await theirs.getByLabel('Email').fill('staff@region.example');
    // As it was typed: its lines, and no markup.
    expect(await notice(theirs).locator('p').innerText()).toBe(OURS);
    browser.expectComplaint(/401/);
    await theirs.getByLabel('Password').fill('not the password');
    const signIn = theirs.getByRole('button', { name: 'Sign in', exact: true });
    await signIn.click();
    await theirs.getByText(/Email and password do not fit together/).waitFor();
    expect(await notice(theirs).isVisible()).toBe(true);
    await theirs.getByLabel('Password').fill(PASSWORD);
    await signIn.click();
    await notice(theirs).waitFor({ state: 'detached' });
  });

  it('is not overwritten by one who has not seen what another administrator wrote', async () => {
    const first = await administration('b@region.example');
    const second = await administration('c@region.example');
    await text(first).fill('Of the first.');
    await save(first).click();
    await first.getByText('The notice is changed.').waitFor();
    await text(second).fill('Of the second.');
    browser.expectComplaint(/409/);
    await save(second).click();
    await second.getByText(/Somebody else has changed the policy/).waitFor();
    expect(await text(second).inputValue()).toBe('Of the second.');
    await second.getByRole('button', { name: 'Show the newest text' }).click();
    await expect.poll(() => text(second).inputValue()).toBe('Of the first.');
    await text(second).fill('Of both.');
    await save(second).click();
    await second.getByText('The notice is changed.').waitFor();
  });
});
