import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { accessKeys } from '../../../server/access/access-keys.ts';
import { readAccessSettings } from '../../../server/access/access-settings.ts';
import { TEST_SECRET } from '../../helpers/access.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the keys of an installation', () => {
  it('are made from a secret of its own, which only its owner can read', () => {
    const settings = { access: readAccessSettings({}), dataDir: path.join(folder, 'data') };
    const keys = accessKeys(settings);
    expect([keys.totp.length, keys.embedLinks.length]).toEqual([32, 32]);
    expect(keys.totp).not.toEqual(keys.embedLinks);
    const file = path.join(folder, 'data', 'session-secret');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toMatch(/^[\w-]{64}$/);
    expect(accessKeys(settings)).toEqual(keys);
    expect(accessKeys({ ...settings, dataDir: path.join(folder, 'other') })).not.toEqual(keys);
  });

  it('are made from SESSION_SECRET where that is given, and nothing is kept', () => {
    const access = readAccessSettings({ SESSION_SECRET: TEST_SECRET });
    const first = accessKeys({ access, dataDir: path.join(folder, 'none') });
    expect(accessKeys({ access, dataDir: '/nowhere' })).toEqual(first);
    expect(first.totp.toString('utf8')).not.toContain(TEST_SECRET);
  });
});
