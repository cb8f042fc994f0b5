/** The whole application on a free port, with the gazetteer and the small region imported. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import { readAccessSettings } from '../../server/access/access-settings.ts';
import { createApp } from '../../server/app.ts';
import type { Database } from '../../server/database/connection.ts';
import { CurrentGeocoder } from '../../server/geocoding/current-geocoder.ts';
import { createGeocoder } from '../../server/geocoding/geocoder.ts';
import { readProviderSettings } from '../../server/geocoding/providers/provider-settings.ts';
import type { ImportContext } from '../../server/imports/import-service.ts';
import { importFile } from '../../server/imports/import-service.ts';
import { ensureAreas } from '../../server/reference/load-areas.ts';
import { findBrowser } from './launch-browser.ts';
import { signedInListener } from './sign-in.ts';
import type { AgencyFile } from './small-region.ts';
import { smallRegion } from './small-region.ts';
import { openTestDatabase } from './test-database.ts';

export interface TestServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  readonly database: Database;
}

interface TestServerOptions {
  readonly signedIn?: boolean;
  /** With a Chromium that makes files of what is shown. */
  readonly makesFiles?: boolean;
}

/**
 * A server for the tests of one file, holding the records of `files`; gone after the last test. Requests come from
 * everybody's partner (see sign-in.ts) unless `signedIn` is false. */
export function useTestServer(
  files: readonly AgencyFile[] = smallRegion(),
  { signedIn = true, makesFiles = false }: TestServerOptions = {},
): TestServer {
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
      access: readAccessSettings({}),
      providers: readProviderSettings({}),
      mail: null,
      basemap: { kind: 'offline' },
    } as const;
    const app = createApp({
      config,
      database,
      geocoder: new CurrentGeocoder(database),
      log: pino({ level: config.logLevel }),
      chromium: makesFiles ? await findBrowser() : null,
    });
    const opened = database;
    server = http.createServer(signedIn ? signedInListener(() => opened, app) : app);
    await listen(server);
    const context = { database, placer: await createGeocoder(database) };
    for (const file of files) await bringIn(context, dataDir, file);
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

/** Adds the agency and imports its file, taking the guessed columns. */
async function bringIn(context: ImportContext, folder: string, file: AgencyFile): Promise<void> {
  const { agency, fileName, csv } = file;
  await context.database.knex.transaction((trx) =>
    trx.raw('INSERT INTO agency (code, name, state_code) VALUES (?, ?, ?)', [
      agency.code,
      agency.name,
      agency.state,
    ]),
  );
  const filePath = path.join(folder, fileName);
  writeFileSync(filePath, csv);
  const result = await importFile(context, { format: 'traces', agency: agency.code, filePath });
  if (result.rowsRejected > 0) throw new Error(`${fileName}: ${result.rowsRejected} rows were rejected.`);
}
