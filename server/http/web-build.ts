import { spawn } from 'node:child_process';
import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from '../errors.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** Where the build of the page lies. */
export const WEB_BUILD = path.join(ROOT, 'dist', 'web');
const SOURCES = ['web', 'domain', 'tiles', 'vite.config.ts', 'package-lock.json'];

/** Builds the page unless it was built from just these sources; `onBuild` is called when there is something to do. */
export async function ensureWebBuild(onBuild: () => void): Promise<void> {
  const hash = createHash('sha256');
  for (const source of SOURCES) addToHash(hash, path.join(ROOT, source));
  const key = hash.digest('hex');
  const stamp = path.join(WEB_BUILD, '.built-from');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;
  onBuild();
  const vite = path.join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const build = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve) => build.once('close', resolve));
  if (code !== 0) throw new SetupError('The page could not be built (see above).');
  writeFileSync(stamp, key);
}

function addToHash(hash: Hash, file: string): void {
  if (statSync(file).isDirectory()) {
    for (const name of readdirSync(file).sort()) addToHash(hash, path.join(file, name));
  } else {
    hash.update(path.relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  }
}
