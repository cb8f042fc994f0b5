import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, say } from './ensure-dependencies.mjs';

const SOURCES = ['web', 'domain', 'tiles', 'vite.config.ts', 'package-lock.json'];

/** Builds the web app into dist/web unless it was built from just these sources. */
export function ensureWebBuild() {
  const hash = createHash('sha256');
  for (const source of SOURCES) addToHash(hash, path.join(ROOT, source));
  const key = hash.digest('hex');
  const stamp = path.join(ROOT, 'dist', 'web', '.built-from');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;
  say('Building the web app …');
  const vite = path.join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (built.status !== 0) {
    say('The web app could not be built (see above).');
    process.exit(2);
  }
  writeFileSync(stamp, key);
}

function addToHash(hash, file) {
  if (!existsSync(file)) return;
  if (statSync(file).isDirectory()) {
    for (const name of readdirSync(file).sort()) addToHash(hash, path.join(file, name));
  } else {
    hash.update(path.relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  }
}
