import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { SetupError } from '../server/errors.ts';

/** The PostgreSQL server to measure on; it may create databases there. */
export function benchServerUrl(): string {
  const url = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL;
  if (url === undefined) {
    throw new SetupError(
      'Set BENCH_DATABASE_URL to a PostgreSQL server with PostGIS where databases may be created.',
    );
  }
  return url;
}

/** URL of a database of that server. */
export function databaseUrl(name: string): string {
  const url = new URL(benchServerUrl());
  url.pathname = `/${name}`;
  return url.href;
}

/** True if the server has a database of this name. */
export async function databaseExists(name: string): Promise<boolean> {
  const { rowCount } = await onServer('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  return (rowCount ?? 0) > 0;
}

export async function createDatabase(name: string): Promise<void> {
  await dropDatabase(name);
  await onServer(`CREATE DATABASE "${name}"`);
}

/** Makes a database anew as a copy of another, to which nobody may be connected. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  await dropDatabase(to);
  await onServer(`CREATE DATABASE "${to}" TEMPLATE "${from}"`);
}

export async function dropDatabase(name: string): Promise<void> {
  await onServer(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
}

async function onServer(sql: string, values: string[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: benchServerUrl() });
  await client.connect();
  try {
    return await client.query(sql, values);
  } finally {
    await client.end();
  }
}

/** Runs `work` with a folder of its own that is removed afterwards. */
export async function withFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tracemap-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
