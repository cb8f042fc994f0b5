/** The server process: opens the database, brings it up to date, then answers requests until told to stop. */
import http from 'node:http';
import path from 'node:path';
import type { DemoSignIns } from '../demo/demo-accounts.ts';
import { ensureDemoAccounts } from '../demo/demo-accounts.ts';
import { ensureDemoAgreements } from '../demo/demo-agreements.ts';
import { ensureDemoReleases } from '../demo/demo-releases.ts';
import { loadDemo } from '../demo/load-demo.ts';
import { checkAccounts, checkProductionSettings } from './access/start-checks.ts';
import { createApp } from './app.ts';
import { closeNotedEvents, keepNotedEvents } from './audit/note-audit-event.ts';
import { openBasemap } from './basemap/open-basemap.ts';
import { keepReports } from './briefings/keep-reports.ts';
import type { Config } from './config.ts';
import { readConfig } from './config.ts';
import type { Database } from './database/connection.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase } from './database/open-database.ts';
import { SetupError } from './errors.ts';
import { CurrentGeocoder } from './geocoding/current-geocoder.ts';
import { setTileHeaders } from './http/security-headers.ts';
import { ensureWebBuild } from './http/web-build.ts';
import { readWebSettings } from './http/web-settings.ts';
import { recoverInterruptedImports, sweepUploads } from './imports/recover-interrupted-imports.ts';
import { UploadFolder } from './imports/upload-folder.ts';
import { keepLinkage } from './linkage/keep-linkage.ts';
import { createLog, withoutValues } from './log.ts';
import { findChromium } from './pictures/find-chromium.ts';
import { placeAgain } from './places/place-again.ts';
import { ensureAreas } from './reference/load-areas.ts';
import { keepRetention } from './retention/keep-retention.ts';
import { ensureRollups } from './rollups/ensure-rollups.ts';
import { keepGunDetailsNow } from './rollups/keep-gun-details.ts';
import { keepWatches } from './watches/keep-watches.ts';

const startedAt = Date.now();

function step(text: string): void {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1).padStart(5);
  process.stdout.write(`${seconds} s  ${text}\n`);
}

/** Answers health checks from the first moment; everything else waits until the database is ready. */
const starting: http.RequestListener = (request, response) => {
  const up = request.url === '/healthz';
  setTileHeaders(response);
  response.writeHead(up ? 200 : 503, { 'Content-Type': 'application/json', 'Retry-After': '2' });
  response.end(JSON.stringify({ status: up ? 'up' : 'starting' }));
};

interface Prepared {
  readonly database: Database;
  /** Null where there are none. */
  readonly demoSignIns: DemoSignIns | null;
}

async function prepare(config: Config): Promise<Prepared> {
  step(
    config.databaseUrl === null
      ? `Opening the embedded database in ${config.dataDir}`
      : 'Connecting to PostgreSQL',
  );
  const database = await openDatabase(config);
  try {
    step('Checking the schema');
    for (const name of await migrate(database)) step(`Migrated: ${name}`);
    await checkAccounts(config, database);
    await ensureRollups(database, () => step('Counting all records anew'));
    for (const id of await recoverInterruptedImports(database))
      step(`Import ${id} was interrupted; nothing of it was kept`);
    await sweepUploads(database, new UploadFolder(path.join(config.dataDir, 'uploads')));
    await ensureAreas(database, (fraction) => {
      if (fraction === 0) step('Loading states, counties and ZIPs');
    });
    const demoSignIns = config.demo ? await loadDemoRegion(database, config) : null;
    await keepGunDetailsNow(database);
    return { database, demoSignIns };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function loadDemoRegion(database: Database, config: Config): Promise<DemoSignIns | null> {
  await loadDemo(database, config, step);
  const signIns = await ensureDemoAccounts(database, config.access.demoPassword);
  if (signIns !== null) {
    await ensureDemoAgreements(database);
    await ensureDemoReleases(database, () => step('Releasing counts of the demo region'));
  }
  return signIns;
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  checkProductionSettings(config);
  const web = readWebSettings(process.env);
  const chromium = findChromium(process.env);
  const basemap = await openBasemap(config.basemap);
  const log = createLog(config.logLevel);
  let listener = starting;
  const server = http.createServer((request, response) => listener(request, response));
  await listen(server, config);
  const [{ database, demoSignIns }] = await Promise.all([
    prepare(config),
    ensureWebBuild(() => step('Building the page')),
  ]);
  const geocoder = new CurrentGeocoder(database);
  keepNotedEvents(database, (error, { waiting, lost }) =>
    log.error({ err: error, waiting, lost }, 'events could not be written to the audit log'),
  );
  const { publicUrl } = config.access;
  listener = createApp({ config, database, geocoder, log, web, basemap, publicUrl, chromium });
  announce(config, server, demoSignIns);
  // What a process that has died was to place again.
  placeAgain(database, () => geocoder.get()).catch((error: unknown) =>
    log.error({ err: error }, 'placing again failed'),
  );
  const retention = keepRetention(database, (error) => log.error({ err: error }, 'retention failed'));
  const linkage = keepLinkage(database, (error) => log.error({ err: error }, 'linkage failed'));
  const watches = keepWatches(database, config.mail, (error) => log.error({ err: error }, 'watches failed'));
  const reports = keepReports(database, (error) => log.error({ err: error }, 'reports failed'));
  stopOnSignal(server, async () => {
    watches.stop();
    reports.stop();
    retention.stop();
    linkage.stop();
    await closeNotedEvents(database);
    await database.close();
    await basemap.archive?.close();
  });
}

function listen(server: http.Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? 'is already in use; set PORT to another'
          : `cannot be used (${error.code})`;
      reject(new SetupError(`${host}:${port} ${reason}.`));
    });
    server.listen(port, host, resolve);
  });
}

function announce({ host, access }: Config, server: http.Server, demoSignIns: DemoSignIns | null): void {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const loopback = ['127.0.0.1', '::1', 'localhost'].includes(host);
  step(`Ready: ${access.publicUrl ?? `http://${loopback ? 'localhost' : host}:${port}`}`);
  if (demoSignIns !== null) {
    step(`Demo sign-ins: ${demoSignIns.emails.join(', ')}; password: ${demoSignIns.password}`);
    if (!loopback) step(`Warning: whoever reaches ${host}:${port} can enter as any of them with one click.`);
  }
}

function stopOnSignal(server: http.Server, close: () => Promise<void>): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    step('Stopping');
    server.close();
    server.closeAllConnections();
    close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function fail(error: unknown): never {
  process.stderr.write(error instanceof SetupError ? `${error.message}\n` : `${inWords(error)}\n`);
  process.exit(2);
}

function inWords(error: unknown): string {
  const { type, code, message, stack, cause } = withoutValues(error);
  const lines = [`${type}${code === undefined ? '' : ` ${code}`}: ${message}`, stack, cause?.message];
  return lines.filter((line) => line !== undefined).join('\n');
}

// Node would print all an error holds; one of PostgreSQL's holds the row it failed on.
process.on('uncaughtException', fail);
main().catch(fail);
