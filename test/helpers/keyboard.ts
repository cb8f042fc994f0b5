/** What a browser test does without a mouse. */
import type { Locator, Page } from 'playwright-core';

/** Top bar, rail and map come before the tables. */
const MOST_TABS = 100;

/** Presses Tab until the focus is on this element; throws when it does not come there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${MOST_TABS} presses of Tab did not reach ${target.toString()}.`);
}
