import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { Router } from 'express';
import fresh from 'fresh';
import { signedInOnly } from '../access/signed-in-only.ts';
import type { Database } from '../database/connection.ts';
import { notFound } from '../errors.ts';
import { onlyParameters } from '../http/query-parameters.ts';
import { queryOf } from '../http/scoped-answer.ts';
import { parseTile } from '../tiles/tile.ts';
import type { ArchivedTile, BasemapArchive } from './basemap-archive.ts';

const unzip = promisify(gunzip);
/** Of an archive that is another by then, a day's maps may still show the old ground. */
const KEEP_SECONDS = 86_400;

/** Tiles of the operator's archive, for whoever is signed in: `GET /basemap/{z}/{x}/{y}.mvt`. */
export function createBasemapRoutes(database: Database, archive: BasemapArchive | null): Router {
  const router = Router();
  router.use('/basemap', signedInOnly(database));
  router.get('/basemap/:z/:x/:y.mvt', async (request, response) => {
    onlyParameters(queryOf(request), []);
    if (archive === null) throw notFound('There is no basemap archive here; BASEMAP_PMTILES names one.');
    const { minZoom, maxZoom } = archive.basemap;
    const tile = parseTile({ id: 'basemap', minZoom, maxZoom }, request.params);
    // Weak, since packing changes the bytes but not what they say.
    const etag = `W/"${archive.version}"`;
    const isKnown = fresh(request.headers, { etag });
    const found = isKnown ? null : await archive.tile(tile);
    response.set({ ETag: etag, 'Cache-Control': `private, max-age=${KEEP_SECONDS}` });
    if (isKnown) response.status(304).end();
    else await send(request, response, found);
  });
  return router;
}

async function send(request: Request, response: Response, tile: ArchivedTile | null): Promise<void> {
  response.set('Vary', 'Accept-Encoding');
  if (tile === null) {
    response.status(204).end();
    return;
  }
  const staysPacked = tile.isGzipped && request.acceptsEncodings('gzip') === 'gzip';
  if (staysPacked) response.set('Content-Encoding', 'gzip');
  response.type('application/vnd.mapbox-vector-tile');
  response.send(tile.isGzipped && !staysPacked ? await unzip(tile.bytes) : tile.bytes);
}
