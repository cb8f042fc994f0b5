import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findChromium } from '../../../server/pictures/find-chromium.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-chromium-'));
const program = path.join(folder, 'chromium');
writeFileSync(program, '');
chmodSync(program, 0o755);
afterAll(() => rmSync(folder, { recursive: true }));

it('takes the one that is named, and says which name is wrong', () => {
  expect(findChromium({ CHROMIUM_PATH: program, PATH: '' })).toBe(program);
  expect(() => findChromium({ CHROMIUM_PATH: `${folder}/none` })).toThrow(
    `CHROMIUM_PATH names ${folder}/none, which cannot be run.`,
  );
});

it('finds one among the programs', () => {
  expect(findChromium({ PATH: `/nowhere${path.delimiter}${folder}` })).toBe(program);
});
