import { RECORD_ZOOM } from '../../tiles/layers.ts';
import { cellRecoveries, recoveryPoints, TIME_TO_CRIME_COLUMNS } from '../rollups/cell-recoveries.ts';
import { clearOfNeighbours, clusterShift } from './clusters.ts';
import { tileCodesOf, tileUnits } from './tile.ts';
import type { TileAsked, TileQuery } from './tile-query.ts';

/**
 * Recoveries drawn as points, clustered by cell at their mean position (that of the filter's recoveries from
 * RECORD_ZOOM on; in overview tiles that of the cells they lie in), as far as that is clear of the neighbouring cells.
 * A single recovery stands where it was.
 */
export function recoveriesTile({ tile, filter }: Pick<TileAsked, 'tile' | 'filter'>): TileQuery {
  const fromRecords = tile.z >= RECORD_ZOOM;
  const source = fromRecords
    ? recoveryPoints(filter, tileCodesOf(tile))
    : cellRecoveries(filter, tileCodesOf(tile));
  const counts = TIME_TO_CRIME_COLUMNS.map((column) => `nullif(sum(${column}), 0)::int AS ${column}`);
  return {
    sql: `SELECT CASE WHEN point_count = 1 THEN ST_MakePoint(x, y)
          ELSE ST_MakePoint(${clearOfNeighbours('x', tile.z)}, ${clearOfNeighbours('y', tile.z)}) END AS geom,
        ${fromRecords ? 'id, ' : ''}point_count, ${TIME_TO_CRIME_COLUMNS.join(', ')}
      FROM (
        SELECT tile_code >> ${clusterShift(tile.z)} AS cell, sum(recoveries)::int AS point_count,
          ${fromRecords ? 'CASE WHEN count(*) = 1 THEN min(id) END AS id,' : ''}
          ${tileUnits(meanOf('sum_world_x'), 'x', tile)} AS x, ${tileUnits(meanOf('sum_world_y'), 'y', tile)} AS y,
          ${counts.join(', ')}
        FROM ${source.sql} c GROUP BY 1
      ) cluster ORDER BY cell`,
    bindings: source.bindings,
  };
}

const meanOf = (sum: string) => `sum(${sum})::bigint / sum(weight)::bigint`;
