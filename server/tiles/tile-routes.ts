import type { Request, Response } from 'express';
import { Router } from 'express';
import { told } from '../../domain/languages/told.ts';
import { parseTraceFilter } from '../../domain/trace-filter.ts';
import type { TileLayerId } from '../../tiles/layers.ts';
import { TILE_LAYERS } from '../../tiles/layers.ts';
import { scopeOfRequest } from '../access/scope-of-request.ts';
import type { Database } from '../database/connection.ts';
import { readDataVersion } from '../database/data-version.ts';
import { notFound } from '../errors.ts';
import { baseUrl } from '../http/base-url.ts';
import { abandonSignal, isKnownToClient, queryOf } from '../http/scoped-answer.ts';
import type { AnswerTile } from './answer-tile.ts';
import type { AskedTile } from './kept-tiles.ts';
import { KeptTiles } from './kept-tiles.ts';
import { askedLayer, ownParameters } from './layer-parameters.ts';
import { NEEDS_OF_LAYER } from './needs-of-layer.ts';
import { sendTile } from './send-tile.ts';
import { parseTile } from './tile.ts';
import { tileJson } from './tile-json.ts';
import type { TileLimits, TileRequest } from './tile-service.ts';
import { TileService } from './tile-service.ts';

export interface Tiles {
  /** `GET /tiles/{layer}.json` and `GET /tiles/{layer}/{z}/{x}/{y}.mvt`, both with the trace filter. */
  readonly routes: Router;
  /** Answers one of the latter under another address: `parts` say which tile. */
  readonly answer: AnswerTile;
  /** Answers those that are kept, before the routes. */
  readonly kept: KeptTiles;
}

/** Serves the tile layers. */
export function createTiles(database: Database, limits: TileLimits = {}): Tiles {
  const router = Router();
  const service = new TileService(database, limits);
  const keptTiles = new KeptTiles(database, service);

  router.get('/tiles/:layer.json', async (request, response) => {
    const id = layerOf(request.params.layer);
    await scopeOfRequest(database, request, NEEDS_OF_LAYER[id]);
    const query = queryOf(request);
    parseTraceFilter(query, ownParameters(id));
    const { layer } = askedLayer(id, query);
    response.set('Cache-Control', 'private, no-cache').json(tileJson(layer, baseUrl(request), query));
  });

  const answer: AnswerTile = async (request, response, id, parts) => {
    const query = queryOf(request);
    const filter = parseTraceFilter(query, ownParameters(id));
    const { layer, parameters } = askedLayer(id, query);
    const tile = parseTile(layer, parts);
    // Asked for on each request, and never of before it: see sharedRead.
    const scope = await scopeOfRequest(database, request, NEEDS_OF_LAYER[id]);
    const dataVersion = await readDataVersion(database, scope);
    const asked: AskedTile = { layer: id, tile, filter, parameters };
    keptTiles.remember(request.originalUrl, asked);
    if (isKnownToClient(request, response, scope, dataVersion)) {
      response.status(304).end();
      return;
    }
    await answerTile(service, { ...asked, scope, dataVersion }, request, response);
  };
  router.get('/tiles/:layer/:z/:x/:y.mvt', (request, response) =>
    answer(request, response, layerOf(request.params.layer), request.params),
  );
  return { routes: router, answer, kept: keptTiles };
}

async function answerTile(
  service: TileService,
  asked: TileRequest,
  request: Request,
  response: Response,
): Promise<void> {
  const signal = abandonSignal(response);
  try {
    const answer = await service.tile(asked, signal);
    if (answer.dataVersion !== asked.dataVersion) {
      isKnownToClient(request, response, asked.scope, answer.dataVersion);
    }
    await sendTile(request, response, service, asked, answer);
  } catch (error) {
    // Nobody is left to read the answer.
    if (signal.aborted) return;
    response.removeHeader('ETag');
    throw error;
  }
}

function layerOf(id: string): TileLayerId {
  const known = TILE_LAYERS.find((layer) => layer === id);
  if (known === undefined) {
    throw notFound(
      told('There is no tile layer "{id}". Layers are {layers}.', { id, layers: TILE_LAYERS.join(', ') }),
    );
  }
  return known;
}
