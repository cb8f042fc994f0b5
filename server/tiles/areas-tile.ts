import type { AreaCounts } from './area-counts.ts';
import type { CountedAreas } from './counted-areas.ts';
import { POLYGON_BOX, polygonBindings, polygonInTile } from './polygon-in-tile.ts';
import type { Tile } from './tile.ts';
import { tileCodesOf, tilePoint } from './tile.ts';
import type { LayerQuery, TileAsked, TileQuery } from './tile-query.ts';
import type { ZipCounts } from './zip-counts.ts';
import { zipsWithin } from './zip-counts.ts';

/** From this zoom on counties are drawn, below it states. */
const COUNTY_ZOOM = 6;
/** From this zoom on ZIPs stand for their recoveries that cannot be drawn as points. */
const ZIP_ZOOM = 9;
/** The level of the polygons in tiles of a zoom. */
const polygonLevel = (zoom: number) => (zoom < COUNTY_ZOOM ? 'state' : 'county');

/** The areas layer: every tile of a filter has the same counts. */
export function areasLayer(countedAreas: (asked: TileAsked) => Promise<CountedAreas>): LayerQuery {
  return async (asked) => {
    const { areas, zips } = await countedAreas(asked);
    return areasTile(asked.tile, areas[polygonLevel(asked.tile.z)], zips);
  };
}

/** Areas with their counts: polygons clipped to the tile, and ZIP points; areas without recoveries too. */
function areasTile(tile: Tile, counts: AreaCounts, zipCounts: ZipCounts): TileQuery {
  const polygons = polygonQuery(tile, counts);
  if (tile.z < ZIP_ZOOM) return { ...polygons, sql: `${polygons.sql} ORDER BY code` };
  const zips = zipQuery(tile, zipCounts);
  return {
    sql: `SELECT * FROM (${polygons.sql} UNION ALL ${zips.sql}) area ORDER BY level, code`,
    bindings: { ...polygons.bindings, ...zips.bindings },
  };
}

/** The areas of the level whose outlines are near the tile. */
function polygonQuery(tile: Tile, counts: AreaCounts): TileQuery {
  return {
    sql: `SELECT geom, level, code, name, recoveries, sold FROM (
        SELECT ${polygonInTile('ST_ClipByBox2D(a.geom_3857, box)')} AS geom,
          a.level, a.code, a.name, coalesce(c.recoveries, 0) AS recoveries, coalesce(c.sold, 0) AS sold
        FROM ${POLYGON_BOX} box
        JOIN area a ON a.geom_3857 && box
        LEFT JOIN unnest(:codes::text[], :recoveries::int[], :sold::int[]) c (code, recoveries, sold)
          ON c.code = a.code
        WHERE a.level = :level
      ) polygon WHERE NOT ST_IsEmpty(geom)`,
    bindings: {
      level: polygonLevel(tile.z),
      ...polygonBindings(tile),
      codes: counts.codes,
      recoveries: counts.recoveries,
      sold: counts.sold,
    },
  };
}

/** ZIPs at their label points, with the recoveries known to lie in them but not where. */
function zipQuery(tile: Tile, counts: ZipCounts): TileQuery {
  const { codes, recoveries } = zipsWithin(counts, tileCodesOf(tile));
  return {
    sql: `SELECT ${tilePoint('a.world_x', 'a.world_y', tile)} AS geom, a.level, a.code, a.name, z.recoveries, NULL::int AS sold
      FROM unnest(:zips::text[], :zip_recoveries::int[]) z (code, recoveries)
      JOIN area a ON a.level = 'zip' AND a.code = z.code`,
    bindings: { zips: codes, zip_recoveries: recoveries },
  };
}
