/**
 * A real Chromium for the browser tests: the one named by TRACEMAP_BROWSER, else the system's, else the one inside
 * the package @sparticuz/chromium. A page that logs an error, throws, or asks any other host for anything fails its
 * test.
 */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchBrowser } from './launch-browser.ts';

/** Long enough for two busy cores; a test that waits this long has failed. */
const WAIT_MS = 20_000;

export interface TestBrowser {
  /** A page in a fresh profile. `hosts` are the only ones (name:port) it may ask. */
  openPage(
    options: BrowserContextOptions & { readonly baseURL: string },
    hosts?: readonly string[],
  ): Promise<Page>;
  /** Lets one kind of complaint pass in this test, such as the answer 409 that the test is about. */
  expectComplaint(pattern: RegExp): void;
}

/** One browser for the tests of a file. After each test its pages are closed and must have had no complaint. */
export function useBrowser(): TestBrowser {
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];
  const expected: RegExp[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(async () => {
    const unexpected = complaints.splice(0).filter((text) => !expected.some((pattern) => pattern.test(text)));
    expected.length = 0;
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(unexpected, 'complaints of the page').toEqual([]);
  });
  afterAll(() => browser?.close());

  return {
    async openPage(options, hosts = [new URL(options.baseURL).host]) {
      if (browser === undefined) throw new Error('The browser starts in beforeAll; use it inside a test.');
      const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
      contexts.push(context);
      context.setDefaultTimeout(WAIT_MS);
      watch(context, hosts, (complaint) => complaints.push(complaint));
      return context.newPage();
    },
    expectComplaint(pattern) {
      expected.push(pattern);
    },
  };
}

function watch(context: BrowserContext, hosts: readonly string[], complain: (text: string) => void): void {
  context.on('console', (message) => {
    if (message.type() === 'error') complain(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (event) => complain(`uncaught: ${event.error().message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && !hosts.includes(url.host)) complain(`other host: ${url.href}`);
  });
}
