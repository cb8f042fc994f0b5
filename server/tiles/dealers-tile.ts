import type { TraceFilter } from '../../domain/trace-filter.ts';
import { RECORD_ZOOM } from '../../tiles/layers.ts';
import { filterCondition } from '../traces/filter-sql.ts';
import { clusterShift } from './clusters.ts';
import type { DealerCells } from './dealer-cells.ts';
import { OVERVIEW_CELL_SHIFT, readDealerCells } from './dealer-cells.ts';
import { FilterCounts } from './filter-counts.ts';
import type { Tile } from './tile.ts';
import { tileCodesOf, tilePoint } from './tile.ts';
import type { LayerQuery, TileQuery } from './tile-query.ts';

/** The dealers layer: overview tiles of a filter share the counts by cell, nearer ones are made of records. */
export function dealersLayer(): LayerQuery {
  const counts = new FilterCounts(readDealerCells);
  return async (asked) =>
    asked.tile.z < RECORD_ZOOM
      ? dealersOverviewTile(asked.tile, await counts.of(asked, 'cells'))
      : dealersTile(asked.tile, asked.filter);
}

/** The dealers of a tile: the database shows those of a public licence list, and those of traces in scope. */
const VISIBLE = `SELECT p.dealer_id, p.drawable, p.world_x, p.world_y, p.tile_code,
    coalesce(d.business_name, d.license_name) AS name
  FROM dealer_place p JOIN dealer d ON d.id = p.dealer_id
  WHERE p.tile_code >= :codes_from::bigint AND p.tile_code < :codes_to::bigint`;

/** Dealers clustered by cell, with the guns of the filter traced to them: tiles below RECORD_ZOOM. */
function dealersOverviewTile(tile: Tile, counts: DealerCells): TileQuery {
  const shift = clusterShift(tile.z);
  const { from, to } = tileCodesOf(tile);
  return {
    sql: `WITH visible AS (${VISIBLE}), traced AS (
        SELECT c.cell >> ${shift - OVERVIEW_CELL_SHIFT} AS cell, sum(c.traces)::int AS traces
        FROM unnest(:cells::bigint[], :traces::int[]) c (cell, traces)
        WHERE c.cell >= (:codes_from::bigint >> ${OVERVIEW_CELL_SHIFT})
          AND c.cell < (:codes_to::bigint >> ${OVERVIEW_CELL_SHIFT})
        GROUP BY 1
      )
      ${clusterSql(tile, `v.tile_code >> ${shift}`, 'cell', 'bool_and(v.drawable)', 'cell')}`,
    bindings: { cells: counts.cells, traces: counts.traces, codes_from: from, codes_to: to },
  };
}

/**
 * The same from RECORD_ZOOM on: dealers known by their ZIP only are one symbol for each ZIP, apart from those that
 * stand on their own place.
 */
function dealersTile(tile: Tile, filter: TraceFilter): TileQuery {
  const { sql, bindings } = filterCondition(filter);
  const cell = `CASE WHEN v.drawable THEN v.tile_code >> ${clusterShift(tile.z)} ELSE v.tile_code END`;
  return {
    sql: `WITH visible AS (${VISIBLE}), traced AS (
        SELECT ${cell} AS cell, v.drawable, count(*)::int AS traces
        FROM recovery r JOIN visible v ON v.dealer_id = r.dealer_id WHERE ${sql} GROUP BY 1, 2
      )
      ${clusterSql(tile, cell, 'cell, drawable', 'v.drawable', 'cell, v.drawable')}`,
    bindings: { ...bindings, codes_from: tileCodesOf(tile).from, codes_to: tileCodesOf(tile).to },
  };
}

function clusterSql(tile: Tile, cell: string, join: string, drawable: string, group: string): string {
  return `SELECT ${tilePoint('sum_x / dealer_count', 'sum_y / dealer_count', tile)} AS geom,
      id, name, dealer_count, coalesce(traces, 0) AS traces, drawable
    FROM (
      SELECT ${cell} AS cell, ${drawable} AS drawable, count(*)::int AS dealer_count,
        sum(v.world_x)::bigint AS sum_x, sum(v.world_y)::bigint AS sum_y,
        CASE WHEN count(*) = 1 THEN min(v.dealer_id) END AS id, CASE WHEN count(*) = 1 THEN min(v.name) END AS name
      FROM visible v GROUP BY ${group}
    ) cluster LEFT JOIN traced USING (${join}) ORDER BY cell, drawable`;
}
