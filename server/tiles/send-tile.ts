import type { IncomingMessage, ServerResponse } from 'node:http';
import { preferredEncoding } from './tile-content.ts';
import type { TileAnswer, TileRequest, TileService } from './tile-service.ts';

/** Sends a tile in the best encoding the client takes; straight to Node: Express would look at type and body anew. */
export async function sendTile(
  { headers }: IncomingMessage,
  response: ServerResponse,
  service: TileService,
  asked: TileRequest,
  answer: TileAnswer,
): Promise<void> {
  const { body, encoding } = await service.encoded(
    asked,
    answer,
    preferredEncoding(headers['accept-encoding']),
  );
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
