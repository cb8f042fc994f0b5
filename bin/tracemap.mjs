#!/usr/bin/env node
/** Runs the command line with what it needs; see server/cli.ts. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureDependencies, ROOT } from '../scripts/ensure-dependencies.mjs';
import { NODE_OPTIONS } from '../scripts/node-options.mjs';

ensureDependencies();
const child = spawn(
  process.execPath,
  [...NODE_OPTIONS, path.join(ROOT, 'server/cli.ts'), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === null ? 1 : 2);
});
