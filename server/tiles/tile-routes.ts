import type { Request, Response } from 'express';
import { Router } from 'express';
import { parseTraceFilter } from '../../domain/trace-filter.ts';
import type { TileLayerId } from '../../tiles/layers.ts';
import { TILE_LAYERS } from '../../tiles/layers.ts';
import { scopeOfRequest } from '../access/scope-of-request.ts';
import type { Database } from '../database/connection.ts';
import { readDataVersion } from '../database/with-scope.ts';
import { notFound } from '../errors.ts';
import { abandonSignal, isKnownToClient, queryOf } from '../http/scoped-answer.ts';
import { askedLayer, ownParameters } from './layer-parameters.ts';
import { parseTile } from './tile.ts';
import type { EncodedContent } from './tile-content.ts';
import { preferredEncoding } from './tile-content.ts';
import { tileJson } from './tile-json.ts';
import type { TileLimits, TileRequest } from './tile-service.ts';
import { TileService } from './tile-service.ts';

/** `GET /tiles/{layer}.json` and `GET /tiles/{layer}/{z}/{x}/{y}.mvt`, both with the trace filter. */
export function createTileRoutes(database: Database, limits: TileLimits = {}): Router {
  const router = Router();
  const service = new TileService(database, limits);

  router.get('/tiles/:layer.json', (request, response) => {
    const id = layerOf(request.params.layer);
    const query = queryOf(request);
    parseTraceFilter(query, ownParameters(id));
    const { layer } = askedLayer(id, query);
    response.set('Cache-Control', 'private, no-cache').json(tileJson(layer, baseUrl(request), query));
  });

  router.get('/tiles/:layer/:z/:x/:y.mvt', async (request, response) => {
    const id = layerOf(request.params.layer);
    const query = queryOf(request);
    const filter = parseTraceFilter(query, ownParameters(id));
    const { layer, parameters } = askedLayer(id, query);
    const tile = parseTile(layer, request.params);
    // Asked for on each request, and never of before it: see sharedRead.
    const [scope, dataVersion] = await Promise.all([
      scopeOfRequest(database, request),
      readDataVersion(database),
    ]);
    if (isKnownToClient(request, response, scope, dataVersion)) {
      response.status(304).end();
      return;
    }
    await answerTile(service, { layer: id, tile, filter, parameters, scope, dataVersion }, request, response);
  });
  return router;
}

async function answerTile(
  service: TileService,
  asked: TileRequest,
  request: Request,
  response: Response,
): Promise<void> {
  const kept = service.kept(asked);
  const encoding = preferredEncoding(request.headers['accept-encoding']);
  if (kept !== null) {
    sendTile(response, await service.encoded(asked, kept, encoding));
    return;
  }
  const signal = abandonSignal(response);
  try {
    const answer = await service.tile(asked, signal);
    if (answer.dataVersion !== asked.dataVersion) {
      isKnownToClient(request, response, asked.scope, answer.dataVersion);
    }
    sendTile(response, await service.encoded(asked, answer, encoding));
  } catch (error) {
    // Nobody is left to read the answer.
    if (signal.aborted) return;
    response.removeHeader('ETag');
    throw error;
  }
}

/** Straight to Node: Express would look at the type and the body of each answer anew. */
function sendTile(response: Response, { body, encoding }: EncodedContent): void {
  response.setHeader('Vary', 'Accept-Encoding');
  if (body.length === 0) {
    response.writeHead(204).end();
    return;
  }
  response.setHeader('Content-Type', 'application/vnd.mapbox-vector-tile');
  response.setHeader('Content-Length', body.length);
  if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding);
  response.writeHead(200).end(body);
}

function layerOf(id: string): TileLayerId {
  const known = TILE_LAYERS.find((layer) => layer === id);
  if (known === undefined) {
    throw notFound(`There is no tile layer "${id}". Layers are ${TILE_LAYERS.join(', ')}.`);
  }
  return known;
}

const baseUrl = (request: Request) => `${request.protocol}://${request.get('host') ?? request.hostname}`;
