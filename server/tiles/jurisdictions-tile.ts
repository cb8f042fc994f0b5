import { POLYGON_BOX, polygonBindings, polygonInTile } from './polygon-in-tile.ts';
import type { TileAsked, TileQuery } from './tile-query.ts';

/**
 * The jurisdictions of the agencies whose records the scope may see, those of the filter's agencies alone where it names
 * any; the rest of the filter is about guns. The areas of an agency are one polygon.
 */
export function jurisdictionsTile({ tile, filter }: Pick<TileAsked, 'tile' | 'filter'>): TileQuery {
  const agencies = filter.agency === undefined ? {} : { agencies: [...filter.agency] };
  return {
    sql: `SELECT geom, agency, name, state FROM (
        SELECT ${polygonInTile('ST_Union(ST_MakeValid(ST_ClipByBox2D(a.geom_3857, box)))')} AS geom,
          g.code AS agency, g.name, g.state_code AS state
        FROM ${POLYGON_BOX} box
        JOIN area a ON a.geom_3857 && box
        JOIN jurisdiction j ON j.area_level = a.level AND j.area_code = a.code
        JOIN agency g ON g.id = j.agency_id
        WHERE g.id IN (SELECT visible_agency_ids())
          ${filter.agency === undefined ? '' : 'AND g.code IN (SELECT unnest(:agencies::text[]))'}
        GROUP BY g.id
      ) jurisdiction WHERE NOT ST_IsEmpty(geom) ORDER BY agency COLLATE "C"`,
    bindings: { ...polygonBindings(tile), ...agencies },
  };
}
