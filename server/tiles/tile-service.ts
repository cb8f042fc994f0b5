import type { Scope } from '../../domain/scope.ts';
import { scopeKey } from '../../domain/scope.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { formatTraceFilter } from '../../domain/trace-filter.ts';
import type { TileLayerId } from '../../tiles/layers.ts';
import type { Engine } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { AreaCounts } from './area-counts.ts';
import { readAreaCounts } from './area-counts.ts';
import { areasTile, polygonLevel } from './areas-tile.ts';
import { dealersTile } from './dealers-tile.ts';
import type { TileBytes } from './encode-tile.ts';
import { encodeTile } from './encode-tile.ts';
import { RecentResults } from './recent-results.ts';
import { recoveriesTile } from './recoveries-tile.ts';
import type { Tile } from './tile.ts';
import type { TileQuery } from './tile-query.ts';

/** A tile request once scope and filter are known. */
export interface TileRequest {
  readonly layer: TileLayerId;
  readonly tile: Tile;
  readonly filter: TraceFilter;
  readonly scope: Scope;
}

/** Filters whose area counts are kept: all tiles of a map share one, and a user goes back and forth between few. */
const FILTERS_KEPT = 50;

/** Gives tiles for scoped requests on one engine. */
export function createTileService(engine: Engine) {
  const areaCounts = new RecentResults<AreaCounts>(FILTERS_KEPT);

  /** Area counts are the same for every tile of a level, so they are worked out once for a filter, scope and version. */
  function countsFor(
    { trx, dataVersion }: ScopedRead,
    { tile, filter, scope }: TileRequest,
  ): Promise<AreaCounts> {
    const level = polygonLevel(tile.z);
    const key = [level, dataVersion, scopeKey(scope), formatTraceFilter(filter)].join('|');
    return areaCounts.get(key, () => readAreaCounts(trx, filter, level));
  }

  async function queryFor(read: ScopedRead, request: TileRequest): Promise<TileQuery> {
    switch (request.layer) {
      case 'recoveries':
        return recoveriesTile(request.tile, request.filter);
      case 'dealers':
        return dealersTile(request.tile, request.filter);
      case 'areas':
        return areasTile(request.tile, request.filter, await countsFor(read, request));
    }
  }

  return {
    /** The bytes of a tile; none where the scope sees nothing there. */
    async render(read: ScopedRead, request: TileRequest): Promise<TileBytes> {
      return encodeTile(read.trx, engine, request.layer, await queryFor(read, request));
    },
  };
}
