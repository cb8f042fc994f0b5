/** Finds and starts a real Chromium: the one named by TRACEMAP_BROWSER, else the system's, else a packaged one. */
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { isExecutable } from '../../server/executable-file.ts';
import { CHROMIUM_ARGUMENTS } from '../../server/pictures/picture-browser.ts';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const BROWSER_ARGUMENTS = [
  // Containers often run as root, where Chromium's sandbox cannot start; it opens our own pages only.
  '--no-sandbox',
  ...CHROMIUM_ARGUMENTS,
  // No name of another host resolves.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** Starts Chromium with software WebGL. Throws with what to install when there is none. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: BROWSER_ARGUMENTS });
}

/** Where a Chromium is on this machine. */
export async function findBrowser(): Promise<string> {
  const named = process.env.TRACEMAP_BROWSER;
  if (named !== undefined && named !== '') {
    if (!isExecutable(named)) throw new Error(`TRACEMAP_BROWSER names ${named}, which cannot be run.`);
    return named;
  }
  const system = SYSTEM_BROWSERS.find(isExecutable);
  if (system !== undefined) return system;
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
}
