import type { RequestListener } from 'node:http';
import path from 'node:path';
import { constants } from 'node:zlib';
import compression from 'compression';
import type { Express } from 'express';
import express from 'express';
import type { Logger } from 'pino';
import { accessContext } from './access/access-context.ts';
import { createAccountsRoutes } from './access/accounts-routes.ts';
import { auditReaderOf } from './access/audit-reader-of.ts';
import { noteRefusals } from './access/note-refusal.ts';
import { createOwnAccountRoutes } from './access/own-account-routes.ts';
import { createPasskeyRoutes } from './access/passkey-routes.ts';
import { createRegionPolicyRoutes } from './access/region-policy-routes.ts';
import { senderOfRequest } from './access/sender-of-request.ts';
import { createSessionRoutes } from './access/session-routes.ts';
import { signedInOnly } from './access/signed-in-only.ts';
import { createSingleSignOnRoutes } from './access/single-sign-on-routes.ts';
import { createAgenciesRoutes } from './agencies/agencies-routes.ts';
import { createAgreementsRoutes } from './agreements/agreements-routes.ts';
import { createAreasRoutes } from './areas/areas-routes.ts';
import { createAuditRoutes } from './audit/audit-routes.ts';
import { createBasemapRoutes } from './basemap/basemap-routes.ts';
import type { OpenBasemap } from './basemap/open-basemap.ts';
import { NO_BASEMAP } from './basemap/open-basemap.ts';
import { createBriefingsRoutes } from './briefings/briefings-routes.ts';
import { makeReports } from './briefings/make-reports.ts';
import { createSchedulesRoutes } from './briefings/schedules-routes.ts';
import type { Config } from './config.ts';
import { createContactsRoutes } from './contacts/contacts-routes.ts';
import { createCorridorsRoutes } from './corridors/corridors-routes.ts';
import type { Database } from './database/connection.ts';
import { isMigrated } from './database/migrate.ts';
import { createDealersRoutes } from './dealers/dealers-routes.ts';
import { createExportsRoutes } from './exports/exports-routes.ts';
import { createFirearmsRoutes } from './firearms/firearms-routes.ts';
import { createFlowsRoutes } from './flows/flows-routes.ts';
import type { CurrentGeocoder } from './geocoding/current-geocoder.ts';
import { createGeocodeRoutes } from './geocoding/geocode-routes.ts';
import { createReviewRoutes } from './geocoding/review/review-routes.ts';
import { ReviewService } from './geocoding/review/review-service.ts';
import { createGunsRoutes } from './guns/guns-routes.ts';
import { createHotspotsRoutes } from './hotspots/hotspots-routes.ts';
import { networkOfAddress } from './http/network-of-address.ts';
import { problemHandler, unknownRoute } from './http/problem-handler.ts';
import { rateLimits } from './http/rate-limits.ts';
import { readableAddress } from './http/readable-text.ts';
import { sameOriginWrites } from './http/same-origin.ts';
import { securityHeaders } from './http/security-headers.ts';
import { webPage } from './http/web-page.ts';
import type { WebSettings } from './http/web-settings.ts';
import { createImportsRoutes } from './imports/imports-routes.ts';
import { UploadFolder } from './imports/upload-folder.ts';
import { createIncidentsRoutes } from './incidents/incidents-routes.ts';
import { createJoinsRoutes } from './linkage/joins-routes.ts';
import { runLinkage } from './linkage/run-linkage.ts';
import { createLinksRoutes } from './links/links-routes.ts';
import { createOgcRoutes } from './ogc/ogc-routes.ts';
import { createPersonSearchRoutes } from './persons/person-search-routes.ts';
import { PictureBrowser } from './pictures/picture-browser.ts';
import { createPicturesRoutes } from './pictures/pictures-routes.ts';
import { Pictures } from './pictures/pictures-service.ts';
import { createInterventionsRoutes } from './progress/interventions-routes.ts';
import { createTargetsRoutes } from './progress/targets-routes.ts';
import { createListedPurchasersRoutes } from './purchasers/listed-purchasers-routes.ts';
import { createPurchaserNetworkRoutes } from './purchasers/network/network-routes.ts';
import { createPurchasersRoutes } from './purchasers/purchasers-routes.ts';
import { createQualityRoutes } from './quality/quality-routes.ts';
import { createRecordsRoutes } from './records/records-routes.ts';
import { createRevealsRoutes } from './reveals/reveals-routes.ts';
import type { DrawPicture } from './snapshots/embed-picture.ts';
import { EMBED_PICTURE_SIZE } from './snapshots/embed-picture.ts';
import { createPublicEmbedRoutes } from './snapshots/public-embed-routes.ts';
import { createSnapshotsRoutes } from './snapshots/snapshots-routes.ts';
import { createTiles } from './tiles/tile-routes.ts';
import { createTimesToCrimeRoutes } from './times-to-crime/times-to-crime-routes.ts';
import { createRecoveriesRoutes } from './traces/recoveries-routes.ts';
import { createSummaryRoutes } from './traces/summary-routes.ts';
import { createTraceCoverageRoutes } from './tracing/trace-coverage-routes.ts';
import { createTraceRequestsRoutes } from './tracing/trace-requests-routes.ts';
import { runWatches } from './watches/keep-watches.ts';
import { createWatchesRoutes } from './watches/watches-routes.ts';

export interface AppContext {
  readonly config: Config;
  readonly database: Database;
  readonly geocoder: CurrentGeocoder;
  readonly log: Logger;
  /** Without it the page draws its own ground alone. */
  readonly basemap?: OpenBasemap;
  /** The address the page is reached at, where the operator has said so. */
  readonly publicUrl?: string | null;
  /** The Chromium that makes files of what is shown; without one the page makes them by itself. */
  readonly chromium?: string | null;
  /** Without it the server is reached directly, and limits what may be asked for. */
  readonly web?: WebSettings;
}

export interface Routes {
  readonly express: Express;
  /** What answers requests: the routes, and before them the tiles that are kept. */
  readonly listener: RequestListener;
}

/** What answers requests. */
export function createApp(context: AppContext): RequestListener {
  return createRoutes(context).listener;
}

/** Wires the features together: the only place that knows them all. */
export function createRoutes(context: AppContext): Routes {
  const {
    config,
    database,
    geocoder,
    log,
    basemap = NO_BASEMAP,
    publicUrl = null,
    chromium = null,
  } = context;
  const { web = { trustedProxies: 0, rateLimits: true } } = context;
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  // Whatever NODE_ENV says: else the last resort of Express would answer with the places in the program.
  app.set('env', 'production');
  app.set('trust proxy', web.trustedProxies);
  const tiles = createTiles(database);
  // Before all that concerns who asks: they are everybody's, and say themselves what they may do.
  const access = accessContext(config, database, basemap.told);
  const linkKey = access.keys.embedLinks;
  const pictures = new Pictures(database, chromium === null ? null : new PictureBrowser(chromium));
  const draw: DrawPicture = (markup) => pictures.draw(markup, EMBED_PICTURE_SIZE);
  app.use(createPublicEmbedRoutes(database, { linkKey, draw: pictures.isAvailable ? draw : null }));
  app.use(securityHeaders({ publicUrl, basemapOrigin: basemap.origin }));
  app.use(readableAddress);
  if (web.rateLimits) app.use(rateLimits(database, { whoOf: (request) => callerName(database, request) }));
  // Before the compression of the others: a map asks for dozens at once, and they are kept compressed.
  app.use(tiles.routes);
  app.use(createBasemapRoutes(database, basemap.archive));
  app.use(compressed());
  app.use(sameOriginWrites);

  app.get('/healthz', (_request, response) => {
    response.json({ status: 'up' });
  });
  app.get('/readyz', async (_request, response) => {
    const ready = await isMigrated(database).catch(() => false);
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready' });
  });

  app.use(createSessionRoutes(access));
  app.use(createSingleSignOnRoutes(access));
  app.use(createPasskeyRoutes(access));
  app.use(createOwnAccountRoutes(access));
  app.use(createAccountsRoutes(access));
  app.use('/api', signedInOnly(database));
  app.use(createRegionPolicyRoutes(database));
  /** Compares purchasers where records, agreements or thresholds have changed: nobody waits for it. */
  const compareAnew = () =>
    void runLinkage(database).catch((error: unknown) => log.error({ err: error }, 'linkage failed'));
  const afterImport = () => {
    compareAnew();
    void runWatches(database, config.mail).catch((error: unknown) =>
      log.error({ err: error }, 'watches failed'),
    );
    void makeReports(database).catch((error: unknown) => log.error({ err: error }, 'reports failed'));
  };
  app.use(createAgreementsRoutes(database, compareAnew));
  app.use(createAuditRoutes({ database, reader: (request) => auditReaderOf(database, request) }));
  app.use(createAgenciesRoutes(database));
  app.use(createFlowsRoutes(database));
  app.use(createAreasRoutes(database));
  app.use(createCorridorsRoutes(database));
  app.use(createInterventionsRoutes(database));
  app.use(createTargetsRoutes(database));
  app.use(createHotspotsRoutes(database));
  app.use(createSummaryRoutes(database));
  app.use(createRecoveriesRoutes(database));
  app.use(createIncidentsRoutes(database));
  app.use(createDealersRoutes(database));
  app.use(createTimesToCrimeRoutes(database));
  // Before it: `network` is no number of a purchaser.
  app.use(createPurchaserNetworkRoutes(database));
  app.use(createPurchasersRoutes(database));
  app.use(createListedPurchasersRoutes(database));
  app.use(createWatchesRoutes(database, { sendsMail: config.mail !== null }));
  app.use(createBriefingsRoutes(database));
  app.use(createSchedulesRoutes(database));
  app.use(createPicturesRoutes(access, pictures));
  app.use(
    createSnapshotsRoutes(database, { linkKey, picturesAt: pictures.isAvailable ? (publicUrl ?? '') : null }),
  );
  app.use(createFirearmsRoutes(database));
  app.use(createRecordsRoutes(database));
  app.use(createLinksRoutes(database));
  app.use(createGunsRoutes(database));
  app.use(createExportsRoutes(database));
  app.use(createRevealsRoutes(database));
  app.use(createContactsRoutes(database));
  app.use(createPersonSearchRoutes(database));
  app.use(createJoinsRoutes(database, compareAnew));
  app.use(createTraceCoverageRoutes(database));
  app.use(createTraceRequestsRoutes(database));

  app.use(createGeocodeRoutes(database, geocoder));
  app.use(createReviewRoutes(database, new ReviewService(database, () => geocoder.get())));

  app.use(createQualityRoutes(database));
  app.use(
    createImportsRoutes({
      database,
      folder: new UploadFolder(path.join(config.dataDir, 'uploads')),
      currentPlacer: () => geocoder.get(),
      onError: (error) => log.error({ err: error }, 'import failed'),
      onChanged: afterImport,
    }),
  );

  app.use(createOgcRoutes(database, tiles.answer));

  app.use(webPage());
  app.use(unknownRoute);
  app.use(noteRefusals(database));
  app.use(problemHandler(log));
  return { express: app, listener: tiles.kept.before(app) };
}

/** Who is counted as one by the rate limits: an account, wherever it asks from, else a network. */
async function callerName(database: Database, request: express.Request): Promise<string> {
  // The page itself is everybody's, and is there without the database too.
  const isOpen = !/^\/(?:api|tiles|basemap)\//i.test(request.path);
  const signedIn = isOpen ? null : await senderOfRequest(database, request);
  return signedIn === null ? networkOfAddress(request.ip) : `account ${signedIn.account.id}`;
}

/** Compresses the page well, since it is the same for all, and answers quickly, since each is made anew. */
function compressed(): express.RequestHandler {
  const filter = isCompressible;
  const well = compression({ filter });
  // A quarter of the time for 5 % (Brotli) or 13 % (gzip) more bytes.
  const quickly = compression({
    filter,
    level: 1,
    brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } },
  });
  return (request, response, next) =>
    (request.path.startsWith('/api/') ? quickly : well)(request, response, next);
}

function isCompressible(request: express.Request, response: express.Response): boolean {
  // Progress must reach the page event by event.
  if (response.getHeader('Content-Type') === 'text/event-stream') return false;
  return compression.filter(request, response);
}
