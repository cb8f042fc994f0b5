import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { SetupError } from '../errors.ts';
import { TYPESCRIPT_LOADER } from '../typescript-process.ts';

/** A running embedded PostgreSQL; other processes of this machine's user may connect to `socketDir` too. */
export interface EmbeddedEngine {
  readonly socketDir: string;
  stop(): Promise<void>;
}

const PROCESS = fileURLToPath(new URL('./embedded-engine-process.ts', import.meta.url));
/** Far beyond the longest import the embedded engine is meant for. */
const LONGEST_STATEMENT_MS = 300_000;
const START_TIMEOUT_MS = 120_000;
/** How long an engine whose server has just died may take to let go of the data folder. */
const HANDOVER_TIMEOUT_MS = 10_000;

/** `pid` is the server that owns the engine, `enginePid` the engine itself once it runs. */
const lockContent = z.object({ pid: z.number(), socketDir: z.string(), enginePid: z.number().optional() });
type Lock = z.infer<typeof lockContent>;

/**
 * Starts PostgreSQL on `dataDir`, which no other server may be using, and restarts it if it dies. Data committed
 * before a crash of either process is kept. Throws a {@link SetupError} when the folder is taken.
 */
export async function startEmbeddedEngine(dataDir: string): Promise<EmbeddedEngine> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lockFile = path.join(dataDir, 'engine.lock');
  const socketDir = await takeLock(lockFile, dataDir);
  const startNow = () => startChild(dataDir, lockFile, socketDir);
  let stopping = false;
  let child = await startNow().catch((error: unknown) => {
    releaseLock(lockFile, socketDir);
    throw error;
  });

  const watch = (running: ChildProcess) => {
    const stopWatching = killWhenStuck(running);
    running.once('exit', async () => {
      stopWatching();
      if (stopping) return;
      // A failure to start again is left unhandled on purpose: without its database the server must not go on.
      child = await startNow();
      watch(child);
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
    if (held !== null && (await isInUse(held, lockFile))) {
      throw new SetupError(
        `Another Tracemap (process ${held.pid}) is using ${dataDir}. Stop it, or set TRACEMAP_DATA_DIR to another folder.`,
      );
    }
    // Its server is dead. Its engine notices that and closes the folder; only then is it free.
    if (held?.enginePid !== undefined && isAlive(held.enginePid) && Date.now() < deadline) {
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

/** A process number may have been given to another program since: its server must answer, or have started just now. */
async function isInUse({ pid, socketDir }: Lock, lockFile: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  return (await answers(socketDir)) || Date.now() - statSync(lockFile).mtimeMs < START_TIMEOUT_MS;
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

function startChild(dataDir: string, lockFile: string, socketDir: string): Promise<ChildProcess> {
  const child = fork(PROCESS, [path.join(dataDir, 'database'), socketDir], {
    execArgv: ['--import', TYPESCRIPT_LOADER],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const lock: Lock = { pid: process.pid, socketDir, enginePid: child.pid };
  writeFileSync(lockFile, JSON.stringify(lock), { mode: 0o600 });
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

/** The engine runs one statement at a time and cannot cancel it: one that never ends is ended with its process. */
function killWhenStuck(child: ChildProcess): () => void {
  let answeredAt = Date.now();
  child.on('message', () => {
    answeredAt = Date.now();
  });
  const timer = setInterval(() => {
    if (Date.now() - answeredAt > LONGEST_STATEMENT_MS) child.kill('SIGKILL');
    else if (child.connected) child.send('ping');
  }, 5_000);
  timer.unref();
  return () => clearInterval(timer);
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.send('stop');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await exited;
  clearTimeout(timer);
}
