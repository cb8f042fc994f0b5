import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { TileRival } from './tile-rivals.ts';

const START_TRIES = 100;
const BETWEEN_TRIES_MS = 200;
/** A tile without points: what tells that a server answers. */
const EMPTY_TILE = { z: 14, x: 0, y: 0 };

export interface RunningRival {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts another tile server on a free port and waits until it gives a tile. */
export async function startRival(
  rival: TileRival,
  {
    program,
    databaseUrl,
    folder,
  }: { readonly program: string; readonly databaseUrl: string; readonly folder: string },
): Promise<RunningRival> {
  const port = await freePort();
  const configPath = path.join(folder, rival.configFile);
  writeFileSync(configPath, rival.config(port));
  const child = spawn(program, rival.arguments(configPath), {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: 'ignore',
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  for (let tries = 0; tries < START_TRIES; tries += 1) {
    const answered = await fetch(`${url}${rival.tilePath(EMPTY_TILE)}`).catch(() => null);
    if (answered?.ok === true) return { url, stop };
    await wait(BETWEEN_TRIES_MS);
  }
  await stop();
  throw new Error(`${rival.program} gave no tile within ${(START_TRIES * BETWEEN_TRIES_MS) / 1000} s.`);
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
