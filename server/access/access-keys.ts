import { hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config.ts';

/** Keys of 256 bits, each for one purpose. */
export interface AccessKeys {
  /** Of authenticator apps' secrets in the database. */
  readonly totp: Buffer;
  /** Of signed links to published pages. */
  readonly embedLinks: Buffer;
}

/** The keys of this installation: made from SESSION_SECRET, else from a secret that is kept in the data folder. */
export function accessKeys({ access, dataDir }: Pick<Config, 'access' | 'dataDir'>): AccessKeys {
  const secret = access.sessionSecret ?? keptSecret(dataDir);
  const keyFor = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  return { totp: keyFor('tracemap totp secret'), embedLinks: keyFor('tracemap embed link') };
}

/** Made at the first start, readable by its owner alone. */
function keptSecret(dataDir: string): string {
  const file = path.join(dataDir, 'session-secret');
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
