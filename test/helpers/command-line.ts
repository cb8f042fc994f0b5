/** The command line on a database of the test file's: within the process of the tests, or as one of its own. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, inject } from 'vitest';
import { runCommandLine } from '../../server/cli/run-command-line.ts';
import type { Database } from '../../server/database/connection.ts';
import { connect } from '../../server/database/connection.ts';
import { openDatabase } from '../../server/database/open-database.ts';
import { runAdmin, TEST_ENGINE } from './test-database.ts';

const CLI = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));

export interface CommandLine {
  /** The database the commands work on, migrated. */
  readonly database: Database;
  /** A folder for files, removed after the tests. */
  readonly folder: string;
  /** Runs a command to its end, within this process: starting another takes seconds. */
  run(...args: string[]): Promise<CommandRun>;
  /** Starts a command as a process of its own, as a shell does. */
  start(args: readonly string[]): ChildProcess;
  /** Runs a command so to its end. */
  runProcess(...args: string[]): Promise<CommandRun>;
}

interface CommandRun {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

interface CommandLineOptions {
  /** What commands within this process draw pictures with. */
  readonly chromium?: () => string | null;
}

/** The command line opens its own connection: to a database of PostGIS, or beside a running embedded engine. */
export function useCommandLine({ chromium = () => null }: CommandLineOptions = {}): {
  readonly current: CommandLine;
} {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-cli-'));
  const databaseName = path.basename(folder).replaceAll('-', '_').toLowerCase();
  const admin = process.env.TEST_DATABASE_URL ?? '';
  let commandLine: CommandLine | undefined;

  beforeAll(async () => {
    const dataDir = path.join(folder, 'data');
    if (TEST_ENGINE === 'postgis') {
      await runAdmin(admin, `CREATE DATABASE ${databaseName} TEMPLATE ${inject('templateDatabase')}`);
      const url = new URL(admin);
      url.pathname = `/${databaseName}`;
      const environment = { DATABASE_URL: url.href, TRACEMAP_DATA_DIR: dataDir };
      commandLine = commandsIn(folder, environment, connect({ url: url.href }), chromium);
      return;
    }
    cpSync(inject('templateDataDir'), dataDir, { recursive: true });
    const environment = { DATABASE_URL: '', TRACEMAP_DATA_DIR: dataDir };
    commandLine = commandsIn(
      folder,
      environment,
      await openDatabase({ databaseUrl: null, dataDir }),
      chromium,
    );
  });
  afterAll(async () => {
    await commandLine?.database.close();
    if (TEST_ENGINE === 'postgis')
      await runAdmin(admin, `DROP DATABASE IF EXISTS ${databaseName} WITH (FORCE)`);
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    get current() {
      if (commandLine === undefined)
        throw new Error('The database opens in beforeAll; use it inside a test.');
      return commandLine;
    },
  };
}

function commandsIn(
  folder: string,
  environment: NodeJS.ProcessEnv,
  database: Database,
  chromium: () => string | null,
): CommandLine {
  const start = (args: readonly string[]): ChildProcess =>
    spawn(process.execPath, ['--import', 'tsx', CLI, ...args], {
      env: { ...process.env, NODE_OPTIONS: '', ...environment },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  return {
    database,
    folder,
    start,
    async run(...args) {
      const stdout = new PassThrough();
      const stderr = new PassThrough();
      const written = Promise.all([text(stdout), text(stderr)]);
      const env = { ...process.env, ...environment };
      const code = await runCommandLine(args, { env, stdout, stderr, chromium });
      stdout.end();
      stderr.end();
      const [out, error] = await written;
      return { code, stdout: out, stderr: error };
    },
    async runProcess(...args) {
      const child = start(args);
      const closed = once(child, 'close');
      const [stdout, stderr] = await Promise.all(
        [child.stdout, child.stderr].map((each) => text(each ?? Readable.from([]))),
      );
      const [code] = await closed;
      return { code, stdout: stdout ?? '', stderr: stderr ?? '' };
    },
  };
}

/** Waits until what a command says of its progress is as far; fails if it ends before. */
export function untilPrinted(child: ChildProcess, isFarEnough: (printed: string) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (isFarEnough(printed)) resolve();
    });
    child.once('close', () => reject(new Error(`It ended before it was as far: ${printed}`)));
  });
}
