/** The whole application on a free port, with the gazetteer and the small region brought in through its own API. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import { importBatchSchema, importDetailSchema, importProgressSchema } from '../../domain/responses.ts';
import { createApp } from '../../server/app.ts';
import type { Database } from '../../server/database/connection.ts';
import { ensureAreas } from '../../server/reference/load-areas.ts';
import type { AgencyFile } from './small-region.ts';
import { smallRegion } from './small-region.ts';
import { openTestDatabase } from './test-database.ts';

export interface TestServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  readonly database: Database;
}

/** A server for the tests of one file, holding the records of `files`; gone after the last test. */
export function useTestServer(files: readonly AgencyFile[] = smallRegion()): TestServer {
  let server: Server | undefined;
  let database: Database | undefined;
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'tracemap-server-'));
  beforeAll(async () => {
    database = await openTestDatabase();
    await ensureAreas(database);
    const config = {
      port: 0,
      host: '127.0.0.1',
      databaseUrl: null,
      dataDir,
      demo: false,
      logLevel: 'error',
    } as const;
    server = http.createServer(createApp({ config, database, log: pino({ level: config.logLevel }) }));
    await listen(server);
    for (const file of files) await bringIn(addressOf(server), database, file);
  });
  afterAll(async () => {
    server?.closeAllConnections();
    server?.close();
    await database?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return {
    get url() {
      return addressOf(server);
    },
    get database() {
      if (database === undefined) throw new Error('The database opens in beforeAll; use it inside a test.');
      return database;
    },
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}

function addressOf(server: Server | undefined): string {
  const address = server?.address();
  if (typeof address !== 'object' || address === null) {
    throw new Error('The server starts in beforeAll; use it inside a test.');
  }
  return `http://127.0.0.1:${address.port}`;
}

/** Adds the agency and imports its file as a user would: upload, take the guessed columns, wait for the end. */
async function bringIn(
  url: string,
  database: Database,
  { agency, fileName, csv }: AgencyFile,
): Promise<void> {
  await database.knex.transaction((trx) =>
    trx.raw('INSERT INTO agency (code, name, state_code) VALUES (?, ?, ?)', [
      agency.code,
      agency.name,
      agency.state,
    ]),
  );
  const form = new FormData();
  form.append('file', new Blob([csv], { type: 'text/csv' }), fileName);
  const uploaded = importDetailSchema.parse(
    await answerOf(`${url}/api/imports?format=traces&agency=${agency.code}`, { method: 'POST', body: form }),
  );
  await answerOf(`${url}/api/imports/${uploaded.id}/start`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ mapping: uploaded.mapping }),
  });
  await untilFinished(`${url}/api/imports/${uploaded.id}/events`);
  const batch = importBatchSchema.parse(await answerOf(`${url}/api/imports/${uploaded.id}`));
  if (batch.status !== 'done' || batch.rowsRejected > 0) {
    throw new Error(`${fileName} was not taken in: ${JSON.stringify(batch)}`);
  }
}

async function answerOf(url: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(url, init);
  if (!response.ok)
    throw new Error(`${init.method ?? 'GET'} ${url}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Reads server-sent progress up to the event that says the import no longer runs. */
async function untilFinished(url: string): Promise<void> {
  const response = await fetch(url);
  const text = response.body?.pipeThrough(new TextDecoderStream());
  if (text === undefined) throw new Error(`${url} has no events.`);
  let unread = '';
  for await (const part of text) {
    const events = (unread + part).split('\n\n');
    unread = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: ?(.*)$/m.exec(event)?.[1];
      if (data !== undefined && importProgressSchema.parse(JSON.parse(data)).status !== 'running') return;
    }
  }
}
