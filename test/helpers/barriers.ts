import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const found = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
    }),
  ),
});

/** What of a page keeps people out, by all rules of axe-core: which rule, what of the page, why. */
export async function barriersOf(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = found.parse(
    await page.evaluate('axe.run(document, { resultTypes: ["violations"] })'),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}

/** The same in light and in dark, told together. */
export async function barriersInBothThemes(page: Page): Promise<string[]> {
  const light = await barriersOf(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await barriersOf(page);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark.map((barrier) => `dark: ${barrier}`)];
}
