import type { Scope } from '../../domain/scope.ts';
import { scopeKey } from '../../domain/scope.ts';
import type { TraceFilter } from '../../domain/trace-filter.ts';
import { formatTraceFilter } from '../../domain/trace-filter.ts';
import type { TileLayerId } from '../../tiles/layers.ts';
import { RECORD_ZOOM } from '../../tiles/layers.ts';
import type { Engine } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { AreaCounts } from './area-counts.ts';
import { readAreaCounts } from './area-counts.ts';
import { areasTile, polygonLevel } from './areas-tile.ts';
import type { DealerCells } from './dealer-cells.ts';
import { readDealerCells } from './dealer-cells.ts';
import { dealersOverviewTile, dealersTile } from './dealers-tile.ts';
import type { TileBytes } from './encode-tile.ts';
import { encodeTile } from './encode-tile.ts';
import { RecentResults } from './recent-results.ts';
import { recoveriesTile } from './recoveries-tile.ts';
import { streetsTile } from './streets-tile.ts';
import type { Tile } from './tile.ts';
import type { TileQuery } from './tile-query.ts';

/** A tile request once scope and filter are known. */
export interface TileRequest {
  readonly layer: TileLayerId;
  readonly tile: Tile;
  readonly filter: TraceFilter;
  readonly scope: Scope;
}

/** Filters whose counts are kept: all tiles of a map share one, and a user goes back and forth between few. */
const FILTERS_KEPT = 50;

/** Gives tiles for scoped requests on one engine. */
export function createTileService(engine: Engine) {
  const areaCounts = new RecentResults<AreaCounts>(FILTERS_KEPT);
  const dealerCells = new RecentResults<DealerCells>(FILTERS_KEPT);

  // What is the same for every tile is worked out once for a filter, scope and data version.
  const keyOf = ({ dataVersion }: ScopedRead, { filter, scope }: TileRequest) =>
    [dataVersion, scopeKey(scope), formatTraceFilter(filter)].join('|');

  async function dealersQuery(read: ScopedRead, request: TileRequest): Promise<TileQuery> {
    const { tile, filter } = request;
    if (tile.z >= RECORD_ZOOM) return dealersTile(tile, filter);
    const cells = await dealerCells.get(keyOf(read, request), () => readDealerCells(read.trx, filter));
    return dealersOverviewTile(tile, cells);
  }

  async function areasQuery(read: ScopedRead, request: TileRequest): Promise<TileQuery> {
    const { tile, filter } = request;
    const level = polygonLevel(tile.z);
    const key = `${level}|${keyOf(read, request)}`;
    const counts = await areaCounts.get(key, () => readAreaCounts(read, filter, level));
    return areasTile(tile, filter, counts);
  }

  async function queryFor(read: ScopedRead, request: TileRequest): Promise<TileQuery> {
    switch (request.layer) {
      case 'recoveries':
        return recoveriesTile(request.tile, request.filter);
      case 'dealers':
        return dealersQuery(read, request);
      case 'areas':
        return areasQuery(read, request);
      case 'streets':
        return streetsTile(request.tile);
    }
  }

  return {
    /** The bytes of a tile; none where the scope sees nothing there. */
    async render(read: ScopedRead, request: TileRequest): Promise<TileBytes> {
      return encodeTile(read.trx, engine, request.layer, await queryFor(read, request));
    },
  };
}
