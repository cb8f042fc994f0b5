import type { TraceFilter } from '../../domain/trace-filter.ts';
import { RECORD_ZOOM } from '../../tiles/layers.ts';
import { cellRecoveries, recoveryPoints, TIME_TO_CRIME_COLUMNS } from '../rollups/cell-recoveries.ts';
import { clusterShift } from './clusters.ts';
import type { Tile } from './tile.ts';
import { tileCodesOf, tilePoint } from './tile.ts';
import type { TileQuery } from './tile-query.ts';

/**
 * Recoveries drawn as points, clustered by cell at their mean position (that of the filter's recoveries from
 * RECORD_ZOOM on; in overview tiles that of the cells they lie in).
 */
export function recoveriesTile(tile: Tile, filter: TraceFilter): TileQuery {
  const fromRecords = tile.z >= RECORD_ZOOM;
  const source = fromRecords
    ? recoveryPoints(filter, tileCodesOf(tile))
    : cellRecoveries(filter, tileCodesOf(tile));
  const counts = TIME_TO_CRIME_COLUMNS.map((column) => `nullif(sum(${column}), 0)::int AS ${column}`);
  return {
    sql: `SELECT ${tilePoint('sum_x / weight', 'sum_y / weight', tile)} AS geom, ${fromRecords ? 'id, ' : ''}
        point_count, ${TIME_TO_CRIME_COLUMNS.join(', ')}
      FROM (
        SELECT tile_code >> ${clusterShift(tile.z)} AS cell, sum(recoveries)::int AS point_count,
          ${fromRecords ? 'CASE WHEN count(*) = 1 THEN min(id) END AS id,' : ''}
          sum(weight)::bigint AS weight, sum(sum_world_x)::bigint AS sum_x, sum(sum_world_y)::bigint AS sum_y,
          ${counts.join(', ')}
        FROM ${source.sql} c GROUP BY 1
      ) cluster ORDER BY cell`,
    bindings: source.bindings,
  };
}
