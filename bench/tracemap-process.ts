/** Runs the real programs as processes of their own, so that what is measured is what users run. */

import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { NODE_OPTIONS } from '../scripts/node-options.mjs';
import { letAskerIn } from './asker.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

function runTypeScript(
  file: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): ChildProcess {
  return spawn(process.execPath, [...NODE_OPTIONS, path.join(ROOT, file), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Largest resident memory of a running process so far, in megabytes (Linux; NaN elsewhere). */
function peakMemoryMb(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

export interface CommandResult {
  readonly code: number | null;
  readonly output: string;
  readonly seconds: number;
  readonly peakMemoryMb: number;
}

/** Runs `tracemap ARGS` to its end. */
export async function runCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  const start = performance.now();
  const child = runTypeScript('server/cli.ts', args, environment);
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, peakMemoryMb(child.pid) || 0);
  }, 100);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(watch);
  return { code, output, seconds: (performance.now() - start) / 1000, peakMemoryMb: peak };
}

export interface RunningServer {
  readonly url: string;
  /** Largest resident memory of its process so far. */
  peakMemoryMb(): number;
  stop(): Promise<void>;
}

/** Starts the server on a free port and waits until it is ready and the asker is in. */
export async function startServer(environment: Readonly<Record<string, string>>): Promise<RunningServer> {
  const child = runTypeScript('server/main.ts', [], {
    LOG_LEVEL: 'warn',
    TRACEMAP_DEMO: 'off',
    // What is measured is how fast it answers, not how soon it refuses.
    TRACEMAP_RATE_LIMITS: 'off',
    // Of this process alone.
    SESSION_SECRET: randomBytes(32).toString('base64'),
    PORT: '0',
    ...environment,
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  if (child.stdout === null) throw new Error('The server has no output to read its address from.');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /Ready: (http:\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    await letAskerIn(environment);
    return {
      url,
      peakMemoryMb: () => peakMemoryMb(child.pid),
      async stop() {
        child.kill('SIGTERM');
        await exited;
      },
    };
  }
  throw new Error('The server ended before it was ready.');
}
