import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { SetupError } from '../errors.ts';

/** A running embedded PostgreSQL; other processes of this machine's user may connect to `socketDir` too. */
export interface EmbeddedEngine {
  readonly socketDir: string;
  stop(): Promise<void>;
}

const PROCESS = fileURLToPath(new URL('./embedded-engine-process.ts', import.meta.url));
/** Absolute, so that it is found from any working folder. */
const TYPESCRIPT_LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const START_TIMEOUT_MS = 120_000;
/** How long an engine whose server has just died may take to let go of the data folder. */
const HANDOVER_TIMEOUT_MS = 10_000;

const lockContent = z.object({ pid: z.number(), socketDir: z.string() });
type Lock = z.infer<typeof lockContent>;

/**
 * Starts PostgreSQL on `dataDir`, which no other server may be using, and restarts it if it dies. Data committed
 * before a crash of either process is kept. Throws a {@link SetupError} when the folder is taken.
 */
export async function startEmbeddedEngine(dataDir: string): Promise<EmbeddedEngine> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lockFile = path.join(dataDir, 'engine.lock');
  const socketDir = await takeLock(lockFile, dataDir);
  let stopping = false;
  let child = await startChild(dataDir, socketDir).catch((error: unknown) => {
    releaseLock(lockFile, socketDir);
    throw error;
  });

  const watch = (running: ChildProcess) => {
    running.once('exit', () => {
      if (stopping) return;
      startChild(dataDir, socketDir).then(
        (restarted) => {
          child = restarted;
          watch(restarted);
        },
        (error: unknown) => {
          releaseLock(lockFile, socketDir);
          throw error;
        },
      );
    });
  };
  watch(child);

  return {
    socketDir,
    async stop() {
      stopping = true;
      await stopChild(child);
      releaseLock(lockFile, socketDir);
    },
  };
}

/** The socket folder of an engine that is already running on `dataDir`, or null. */
export async function findRunningEngine(dataDir: string): Promise<string | null> {
  const lock = readLock(path.join(dataDir, 'engine.lock'));
  return lock !== null && (await answers(lock.socketDir)) ? lock.socketDir : null;
}

async function takeLock(lockFile: string, dataDir: string): Promise<string> {
  const deadline = Date.now() + HANDOVER_TIMEOUT_MS;
  for (;;) {
    // The socket lives in a short path only this user can enter: socket paths may not exceed about 100 characters.
    const socketDir = mkdtempSync(path.join(os.tmpdir(), 'tracemap-'));
    const lock: Lock = { pid: process.pid, socketDir };
    try {
      writeFileSync(lockFile, JSON.stringify(lock), { flag: 'wx', mode: 0o600 });
      return socketDir;
    } catch (error) {
      rmSync(socketDir, { recursive: true, force: true });
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const held = readLock(lockFile);
    if (held !== null && isAlive(held.pid)) {
      throw new SetupError(
        `Another Tracemap (process ${held.pid}) is using ${dataDir}. Stop it, or set TRACEMAP_DATA_DIR to another folder.`,
      );
    }
    // Its server is dead. Its engine notices that within moments; only then is the folder free.
    if (held !== null && (await answers(held.socketDir))) {
      if (Date.now() > deadline) {
        throw new SetupError(
          `An engine left behind by process ${held.pid} still uses ${dataDir}. Stop it, then start again.`,
        );
      }
      await sleep(100);
      continue;
    }
    releaseLock(lockFile, held?.socketDir ?? null);
  }
}

function readLock(lockFile: string): Lock | null {
  try {
    return lockContent.parse(JSON.parse(readFileSync(lockFile, 'utf8')));
  } catch {
    return null;
  }
}

function releaseLock(lockFile: string, socketDir: string | null): void {
  rmSync(lockFile, { force: true });
  if (socketDir !== null) rmSync(socketDir, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function answers(socketDir: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(path.join(socketDir, '.s.PGSQL.5432'));
    const end = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

function startChild(dataDir: string, socketDir: string): Promise<ChildProcess> {
  const child = fork(PROCESS, [path.join(dataDir, 'database'), socketDir], {
    execArgv: ['--import', TYPESCRIPT_LOADER],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2000);
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new SetupError(`The embedded database did not start within ${START_TIMEOUT_MS / 1000} s.`));
    }, START_TIMEOUT_MS);
    child.once('message', () => {
      clearTimeout(timer);
      child.removeAllListeners('exit');
      resolve(child);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      reject(
        new SetupError(
          `The embedded database stopped while starting (${signal ?? `code ${code}`}). ${complaint}`,
        ),
      );
    });
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.send('stop');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exited;
  clearTimeout(timer);
}
