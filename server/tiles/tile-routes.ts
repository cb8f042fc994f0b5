import type { Request } from 'express';
import { Router } from 'express';
import { parseTraceFilter } from '../../domain/trace-filter.ts';
import type { TileLayer } from '../../tiles/layers.ts';
import { LAYERS, TILE_LAYERS } from '../../tiles/layers.ts';
import type { Database } from '../database/connection.ts';
import { notFound } from '../errors.ts';
import { answerScoped, queryOf } from '../http/scoped-answer.ts';
import { parseTile } from './tile.ts';
import { tileJson } from './tile-json.ts';
import { createTileService } from './tile-service.ts';

/** A tile that takes longer is of no use on a map. */
const TILE_TIMEOUT_MS = 10_000;

/** `GET /tiles/{layer}.json` and `GET /tiles/{layer}/{z}/{x}/{y}.mvt`, both with the trace filter. */
export function createTileRoutes(database: Database, timeoutMs = TILE_TIMEOUT_MS): Router {
  const router = Router();
  const service = createTileService(database.engine);

  router.get('/tiles/:layer.json', (request, response) => {
    const layer = layerOf(request.params.layer);
    const query = queryOf(request);
    parseTraceFilter(query);
    response.set('Cache-Control', 'private, no-cache').json(tileJson(layer, baseUrl(request), query));
  });

  router.get('/tiles/:layer/:z/:x/:y.mvt', async (request, response) => {
    const layer = layerOf(request.params.layer);
    const tile = parseTile(layer, request.params);
    const filter = parseTraceFilter(queryOf(request));
    await answerScoped(
      database,
      request,
      response,
      { timeoutMs },
      (scoped) => service.render(scoped, { layer: layer.id, tile, filter, scope: scoped.scope }),
      (bytes) => {
        if (bytes.length === 0) response.status(204).end();
        else response.type('application/vnd.mapbox-vector-tile').send(Buffer.from(bytes));
      },
    );
  });
  return router;
}

function layerOf(id: string): TileLayer {
  const known = TILE_LAYERS.find((layer) => layer === id);
  if (known === undefined) {
    throw notFound(`There is no tile layer "${id}". Layers are ${TILE_LAYERS.join(', ')}.`);
  }
  return LAYERS[known];
}

const baseUrl = (request: Request) => `${request.protocol}://${request.get('host') ?? request.hostname}`;
