import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { selectRows } from '../../../server/database/connection.ts';
import { openDatabase } from '../../../server/database/open-database.ts';
import { TEST_ENGINE } from '../../helpers/test-database.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const codeRow = z.object({ code: z.string() });

let dataDir = '';
const started: ChildProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'tracemap-test-'));
  cpSync(inject('templateDataDir'), dataDir, { recursive: true });
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

/** Starts a writer that adds agencies one transaction each and prints each code once it is committed. */
function startWriter(): ChildProcess {
  return start(path.join(ROOT, 'test/helpers/agency-writer.ts'), [dataDir]);
}

function start(file: string, args: string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  const child = spawn(process.execPath, ['--import', LOADER, file, ...args], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  return child;
}

/** Collects printed lines; resolves when there are `count` of them. */
function lines(child: ChildProcess, count: number): Promise<string[]> {
  const seen: string[] = [];
  const { stdout } = child;
  if (stdout === null) throw new Error('The child has no stdout.');
  return new Promise((resolve, reject) => {
    readline.createInterface({ input: stdout }).on('line', (line) => {
      seen.push(line);
      if (seen.length === count) resolve(seen);
    });
    child.once('exit', (code) => reject(new Error(`The writer ended early with code ${code}.`)));
  });
}

const exited = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    else child.once('exit', (code) => resolve(code));
  });

const enginePid = () =>
  z
    .object({ enginePid: z.number() })
    .parse(JSON.parse(readFileSync(path.join(dataDir, 'engine.lock'), 'utf8'))).enginePid;

async function storedCodes(): Promise<string[]> {
  const database = await openDatabase({ databaseUrl: null, dataDir });
  try {
    const rows = await database.knex.transaction((trx) =>
      selectRows(trx, codeRow, 'SELECT code FROM agency'),
    );
    return rows.map(({ code }) => code);
  } finally {
    await database.close();
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(TEST_ENGINE === 'postgis')('embedded engine', () => {
  it('keeps every committed row when its server is killed, and leaves no orphan', async () => {
    const writer = startWriter();
    const committed = await lines(writer, 40);
    const engine = enginePid();
    writer.kill('SIGKILL');
    await exited(writer);
    expect(await storedCodes()).toEqual(expect.arrayContaining(committed));
    await expect.poll(() => isRunning(engine), { timeout: 10_000 }).toBe(false);
  });

  it('is started again when it is killed itself, with every committed row', async () => {
    const writer = startWriter();
    const before = await lines(writer, 20);
    const engine = enginePid();
    process.kill(engine, 'SIGKILL');
    const after = await lines(writer, 20);
    expect(enginePid()).not.toBe(engine);
    writer.kill('SIGTERM');
    expect(await exited(writer)).toBe(0);
    expect(await storedCodes()).toEqual(expect.arrayContaining([...before, ...after]));
  });

  it('lets no second server use the same folder, and says who has it', async () => {
    const database = await openDatabase({ databaseUrl: null, dataDir });
    const second = start(path.join(ROOT, 'server/main.ts'), [], { TRACEMAP_DATA_DIR: dataDir, PORT: '0' });
    let complaint = '';
    second.stderr?.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    expect(await exited(second)).toBe(2);
    expect(complaint.trim()).toBe(
      `Another Tracemap (process ${process.pid}) is using ${dataDir}. Stop it, or set TRACEMAP_DATA_DIR to another folder.`,
    );
    await database.close();
  });

  it('gives each of many that ask at once its own answer, and its own error', async () => {
    const database = await openDatabase({ databaseUrl: null, dataDir });
    try {
      const answer = z.object({ said: z.string() });
      const ask = async (number: number) => {
        const [row] = await selectRows(
          database.knex,
          answer,
          number % 2 === 0
            ? 'SELECT (100 / (?::int % 10))::text AS said'
            : `SELECT concat('number ', ?::text, ' of ', ?::int) AS said`,
          number % 2 === 0 ? [number] : [String(number), 300],
        );
        return row?.said;
      };
      const numbers = Array.from({ length: 300 }, (_, index) => index);
      const answers = await Promise.allSettled(numbers.map(ask));
      expect(answers.map((one) => (one.status === 'fulfilled' ? one.value : 'an error'))).toEqual(
        numbers.map((number) => {
          if (number % 2 === 1) return `number ${number} of 300`;
          return number % 10 === 0 ? 'an error' : String(Math.trunc(100 / (number % 10)));
        }),
      );
      for (const one of answers)
        if (one.status === 'rejected') expect(String(one.reason)).toMatch(/division by zero/);
    } finally {
      await database.close();
    }
  });

  it('is shared by the command line while a server runs on it', async () => {
    const server = await openDatabase({ databaseUrl: null, dataDir });
    const beside = await openDatabase({ databaseUrl: null, dataDir }, { shareRunning: true });
    await beside.knex.transaction((trx) =>
      trx.raw(`INSERT INTO agency (code, name, state_code) VALUES ('BPD', 'Baltimore', 'MD')`),
    );
    await beside.close();
    const rows = await server.knex.transaction((trx) => selectRows(trx, codeRow, 'SELECT code FROM agency'));
    expect(rows).toEqual([{ code: 'BPD' }]);
    await server.close();
  });
});
