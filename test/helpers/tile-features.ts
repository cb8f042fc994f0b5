import type { Database } from '../../server/database/connection.ts';
import { readDataVersion } from '../../server/database/data-version.ts';
import type { TileRequest } from '../../server/tiles/tile-service.ts';
import { TileService } from '../../server/tiles/tile-service.ts';
import type { DecodedFeature } from './decode-tile.ts';
import { decodeTile } from './decode-tile.ts';

/** The features of a tile made anew from the records as they are now. */
export async function tileFeatures(
  database: Database,
  request: Omit<TileRequest, 'dataVersion'>,
): Promise<DecodedFeature[]> {
  const dataVersion = await readDataVersion(database, request.scope);
  const service = new TileService(database);
  const { content } = await service.tile({ ...request, dataVersion }, new AbortController().signal);
  return decodeTile(content.bytes, request.layer);
}
