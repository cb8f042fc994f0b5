import type { Knex } from 'knex';
import { z } from 'zod';
import type { AreaOutlines } from '../../domain/corridor.ts';
import { fromMercator } from '../../domain/geography/world-grid.ts';
import { selectRows } from '../database/connection.ts';

/** Detail that is left out of an outline, in metres of EPSG:3857: a pixel at zoom 8. */
const TOLERANCE_METRES = 600;

const position = z.tuple([z.number(), z.number()]);
const outlineRow = z.object({
  code: z.string(),
  level: z.enum(['state', 'county']),
  name: z.string(),
  geometry: z
    .string()
    .transform((text) =>
      z.object({ coordinates: z.array(z.array(z.array(position))) }).parse(JSON.parse(text)),
    ),
});

/** Outlines of states (`MD`) and counties (`24510`) to mark them on a map; codes that are none are left out. */
export async function readAreaOutlines(
  trx: Knex.Transaction,
  codes: readonly string[],
): Promise<AreaOutlines> {
  const rows = await selectRows(
    trx,
    outlineRow,
    `SELECT a.code, a.level, a.name,
       ST_AsGeoJSON(ST_Multi(ST_SimplifyPreserveTopology(a.geom_3857, ${TOLERANCE_METRES})), 0) AS geometry
     FROM area a WHERE a.level IN ('state', 'county') AND a.code IN (SELECT unnest(:codes::text[]))
       AND a.geom_3857 IS NOT NULL ORDER BY a.code`,
    { codes: [...codes] },
  );
  return {
    type: 'FeatureCollection',
    features: rows.map(({ code, level, name, geometry }) => ({
      type: 'Feature',
      id: code,
      properties: { code, level, name },
      geometry: {
        type: 'MultiPolygon',
        coordinates: geometry.coordinates.map((polygon) => polygon.map((ring) => ring.map(degrees))),
      },
    })),
  };
}

function degrees([x, y]: [number, number]): [number, number] {
  const { lon, lat } = fromMercator(x, y);
  return [Number(lon.toFixed(4)), Number(lat.toFixed(4))];
}
