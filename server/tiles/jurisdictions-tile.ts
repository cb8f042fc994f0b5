import { POLYGON_BOX, polygonBindings, polygonInTile } from './polygon-in-tile.ts';
import { tileCodesOf, tilePoint } from './tile.ts';
import type { TileAsked, TileQuery } from './tile-query.ts';

/**
 * The jurisdictions of the agencies whose records the scope may see, those of the filter's agencies alone where it names
 * any; the rest of the filter is about guns. The areas of an agency are one polygon; its name stands in the first of them,
 * as a point, so that it is written once and not in every tile.
 */
export function jurisdictionsTile({ tile, filter }: Pick<TileAsked, 'tile' | 'filter'>): TileQuery {
  const agencies = filter.agency === undefined ? {} : { agencies: [...filter.agency] };
  const { from, to } = tileCodesOf(tile);
  return {
    sql: `WITH answering AS (
        SELECT g.id, g.code AS agency, g.name, g.state_code AS state, j.area_level, j.area_code,
          row_number() OVER (PARTITION BY g.id ORDER BY j.area_level, j.area_code) = 1 AS is_first
        FROM agency g JOIN jurisdiction j ON j.agency_id = g.id
        ${filter.agency === undefined ? '' : 'WHERE g.code IN (SELECT unnest(:agencies::text[]))'}
      )
      SELECT geom, agency, name, state FROM (
        SELECT ${polygonInTile('ST_Union(ST_MakeValid(ST_ClipByBox2D(a.geom_3857, box)))')} AS geom,
          j.agency, j.name, j.state
        FROM ${POLYGON_BOX} box
        JOIN area a ON a.geom_3857 && box
        JOIN answering j ON j.area_level = a.level AND j.area_code = a.code
        GROUP BY j.id, j.agency, j.name, j.state
        UNION ALL
        SELECT ${tilePoint('a.world_x', 'a.world_y', tile)}, j.agency, j.name, j.state
        FROM answering j JOIN area a ON a.level = j.area_level AND a.code = j.area_code
        WHERE j.is_first AND a.tile_code >= :codes_from::bigint AND a.tile_code < :codes_to::bigint
      ) jurisdiction WHERE NOT ST_IsEmpty(geom) ORDER BY ST_Dimension(geom) DESC, agency COLLATE "C"`,
    bindings: { ...polygonBindings(tile), ...agencies, codes_from: from, codes_to: to },
  };
}
